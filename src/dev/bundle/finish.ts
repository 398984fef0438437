import { posix } from 'node:path'
import type { Bundle } from './bundle.ts'
import { type Chunk, hotFile, mainFile, warmFile } from './chunk.ts'
import { given, linker } from './link.ts'
import { mainText } from './loader.ts'
import { minified } from './minified.ts'
import { moveRare, type RareFile } from './rare.ts'
import { textsOfRules } from './rule-texts.ts'
import { toCommonJs, withoutUnusedHelpers } from './side-files.ts'
import { exportIndexes } from './uses.ts'

/** How the files of a bundle are written. */
export interface Finish {
  readonly minify: boolean
  /** Functions of hot modules that a check of a sound manifest never calls, by their names in the hot file; each with the name of the file that holds it. */
  readonly rare: ReadonlyMap<string, string>
  /** Files of texts of rules that the warm file holds. */
  readonly warmTexts: readonly string[]
}

/** The files of a bundled program. */
export async function finish(bundle: Bundle, { minify, rare, warmTexts }: Finish): Promise<readonly Chunk[]> {
  const printed = (text: string): Promise<string> => (minify ? minified(text) : Promise.resolve(text))
  const { text, files } = moveRare(withoutUnusedHelpers(bundle.hot.text), rare)
  const indexes = { hot: exportIndexes(bundle.uses.hot), warm: exportIndexes(bundle.uses.warm) }
  const link = linker(new Set(bundle.side.map(({ path }) => path)), indexes)
  const finished = async (path: string, own: string, { exports, inputs }: Pick<Chunk, 'exports' | 'inputs'>): Promise<Chunk> => ({
    path,
    text: inAscii(link(path, (await printed(own)).trimEnd())),
    exports,
    inputs,
  })
  const [inWarm, rareFiles] = [files.filter(({ path }) => path === undefined), files.filter(({ path }) => path !== undefined)]
  const texts = await textsOfRules()
  const side = await Promise.all(bundle.side.map(toCommonJs))
  const warm = warmText(
    withoutUnusedHelpers(bundle.warm.text),
    inWarm,
    texts.filter(({ path }) => warmTexts.includes(path))
  )
  const chunks = await Promise.all([
    finished(hotFile, text, bundle.hot),
    finished(warmFile, warm, bundle.warm),
    ...side.map(chunk => finished(chunk.path, chunk.text, chunk)),
    ...rareFiles.map(file => finished(file.path!, `${file.text}module.exports = ${file.value};\n`, { exports: [], inputs: [] })),
  ])
  return [
    ...chunks.map(chunk => {
      if (chunk.path === hotFile) return { ...chunk, text: `((${given},require)=>{"use strict";${chunk.text}})\n` }
      if (chunk.path === warmFile) return { ...chunk, text: `((exports,${given},require)=>{"use strict";${chunk.text}})\n` }
      if (chunk.path === mainFile) return { ...chunk, text: mainText(chunk.text) }
      return { ...chunk, text: `"use strict";${chunk.text}\n` }
    }),
    ...texts.filter(({ path }) => !warmTexts.includes(path)),
  ]
}

/** The warm file also finds the texts of rules, some of which it holds, and holds functions that mistakes need. */
function warmText(text: string, rare: readonly RareFile[], texts: readonly Chunk[]): string {
  const held = texts.map(({ path, text: own }) => {
    const [, json] = /^"use strict";module\.exports=(.*);\n$/s.exec(own)!
    return `${JSON.stringify(posix.basename(path, '.cjs').split('.').at(-1))}: () => ${json}`
  })
  // what the hot file asks for while this one is being run stands first
  return `var $rares, $texts = {}, $held = { __proto__: null, ${held.join(', ')} };
exports.textsOf = id => {
  const category = id.slice(0, id.indexOf("/"));
  return ($texts[category] ??= $held[category] ? $held[category]() : require("./chunks/rules.texts." + category + ".cjs"))[id];
};
exports.rare = () => $rares ??= (() => {
${rare.map(file => `${file.text}return ${file.value};\n`).join('')}})();
${text}exports.parts = $parts();
`
}

/** What is left to escape stands in regular expressions: a text of ASCII alone takes half the memory and is read without decoding. */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
