import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Chunk, deferral, hotFile, loaderFile } from './chunk.ts'

/** What happened when a program checked a manifest. */
export interface Trial {
  readonly ended: boolean
  readonly message: string
  /** What the hot file's functions did. */
  readonly functions: readonly FunctionUse[]
  /** Names of the side files that were loaded. */
  readonly loaded: ReadonlySet<string>
}

/** One function of the hot file. */
export interface FunctionUse {
  readonly name: string
  /** Where it begins in the file's text. */
  readonly at: number
  readonly ran: boolean
}

/** Notes the files that are loaded, also where loading fails. */
const hook = `const { Module } = require("node:module");
const { appendFileSync } = require("node:fs");
const load = Module.prototype.load;
Module.prototype.load = function (file) {
  appendFileSync(__dirname + "/loaded", file + "\\n");
  return load.call(this, file);
};
`

/** Runs a program below the folder `scratch`, on one manifest. */
export function tryOut(scratch: string, chunks: readonly Chunk[], manifest: string): Trial {
  const folder = write(scratch, chunks)
  writeFileSync(join(folder, 'manifest.yaml'), manifest)
  const coverage = join(folder, 'coverage')
  const { status, stderr } = spawnSync(process.execPath, ['--require', './hook.cjs', 'cli.cjs', 'manifest.yaml'], {
    cwd: folder,
    env: { NODE_V8_COVERAGE: coverage },
  })
  const scripts = readdirSync(coverage).flatMap((file): readonly Script[] => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result)
  const hot = scripts.find(({ url }) => basename(url) === hotFile)
  return {
    ended: status === 0,
    message: stderr.toString(),
    functions: (hot?.functions ?? []).flatMap(({ functionName, ranges: [whole] }) =>
      whole === undefined ? [] : [{ name: functionName, at: whole.startOffset - wrapperLength, ran: whole.count > 0 }]
    ),
    loaded: sideFilesLoaded(folder),
  }
}

/** Names of the side files that are used while a program is loaded: what such a file has is of no use yet, and anything goes in its place. */
export function usedWhileLoading(scratch: string, chunks: readonly Chunk[]): ReadonlySet<string> {
  const lenient = chunks.map(chunk => ({ ...chunk, text: chunk.text.replace(deferral, lenientDeferral) }))
  const folder = write(scratch, lenient)
  spawnSync(process.execPath, ['--require', './hook.cjs', loaderFile], { cwd: folder, env: {} })
  return sideFilesLoaded(folder)
}

const lenientDeferral = `const $anything=new Proxy(function(){},{get:(_,key)=>key===Symbol.iterator?function*(){}:key===Symbol.toPrimitive?()=>"":$anything,\
apply:()=>$anything,construct:()=>$anything});const $on=load=>new Proxy({},{get:(_,name)=>{try{return load()[name]}catch{return $anything}}});`

function write(scratch: string, chunks: readonly Chunk[]): string {
  const folder = mkdtempSync(join(scratch, 'run-'))
  for (const { path, text } of chunks) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(join(folder, 'hook.cjs'), hook)
  return folder
}

function sideFilesLoaded(folder: string): ReadonlySet<string> {
  const loaded = readFileSync(join(folder, 'loaded'), 'utf8').trimEnd().split('\n')
  return new Set(loaded.filter(file => file.includes('/chunks/')).map(file => basename(file)))
}

/** Node's positions are those of the text that the loader makes of a file. */
const wrapperLength = '(function(exports,require,module,__filename,__dirname){'.length

/** What Node writes about one script that ran. */
interface Script {
  readonly url: string
  readonly functions: readonly {
    readonly functionName: string
    readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[]
  }[]
}
