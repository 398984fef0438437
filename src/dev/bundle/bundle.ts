import { posix } from 'node:path'
import { type Chunk, deferral, hotScheme, loaderFile, type Program, sideScheme } from './chunk.ts'
import { modulesOnDemand } from './graph.ts'
import { buildHotFile, exportIndexes, type Uses } from './hot-file.ts'
import { loader } from './loader.ts'
import { moveRare } from './rare.ts'
import { textsOfRules } from './rule-texts.ts'
import { buildSideFiles } from './side-files.ts'

/**
 * Bundles a program into CommonJS files: one that holds what every run needs, and side files that are loaded when something of them is
 * first used. No module stands in two files.
 */
export async function bundleProgram(program: Program, { minify }: { readonly minify: boolean }): Promise<readonly Chunk[]> {
  const onDemand = await modulesOnDemand(program)
  const side = [...new Set([...onDemand, ...program.apart])].filter(module => !program.hot.includes(module)).sort()
  let uses: Uses = new Map(program.hot.map(module => [module, new Set(['*'])]))
  let hot = await buildHotFile(program, side, uses)
  for (;;) {
    const files = await buildSideFiles(program, side, ownModules(hot, program))
    uses = files.uses
    // what side files use may need further modules
    hot = await buildHotFile(program, side, uses)
    const own = ownModules(hot, program)
    if (files.chunks.every(chunk => [...ownModules(chunk, program)].every(module => !own.has(module)))) {
      const divided = minify ? await moveRare(hot, program.rare ?? new Map()) : [hot]
      return [loader, ...finishAll([...divided, ...files.chunks, ...(await textsOfRules())], exportIndexes(uses))]
    }
  }
}

/** The modules whose code is in a file. */
function ownModules({ inputs }: Chunk, { transparent }: Program): ReadonlySet<string> {
  return new Set(
    inputs.filter(({ path, bytes }) => bytes > 0 && !transparent.includes(path) && !path.startsWith('seatrial:')).map(({ path }) => path)
  )
}

function finishAll(chunks: readonly Chunk[], hotIndexes: ReadonlyMap<string, number>): readonly Chunk[] {
  const siblings = new Set(chunks.map(({ path }) => path))
  return chunks.map(chunk => {
    const linked = chunk.text.replace(/\brequire\("((?:\.{1,2}\/|hot:|side:)[^"]+)"\)/g, (_, specifier: string) =>
      requireOf(specifier, chunk.path, hotIndexes)
    )
    const first = chunk.path === 'cli.cjs' ? '#!/usr/bin/env node\n' : ''
    const text = requireOnUse(linked.replace(/^#!.*\n/, '').trimEnd(), chunk.path, siblings)
    return { ...chunk, text: `${first}"use strict";${inAscii(text)}\n` }
  })
}

/** What is left to escape stands in regular expressions: a text of ASCII alone takes half the memory and is read without decoding. */
function inAscii(text: string): string {
  return text.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The expression that loads what a specifier means in a file. */
function requireOf(specifier: string, from: string, hotIndexes: ReadonlyMap<string, number>): string {
  const relative = (to: string): string => {
    const path = posix.relative(posix.dirname(from), to)
    return JSON.stringify(path.startsWith('.') ? path : `./${path}`)
  }
  if (specifier.startsWith(hotScheme)) return `require(${relative(loaderFile)}).hot[${hotIndexes.get(specifier.slice(hotScheme.length))}]`
  if (specifier.startsWith(sideScheme)) return `require(${relative(`chunks/${specifier.slice(sideScheme.length)}.cjs`)})`
  return `require(${relative(posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.cjs'))})`
}

/**
 * Defers what a file requires of its siblings until something of them is used; from then on the variable holds the sibling itself. The
 * siblings are modules without effects of their own, so that their order does not matter.
 */
function requireOnUse(commonJs: string, from: string, siblings: ReadonlySet<string>): string {
  // what `import()` becomes needs no copy of the module that it gives
  const direct = commonJs.replace(/(\.then\(\(\)=>)[\w$]+\((require\("\.[^"]+"\)(?:\.\w+(?:\[\d+\])?)?)\)\)/g, '$1$2)')
  const load = /(?<![\w$])([\w$]+) ?= ?(require\("(\.[^"]+)"\))(?!\.)/g
  const deferred = direct.replace(load, (whole, variable: string, expression: string, specifier: string) =>
    siblings.has(posix.join(posix.dirname(from), specifier)) ? `${variable}=$on(()=>${variable}=${expression})` : whole
  )
  return deferred === direct ? direct : `${deferral}${deferred}`
}
