import type { Cluster } from '../cluster/cluster.ts'
import type { Environment } from '../cluster/environment.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import { dropsFields } from './dropped-fields.ts'
import { hasEmptyKey } from './empty-keys.ts'
import type { DocumentView } from './rule.ts'
import { fieldsOf } from './written-fields.ts'

/** What a set holds, as far as it decides which rules are loaded. */
export interface SetFacts {
  readonly kinds: ReadonlySet<string>
  readonly pods: boolean
  /** Whether a key is among the fields that rules ask for. */
  readonly hasField: (name: string) => boolean
  readonly objects: boolean
  readonly severalObjects: boolean
  readonly before: boolean
  readonly problems: boolean
  readonly declarations: boolean
  readonly decode: boolean
  readonly server: boolean
  readonly controlledPods: boolean
  readonly dropped: boolean
  readonly emptyKeys: boolean
  /** False until the others' findings are known. */
  readonly suppressions: boolean
  /** All kinds, those of what is already there among them. */
  readonly present: ReadonlySet<string>
}

/** What is in the set, objects of the input only: nothing else is reported on. */
export function factsOf(
  documents: readonly DocumentView[],
  cluster: Cluster,
  environment: Environment,
  fieldsIn: typeof fieldsOf = fieldsOf
): SetFacts {
  const input = cluster.resources.filter(resource => resource.role === 'input')
  const present = new Set(cluster.resources.map(resource => resource.type.kind))
  return {
    kinds: new Set(input.map(resource => resource.type.kind)),
    pods: cluster.podTemplates.some(template => template.owner.role === 'input'),
    hasField: fieldsIn(input, cluster),
    objects: input.length > 0,
    severalObjects: cluster.resources.length > 1 || documents.reduce((sum, { declarations }) => sum + declarations.length, 0) > 1,
    before: environment.before !== undefined,
    problems: documents.some(document => document.problems.length > 0),
    declarations: documents.some(document => document.declarations.some(declaration => declaration.problem !== undefined)),
    decode: input.some(resource => resource.decodeErrors.length > 0),
    server: environment.requests.some(
      ({ verdict }) => verdict.warnings.length > 0 || verdict.objections.some(objection => objection.stage !== 'decode')
    ),
    controlledPods: environment.serve !== undefined && mayRefusePods(environment, present) && cluster.podTemplates.some(isControlled),
    dropped: environment.requests.some(dropsFields),
    emptyKeys: input.some(hasEmptyKey),
    suppressions: false,
    present,
  }
}

/** Kinds by which the server refuses pods of templates that it takes. */
const podJudges: readonly string[] = [
  'LimitRange',
  'ResourceQuota',
  'Namespace',
  'RuntimeClass',
  'PriorityClass',
  'ValidatingAdmissionPolicyBinding',
  'MutatingAdmissionPolicyBinding',
]

function mayRefusePods({ world }: Environment, present: ReadonlySet<string>): boolean {
  return world === 'closed' || podJudges.some(kind => present.has(kind))
}

function isControlled({ owner }: PodTemplate): boolean {
  return owner.role === 'input' && owner.type.kind !== 'Pod'
}
