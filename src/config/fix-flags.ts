import type { Flag } from './flag.ts'

/** The flags of `fix` alone. */
export const fixFlags: readonly Flag[] = [
  {
    name: 'unsafe',
    kind: 'switch',
    commands: ['fix'],
    group: 'Which findings',
    key: true,
    help: 'also applies fixes that may change what a manifest means',
  },
  {
    name: 'diff',
    kind: 'switch',
    commands: ['fix'],
    group: 'Output',
    key: false,
    help: 'prints a unified diff and writes nothing',
  },
]
