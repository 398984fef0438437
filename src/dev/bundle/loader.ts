import { hotFile, warmFile } from './chunk.ts'
import { deferring, waiting } from './link.ts'

/** The name of the compiled code of a file, which Node takes if the same version of it made it, and passes over otherwise. */
export function compiledFile(file: string): string {
  return file.replace(/\.cjs$/, '.compiled')
}

/** How long a file of a layer may be, and its compiled code: to ask for its size takes as long as to read it. */
export const longestFile = 1 << 20

/**
 * The file that is run, or from which other files have the hot modules: it loads the hot file and the warm one when they are first needed, from
 * compiled code where there is some, which takes half the time.
 */
export function mainText(run: string): string {
  return `#!/usr/bin/env node
"use strict";
let program, parts, findings;
function script(file, compiled) {
  const { Script } = require("node:vm");
  const filename = __dirname + "/" + file;
  let cachedData;
  try {
    cachedData = bytesOf(__dirname + "/" + compiled);
  } catch {}
  const source = bytesOf(filename);
  return new Script(source.latin1Slice(0, source.length), { filename, cachedData }).runInThisContext();
}
function bytesOf(file) {
  const { openSync, readSync, closeSync } = require("node:fs");
  const opened = openSync(file);
  try {
    const bytes = Buffer.allocUnsafeSlow(${longestFile});
    return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, -1));
  } finally {
    closeSync(opened);
  }
}
const load = () => program ??= script("${hotFile}", "${compiledFile(hotFile)}")(module.exports, require);
function warm() {
  if (findings === undefined) script("${warmFile}", "${compiledFile(warmFile)}")(findings = {}, module.exports, require);
  return findings;
}
const $hot = index => (parts ??= load().parts())[index], $warm = index => warm().parts[index];
const $on = ${deferring}, $later = ${waiting};
module.exports = { $hot, $warm, $on, $later, warm, lent: index => load().lent[index]() };
if (require.main === module) {${run}}
`
}
