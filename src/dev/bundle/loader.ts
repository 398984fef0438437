import { hotFile, warmFile } from './chunk.ts'
import { deferring, waiting } from './link.ts'

/** The name of the compiled code of a file, which Node takes if the same version of it made it, and passes over otherwise. */
export function compiledFile(file: string): string {
  return file.replace(/\.cjs$/, '.compiled')
}

/**
 * The file that is run, or from which other files have the hot modules: it loads the hot file and the warm one when they are first needed, from
 * compiled code where there is some, which takes half the time.
 */
export function mainText(run: string): string {
  return `#!/usr/bin/env node
"use strict";
let program, parts, findings;
function script(file, compiled) {
  const { readFileSync } = require("node:fs");
  const { Script } = require("node:vm");
  const filename = __dirname + "/" + file;
  let cachedData;
  try {
    cachedData = readFileSync(__dirname + "/" + compiled);
  } catch {}
  return new Script(readFileSync(filename, "latin1"), { filename, cachedData }).runInThisContext();
}
const load = () => program ??= script("${hotFile}", "${compiledFile(hotFile)}")(require);
function warm() {
  if (findings === undefined) script("${warmFile}", "${compiledFile(warmFile)}")(findings = {}, require);
  return findings;
}
const $hot = index => (parts ??= load().parts())[index], $warm = index => warm().parts[index];
const $on = ${deferring}, $later = ${waiting};
module.exports = { $hot, $warm, $on, $later, warm, lent: index => load().lent[index]() };
if (require.main === module) {${run}}
`
}
