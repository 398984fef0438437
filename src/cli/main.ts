import { writeSync } from 'node:fs'

const words = process.argv.slice(2)
if (words.length !== 1 || words[0] !== '--version' || !wrote(`${process.env.SEATRIAL_VERSION ?? 'unbuilt'}\n`)) {
  void import('./run.ts').then(async ({ run }) => {
    // all that is said has been written; what is left, such as collecting garbage, is in vain
    process.exit(await run(words))
  })
}

/** Whether a few characters could be written at once; who reports what hinders it is loaded for everything else as well. */
function wrote(text: string): boolean {
  try {
    return writeSync(1, text) === text.length
  } catch {
    return false
  }
}
