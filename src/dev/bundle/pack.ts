import { posix } from 'node:path'
import { type Chunk, hotFile, loaderFile, packFile } from './chunk.ts'

/** Puts side files that are mostly needed together into one file, each as a function that runs when it is first asked for. */
export function pack(chunks: readonly Chunk[], together: ReadonlySet<string>): readonly Chunk[] {
  const packed = chunks.filter(({ path }) => together.has(path))
  const modules = packed.map(({ path, text }) => {
    const body = linked({ path, text }, together, packFile)
      .replace(/^"use strict";/, '')
      .trimEnd()
    return `${JSON.stringify(posix.basename(path, '.cjs'))}(module,exports,require){${body}\n}`
  })
  const text = `"use strict";const loaded=new Map,modules={${modules.join(',')}};module.exports=name=>{let module=loaded.get(name);if(module===void 0){module={exports:{}};loaded.set(name,module);modules[name](module,module.exports,require)}return module.exports};\n`
  const rest = chunks.filter(({ path }) => !together.has(path)).map(chunk => ({ ...chunk, text: linked(chunk, together, chunk.path) }))
  return [
    ...rest.map(chunk => (chunk.path === hotFile ? { ...chunk, text: abridged(chunk.text) } : chunk)),
    { path: packFile, text, exports: [], inputs: packed.flatMap(({ inputs }) => inputs) },
  ]
}

/** A text whose requires find packed files, and the others from where it will stand. */
function linked({ path, text }: Pick<Chunk, 'path' | 'text'>, together: ReadonlySet<string>, standing: string): string {
  return text.replace(/\brequire\("(\.{1,2}\/[^"]+)"\)/g, (_, specifier: string) => {
    const target = posix.join(posix.dirname(path), specifier)
    const isPacked = together.has(target)
    const relative = posix.relative(posix.dirname(standing), isPacked ? loaderFile : target)
    const load = `require(${JSON.stringify(relative.startsWith('.') ? relative : `./${relative}`)})`
    return isPacked ? `${load}.part(${JSON.stringify(posix.basename(target, '.cjs'))})` : load
  })
}

const abbreviations = [
  'const $file=name=>require("./chunks/"+name+".cjs")',
  `$part=name=>require("./${loaderFile}").part(name)`,
  '$fileLater=name=>Promise.resolve().then(()=>$file(name))',
  '$partLater=name=>Promise.resolve().then(()=>$part(name))',
].join(',')

/** The hot file with one word for each way of loading another file. */
function abridged(text: string): string {
  const short = text
    .replace(/\brequire\("\.\/chunks\/([^"]+)\.cjs"\)/g, '$$file("$1")')
    .replace(/\brequire\("\.\/main\.cjs"\)\.part\(("[^"]+")\)/g, '$$part($1)')
    .replace(
      /\bPromise\.resolve\(\)\.then\(\(\)=>\$(file|part)\(("[^"]+")\)\)/g,
      (_, way: string, name: string) => `${way === 'file' ? '$fileLater' : '$partLater'}(${name})`
    )
  return short.replace('"use strict";', `"use strict";${abbreviations};`)
}
