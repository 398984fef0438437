import { newestMinor, oldestMinor } from '../k8s/version.ts'
import { setModes, worlds } from './choices.ts'
import type { Command, Flag } from './flags.ts'

const [oldest, newest] = [oldestMinor, newestMinor].map(minor => `1.${minor}`)
const supportedVersions = oldest === newest ? newest : `${oldest} … ${newest}`
const reading: readonly Command[] = ['check', 'simulate', 'reach', 'access', 'fix']
const placing: readonly Command[] = ['check', 'simulate']

/** The flags that say what is judged. */
export const inputFlags: readonly Flag[] = [
  {
    name: 'kubernetes-version',
    kind: 'word',
    value: 'VERSION',
    default: `1.${newestMinor}`,
    commands: reading,
    group: 'What is judged',
    key: true,
    help: `Kubernetes version to judge against: ${supportedVersions}, or a patch of it`,
  },
  {
    name: 'cluster',
    kind: 'list',
    value: 'PATH',
    commands: reading,
    group: 'What is judged',
    key: false,
    help: 'what is already in the cluster (kubectl get … -o yaml); never reported on',
  },
  {
    name: 'crds',
    kind: 'list',
    value: 'PATH',
    commands: reading,
    group: 'What is judged',
    key: false,
    help: 'CustomResourceDefinitions of the custom resources in the input',
  },
  {
    name: 'schemas',
    kind: 'list',
    value: 'DIR',
    commands: ['check', 'fix'],
    group: 'What is judged',
    key: false,
    help: 'JSON schemas of other kinds, named GROUP/KIND_VERSION.json',
  },
  {
    name: 'namespace',
    short: 'n',
    kind: 'word',
    value: 'NAME',
    default: 'default',
    commands: reading,
    group: 'What is judged',
    key: true,
    help: 'namespace of objects that name none',
  },
  {
    name: 'world',
    kind: 'word',
    values: worlds,
    default: 'open',
    commands: reading,
    group: 'What is judged',
    key: true,
    help: 'whether what the input does not define may exist elsewhere',
  },
  {
    name: 'sets',
    kind: 'word',
    values: setModes,
    default: 'auto',
    commands: ['check'],
    group: 'What is judged',
    key: true,
    help: 'which manifests live in one cluster together',
  },
  {
    name: 'nodes',
    kind: 'list',
    value: 'SPEC',
    commands: placing,
    group: 'What is judged',
    key: true,
    help: 'adds nodes, such as 3:cpu=4,memory=16Gi,label.zone=a',
  },
  {
    name: 'provisioners',
    kind: 'list',
    value: 'NAME[,NAME]',
    commas: true,
    commands: placing,
    group: 'What is judged',
    key: true,
    help: 'external provisioners taken to work: all (as in the open world), none, or names',
  },
  {
    name: 'stdin-path',
    kind: 'word',
    value: 'NAME',
    commands: reading,
    group: 'What is judged',
    key: false,
    help: 'standard input replaces the text of file NAME',
  },
  {
    name: 'limit',
    kind: 'list',
    value: 'NAME=VALUE',
    commands: reading,
    group: 'What is judged',
    key: false,
    help: 'raises file-size, stdin-size, depth, documents, findings, object-size or syntax-errors',
  },
]
