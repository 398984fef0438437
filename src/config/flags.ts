import { accessFlags } from './access-flags.ts'
import { arrivals, checkFormats, colors, failOns, plainFormats, ruleLevels, simulateFormats, updates } from './choices.ts'
import { fixFlags } from './fix-flags.ts'
import { type Command, commands, defaults, type Flag } from './flag.ts'
import { inputFlags } from './input-flags.ts'
import { lintFlags } from './lint-flags.ts'
import { reachFlags } from './reach-flags.ts'

const placing: readonly Command[] = ['check', 'simulate']
const judging: readonly Command[] = ['check', 'fix']
const writing: readonly Command[] = ['check', 'simulate', 'why', 'reach', 'access', 'fix', 'rules', 'test-rules']

/** Every flag that there is. */
export const flags: readonly Flag[] = [
  ...inputFlags,
  ...fixFlags,
  {
    name: 'preset',
    kind: 'list',
    value: 'NAME',
    default: 'correctness',
    commands: judging,
    group: 'Which findings',
    key: true,
    help: 'rules that are on: correctness, recommended, strict, all, …',
  },
  {
    name: 'rule',
    kind: 'pairs',
    value: 'ID=LEVEL',
    values: ruleLevels,
    commands: judging,
    group: 'Which findings',
    key: true,
    help: `turns a rule off or on: LEVEL is ${ruleLevels.join(', ')}`,
  },
  {
    name: 'only',
    kind: 'list',
    value: 'ID[,ID]',
    commas: true,
    commands: judging,
    group: 'Which findings',
    key: true,
    help: 'runs these rules and no others',
  },
  {
    name: 'report-only',
    kind: 'list',
    value: 'GLOB',
    commands: ['check'],
    group: 'Which findings',
    key: true,
    help: 'reads everything, reports and counts findings in matching files',
  },
  {
    name: 'fail-on',
    kind: 'word',
    values: failOns,
    default: 'error',
    commands: ['check'],
    group: 'Which findings',
    key: true,
    help: 'lowest severity that makes the exit code 1',
  },
  ...lintFlags.filter(flag => flag.group !== 'Other'),
  {
    name: 'as-server',
    kind: 'switch',
    commands: ['check'],
    group: 'Which findings',
    key: true,
    help: "adds the API server's own answer to each object",
  },
  {
    name: 'stored',
    kind: 'switch',
    commands: ['check'],
    group: 'Which findings',
    key: true,
    help: 'with --as-server: each accepted object as the server would keep it',
  },
  {
    name: 'update',
    kind: 'word',
    values: updates,
    default: 'apply',
    commands: placing,
    group: 'What is judged',
    key: true,
    help: 'with --from: whether what the server had set is kept where the input is silent',
  },
  {
    name: 'arrival',
    kind: 'word',
    values: arrivals,
    default: 'one-by-one',
    commands: ['simulate'],
    group: 'Simulation',
    key: true,
    help: 'whether each pod is decided as soon as it is created',
  },
  {
    name: 'placements',
    kind: 'word',
    value: 'FILE',
    commands: ['simulate', 'reach'],
    group: 'Simulation',
    key: false,
    help: 'recorded placements and addresses of pods (a JSON array)',
  },
  {
    name: 'detail',
    kind: 'switch',
    commands: ['simulate'],
    group: 'Simulation',
    key: true,
    help: "each node's reasons and scores",
  },
  {
    name: 'drain',
    kind: 'word',
    value: 'NODE',
    commands: ['simulate'],
    group: 'Simulation',
    key: true,
    help: 'what draining this node comes to',
  },
  {
    name: 'how-many',
    kind: 'list',
    value: 'KIND/NS/NAME',
    commands: ['simulate'],
    group: 'Simulation',
    key: true,
    help: 'how many replicas have room, and what stops the next',
  },
  {
    name: 'set',
    kind: 'list',
    value: 'KIND/NS/NAME:FIELD=VALUE',
    commands: ['simulate'],
    group: 'Simulation',
    key: true,
    help: 'changes a field before it begins',
  },
  ...reachFlags,
  ...accessFlags,
  {
    name: 'format',
    kind: 'word',
    values: checkFormats,
    default: defaults.format,
    commands: ['check'],
    group: 'Output',
    key: true,
    help: 'form of the result on standard output',
  },
  {
    name: 'format',
    kind: 'word',
    values: simulateFormats,
    default: defaults.format,
    commands: ['simulate'],
    group: 'Output',
    key: true,
    help: 'form of the result on standard output',
  },
  {
    name: 'format',
    kind: 'word',
    values: plainFormats,
    default: defaults.format,
    commands: ['why', 'access', 'fix', 'rules', 'test-rules'],
    group: 'Output',
    key: true,
    help: 'form of the result on standard output',
  },
  {
    name: 'output',
    kind: 'list',
    value: 'FORMAT=FILE',
    commands: writing,
    group: 'Output',
    key: false,
    help: 'writes the result to FILE, too',
  },
  {
    name: 'quiet',
    kind: 'switch',
    commands: placing,
    group: 'Output',
    key: true,
    help: 'prints findings only',
  },
  {
    name: 'color',
    kind: 'word',
    values: colors,
    default: defaults.color,
    commands: writing,
    group: 'Output',
    key: true,
    help: 'colours of the text',
  },
  {
    name: 'timing',
    kind: 'switch',
    commands: ['check'],
    group: 'Output',
    key: false,
    help: 'what took how long, rule by rule, on standard error',
  },
  ...lintFlags.filter(flag => flag.group === 'Other'),
  {
    name: 'version',
    kind: 'switch',
    commands,
    group: 'Other',
    key: false,
    help: 'prints the version of seatrial',
  },
  {
    name: 'help',
    short: 'h',
    kind: 'switch',
    commands,
    group: 'Other',
    key: false,
    help: 'prints this, or what a command takes',
  },
]

/** The flag of that name which a command takes. */
export function findFlag(name: string, command: Command): Flag | undefined {
  return flags.find(flag => flag.name === name && flag.commands.includes(command))
}

/** The key of a flag in options: its name in camelCase. */
export function optionKey(flag: string): string {
  return !flag.includes('-') ? flag : flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
