import { hotFile } from './chunk.ts'

/** The name of the compiled code of a file, which Node takes if the same version of it made it, and passes over otherwise. */
export function compiledFile(file: string): string {
  return file.replace(/\.cjs$/, '.compiled')
}

/**
 * The file that is run, or from which other files have the hot modules: it loads the hot file when that is first needed, from compiled code
 * where there is some, which takes half the time.
 */
export function mainText(run: string): string {
  return `#!/usr/bin/env node
"use strict";
let program, parts;
function load() {
  if (program !== undefined) return program;
  const { readFileSync } = require("node:fs");
  const { Script } = require("node:vm");
  const filename = __dirname + "/${hotFile}";
  let cachedData;
  try {
    cachedData = readFileSync(__dirname + "/${compiledFile(hotFile)}");
  } catch {}
  return program = new Script(readFileSync(filename, "latin1"), { filename, cachedData }).runInThisContext()(require);
}
const hot = index => (parts ??= load().parts())[index];
exports.hot = hot;
exports.lent = index => load().lent[index]();
if (require.main === module) {${run}}
`
}
