import type { Flag } from './flag.ts'

/** The flags of questions about who may do what. */
export const accessFlags: readonly Flag[] = [
  {
    name: 'as',
    kind: 'word',
    value: 'USER',
    commands: ['check', 'access'],
    group: 'Access',
    key: true,
    help: 'who asks or, with --as-server, sends the objects; else an administrator',
  },
  {
    name: 'as-group',
    kind: 'list',
    value: 'GROUP',
    commands: ['check', 'access'],
    group: 'Access',
    key: true,
    help: 'groups of --as, in place of those that it has anyway',
  },
  {
    name: 'list',
    kind: 'switch',
    commands: ['access'],
    group: 'Access',
    key: true,
    help: 'what --as may do in the namespace',
  },
  {
    name: 'who',
    kind: 'switch',
    commands: ['access'],
    group: 'Access',
    key: true,
    help: 'every subject that may do VERB RESOURCE',
  },
  {
    name: 'queries',
    kind: 'word',
    value: 'FILE',
    commands: ['access'],
    group: 'Access',
    key: false,
    help: 'questions (a JSON array, or one object a line)',
  },
]
