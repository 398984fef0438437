import type { Resource } from '../cluster/resource.ts'

/** What the server says of a field that may not change. */
const aboutChange =
  /immutable|may not (?:be )?change|cannot change|may not be updated|forbidden\.?$|are forbidden|may not add or remove|can not be (?:less|unset)|in tandem|must not be|not changeable|only (?:additions|deletion)/

const orphans = 'with `kubectl delete --cascade=orphan`'

/** What to do instead of a change that the server refuses, by kind. */
const advice: ReadonlyMap<string, string> = new Map([
  [
    'Deployment',
    `Keep {field}, or give the Deployment a new name; to keep the name, delete it first ${orphans}, which leaves its pods running.`,
  ],
  [
    'ReplicaSet',
    `Keep {field}, or give the ReplicaSet a new name; to keep the name, delete it first ${orphans}, which leaves its pods running.`,
  ],
  ['DaemonSet', `Keep {field}, or delete the DaemonSet first ${orphans}, which leaves its pods running, and apply it again.`],
  ['StatefulSet', `Keep {field}, or delete the StatefulSet first ${orphans}, which leaves its pods and claims, and apply it again.`],
  ['Job', 'Give the Job a new name, or delete it before it is applied again (`kubectl replace --force`).'],
  ['Pod', 'Delete the pod before it is applied again, or let a Deployment roll the change out.'],
  [
    'PersistentVolumeClaim',
    'Keep {field}, or write a claim of another name and copy the data; only the request of a bound claim may grow.',
  ],
  ['PersistentVolume', 'Keep {field}, or write a volume of another name; one with reclaim policy Retain keeps the data.'],
  ['ConfigMap', 'Write a ConfigMap of another name and refer to that, so that the pods roll out; an immutable one can only be deleted.'],
  ['Secret', 'Write a Secret of another name and refer to that, so that the pods roll out, or delete the old one first.'],
  ['Service', 'Keep {field} or leave it out, or delete the Service before it is applied again; it then gets another address.'],
  ['StorageClass', 'Write a StorageClass of another name, or delete the old one first; claims keep the volumes that they have.'],
  ['PriorityClass', 'Write a PriorityClass of another name and refer to that, or delete the old one first.'],
  ['RuntimeClass', 'Write a RuntimeClass of another name and refer to that.'],
  ['IngressClass', 'Write an IngressClass of another name and refer to that.'],
  ['RoleBinding', 'Delete the binding before it is applied again, or bind the other role under another name.'],
  ['ClusterRoleBinding', 'Delete the binding before it is applied again, or bind the other role under another name.'],
  [
    'CustomResourceDefinition',
    'Keep {field}, or write another definition and move the objects to it; deleting this one deletes its objects.',
  ],
  ['ResourceQuota', 'Write a ResourceQuota of another name for the other scopes, or delete the old one first.'],
  ['EndpointSlice', 'Write an EndpointSlice of another name for the other kind of addresses.'],
])

/** What to write instead where an update is refused because a field may not change; undefined for what would also be wrong in a new object. */
export function updateAdvice({ type }: Resource, field: string, detail: string): string | undefined {
  if (!aboutChange.test(detail)) return undefined
  const known = advice.get(type.kind) ?? 'Keep {field} as it is, or delete the object before it is applied again.'
  return known.replace('{field}', field)
}
