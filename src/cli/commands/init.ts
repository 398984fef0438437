import { existsSync } from 'node:fs'
import { rules } from '../../../rules/index.ts'
import { configText } from '../../config/file/write.ts'
import { UsageError } from '../../config/settings.ts'
import { formatKubernetesVersion, newestVersion } from '../../k8s/version.ts'
import { readConfigFile } from '../../load/config-file.ts'
import { escapeForTerminal } from '../../report/escape.ts'
import { seatrialVersion } from '../../report/results/version.ts'
import type { Invocation } from '../arguments.ts'
import { type ExitCode, ok } from '../exit-codes.ts'
import { writeOutput, writeResultFile } from '../output.ts'

const file = 'seatrial.yaml'
const schema = `https://unpkg.com/seatrial@${seatrialVersion}/schemas/seatrial.v1.json`

/** `seatrial init`: writes a configuration file, of another tool's where `--from` names it. */
export async function init({ operands, flags }: Invocation): Promise<ExitCode> {
  if (operands.length > 0) throw new UsageError(`init takes no path: it writes ${file} here.`)
  const there = [file, 'seatrial.yml'].find(name => existsSync(name))
  if (there !== undefined && !flags.has('force')) throw new UsageError(`${there} is there already; --force replaces it.`)
  const from = flags.get('from')?.at(-1)
  const { values, notes } = from === undefined ? fresh() : await takenOver(from)
  writeResultFile(there ?? file, configText(values, schema))
  writeOutput([`Wrote ${there ?? file}.`, ...notes].map(line => `${escapeForTerminal(line)}\n`).join(''))
  return ok
}

interface Start {
  readonly values: Readonly<Record<string, unknown>>
  readonly notes: readonly string[]
}

function fresh(): Start {
  return {
    values: { kubernetesVersion: formatKubernetesVersion(newestVersion), preset: ['recommended'] },
    notes: ['It turns on the advice of the preset recommended; preset: [correctness] leaves what would fail.'],
  }
}

async function takenOver(path: string): Promise<Start> {
  const text = readConfigFile(path)
  if (typeof text !== 'string') throw new UsageError(`--from ${path} cannot be read: ${text.message}.`)
  const { takeOver } = await import('../../config/takeover/take-over.ts')
  const { tool, values, differences } = takeOver(path, text, await Promise.all(rules.map(entry => entry.load())))
  const head = differences.length === 0 ? [] : [`What differs from ${tool}:`]
  return { values, notes: [...head, ...differences.map(difference => `- ${difference}`)] }
}
