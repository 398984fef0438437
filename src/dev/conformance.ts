import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askAll } from './conformance/ask.ts'
import { families } from './conformance/families.ts'
import type { Family, RecordedCase } from './conformance/recording.ts'
import { writeSample } from './conformance/sample.ts'
import { markLines, missingLines, Tally, tableRows } from './conformance/tally.ts'
import { withBlock } from './markdown-block.ts'
import { root, writeWhole } from './project.ts'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: 'string', default: 'v1.36' },
    only: { type: 'string', default: '' },
    share: { type: 'string', default: '1' },
    missing: { type: 'boolean', default: false },
    limit: { type: 'string', default: '40' },
    write: { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false },
  },
})

const folder = process.env['SEATRIAL_CONFORMANCE']
if (folder === undefined || !existsSync(folder)) {
  console.log('Skipped: SEATRIAL_CONFORMANCE names no folder of recordings. The sample in test/conformance is checked by `npm test`.')
} else if (flags.sample) {
  await writeSample(resolve(folder))
} else {
  await compare(resolve(folder))
}

async function compare(recordings: string): Promise<void> {
  const rows: string[] = []
  for (const family of families.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const tally = new Tally()
    await askAll([process.execPath, join(root, 'dist/cli.cjs')], chosen(family, recordings), (asked, result, error) => {
      const judgement = asked.judge(result)
      tally.add(asked.job.id, error === undefined ? judgement : { ...judgement, disagreements: failure(error) })
    })
    console.log(`${family.title}, ${flags.version}: ${tally.recordings} recordings`)
    console.log(markLines(tally).join('\n'))
    if (flags.missing) console.log(missingLines(tally, Number(flags.limit)).join('\n'))
    rows.push(...tableRows(family.title, tally))
  }
  if (flags.write) writeTable(rows)
}

function failure(error: string): readonly { shape: string; recorded: string; ours: string }[] {
  return [{ shape: `no result: ${error.slice(0, 120)}`, recorded: '', ours: error }]
}

function* chosen(family: Family, recordings: string): Iterable<RecordedCase> {
  const share = Number(flags.share)
  let position = 0
  for (const asked of family.cases(recordings, flags.version)) {
    if (!asked.job.id.includes(flags.only)) continue
    // every n-th of them, spread evenly
    if (Math.floor(++position * share) > Math.floor((position - 1) * share)) yield asked
  }
}

function writeTable(rows: readonly string[]): void {
  const readme = join(root, 'README.md')
  const table = ['| recorded | compared | agrees | |', '|---|---|---:|---:|', ...rows].join('\n')
  writeWhole(readme, withBlock(readFileSync(readme, 'utf8'), 'agreement', table))
}
