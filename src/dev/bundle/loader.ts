import { type Chunk, hotFile, loaderFile, packFile } from './chunk.ts'

/** The name of the compiled code of a file, which Node takes if the same version of it made it, and passes over otherwise. */
export function compiledFile(file: string): string {
  return file.replace(/\.cjs$/, '.compiled')
}

/** Runs the hot file, from compiled code where there is some, which takes half the time; and the packed one when something of it is first used. */
export const loader: Chunk = {
  path: loaderFile,
  text: `"use strict";
const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");
const filename = __dirname + "/${hotFile}";
let cachedData;
try {
  cachedData = readFileSync(__dirname + "/${compiledFile(hotFile)}");
} catch {}
const text = "(function(exports,require,module,__filename,__dirname){" + readFileSync(filename, "latin1") + "})";
const script = new Script(text, { filename, cachedData });
script.runInThisContext()(module.exports, require, module, filename, __dirname);
module.exports.part = name => require("./${packFile}")(name);
`,
  exports: [],
  inputs: [],
}

/** A text for \`node --eval\` in the folder of the program that runs its command line and then writes what was compiled for it. */
export function compileScript(commandLine: readonly string[]): string {
  return `const { writeFileSync } = require("node:fs");
const { createRequire, Module } = require("node:module");
const folder = process.cwd();
const main = new Module(folder + "/${loaderFile}");
main.filename = folder + "/${loaderFile}";
const source = ${JSON.stringify(loader.text)} + "\\nmodule.script = script;";
new Function("exports", "require", "module", "__filename", "__dirname", source)(main.exports, createRequire(main.filename), main, main.filename, folder);
require.cache[main.filename] = main;
process.argv = [process.execPath, folder + "/cli.cjs", ...${JSON.stringify(commandLine)}];
process.on("exit", () => writeFileSync(${JSON.stringify(compiledFile(hotFile))}, main.script.createCachedData()));
createRequire(main.filename)("./cli.cjs");
`
}
