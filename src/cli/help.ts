import { type Command, commands, type Flag, flagGroups } from '../config/flag.ts'
import { findFlag, flags } from '../config/flags.ts'
import { seatrialVersion } from '../report/results/version.ts'

const usages: Readonly<Record<Command, { readonly operands: string; readonly does: string }>> = {
  check: { operands: ' [PATH…]', does: 'findings for the given manifests; the command that runs without a name' },
  simulate: { operands: ' [PATH…]', does: 'what the control plane would do with them: placements, pending pods' },
  why: { operands: ' KIND/NS/NAME [PATH…]', does: 'why its pods are pending or refused, and what would help' },
  reach: { operands: ' [PATH…]', does: 'who can talk to whom, by the policies in the input' },
  access: {
    operands: ' VERB RESOURCE[.GROUP][/SUB] [PATH…]',
    does: 'whether RBAC in the input allows it, and by which binding',
  },
  fix: { operands: '[PATH…]', does: 'rewrites what has one right answer; --diff only shows it' },
  explain: { operands: ' RULE', does: "the rule's page" },
  rules: { operands: '', does: 'all rules' },
  'test-rules': { operands: ' [PATH…]', does: 'runs the examples of rule pages' },
  init: { operands: '', does: 'writes seatrial.yaml' },
  batch: { operands: '', does: 'many independent jobs in one process: JSON lines in, JSON lines out' },
}
const paths = [
  'PATH is a file, a directory (.yaml .yml .json below it), a glob, or - for standard input; without one: the working directory.',
  'A file that is called like a command is written ./check; -- ends the flags; flags with … may be repeated.',
]
const widestLeft = 34

/** Help for all commands, or for the one that the words name. */
export function helpText(words: readonly string[]): string {
  const command = commands.find(name => words.includes(name))
  return `${(command === undefined ? overview() : commandHelp(command)).join('\n')}\n`
}

function overview(): readonly string[] {
  return [
    `seatrial ${seatrialVersion}: what a Kubernetes control plane would refuse, could not place or never bind, from plain files`,
    '',
    'Usage: seatrial [COMMAND] [PATH…] [FLAGS]',
    ...paths,
    '',
    'Commands',
    ...commands.map(command => row(`${command}${usages[command].operands}`, usages[command].does)),
    ...flagSections(flags.filter((flag, index) => flags.findIndex(other => other.name === flag.name) === index)),
    '',
    'Exit codes: 0 nothing found, 1 findings, 2 usage or something could not be checked, 3 an error of seatrial.',
  ]
}

function commandHelp(command: Command): readonly string[] {
  const { operands, does } = usages[command]
  return [
    `Usage: seatrial ${command}${operands} [FLAGS]`,
    `${does[0]!.toUpperCase()}${does.slice(1)}.`,
    ...(operands.includes('PATH') ? paths : []),
    ...flagSections(flags.filter(flag => findFlag(flag.name, command) === flag)),
  ]
}

function flagSections(listed: readonly Flag[]): readonly string[] {
  return flagGroups.flatMap(group => {
    const rows = listed.filter(flag => flag.group === group).map(flag => row(flagLeft(flag), flagRight(flag)))
    return rows.length === 0 ? [] : ['', group, ...rows]
  })
}

function flagLeft({ name, short, kind, value, values }: Flag): string {
  const shown = value ?? values?.join('|')
  const repeatable = kind === 'list' || kind === 'pairs' ? ' …' : ''
  return `${short === undefined ? '' : `-${short}, `}--${name}${shown === undefined ? '' : ` ${shown}`}${repeatable}`
}

function flagRight(flag: Flag): string {
  return `${flag.help}${flag.default === undefined ? '' : ` (${flag.default})`}`
}

function row(left: string, right: string): string {
  return left.length <= widestLeft ? `  ${left.padEnd(widestLeft)}  ${right}` : `  ${left}\n${' '.repeat(widestLeft + 4)}${right}`
}
