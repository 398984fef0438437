import { container, id, initContainer, seccompProfile } from './containers.ts'
import { annotations, labels, object } from './metadata.ts'
import { isFilled, isLabel, isSubdomain } from './names.ts'
import { affinity, nodeSelector, tolerations, topologySpreadConstraints } from './scheduling.ts'
import { any, areDistinct, choice, count, itemsOf, list, type Members, off, type Part, type Shape, shape, struct, text } from './shape.ts'
import { volume } from './volumes.ts'

const securityContext = struct(
  shape({
    runAsNonRoot: any,
    runAsUser: id,
    runAsGroup: id,
    fsGroup: id,
    fsGroupChangePolicy: choice('Always', 'OnRootMismatch'),
    seccompProfile,
  })
)

const pullSecret = shape({ name: text(isFilled) }, ['name'])

const parts = {
  containers: list(container),
  initContainers: list(initContainer),
  volumes: list(volume),
  dnsPolicy: choice('ClusterFirst', 'ClusterFirstWithHostNet', 'Default'),
  schedulerName: any,
  serviceAccountName: text(isSubdomain),
  serviceAccount: text(isSubdomain),
  automountServiceAccountToken: any,
  enableServiceLinks: any,
  terminationGracePeriodSeconds: count,
  securityContext,
  imagePullSecrets: list(pullSecret),
  nodeSelector,
  affinity,
  tolerations,
  topologySpreadConstraints,
  priorityClassName: text(isSubdomain),
  priority: any,
  preemptionPolicy: choice('PreemptLowerPriority', 'Never'),
  hostNetwork: off,
  hostPID: off,
  hostIPC: off,
  shareProcessNamespace: any,
}

/** The names of a list of structs. */
function namesOf(items: readonly Members[]): readonly unknown[] {
  return items.map(({ name }) => name)
}

/** Whether containers mount nothing but volumes that a pod has, of its own or made from claims. */
export function mountsItsVolumes(spec: unknown, claims: readonly unknown[] = []): boolean {
  const { containers, initContainers, volumes } = spec as Members
  const names = namesOf(itemsOf(volumes))
  if (claims.some(claim => names.includes(claim))) return false
  return mountAmong(itemsOf(containers), names, claims) && mountAmong(itemsOf(initContainers), names, claims)
}

function mountAmong(containers: readonly Members[], names: readonly unknown[], claims: readonly unknown[]): boolean {
  for (let index = 0; index < containers.length; index++) {
    const mounts = itemsOf(containers[index]!['volumeMounts'])
    for (let at = 0; at < mounts.length; at++) {
      const { name } = mounts[at]!
      if (!names.includes(name) && !claims.includes(name)) return false
    }
  }
  return true
}

/** Whether nothing in a spec is there twice. */
function isWithoutRepeats({ containers, initContainers, volumes, imagePullSecrets, topologySpreadConstraints }: Members): boolean {
  const own = itemsOf(containers)
  if (own.length === 0) return false
  const all = initContainers === undefined ? own : [...itemsOf(initContainers), ...own]
  return (
    areDistinct(all, 'name') &&
    areDistinct(itemsOf(volumes), 'name') &&
    areDistinct(itemsOf(imagePullSecrets), 'name') &&
    areDistinct(itemsOf(topologySpreadConstraints), 'topologyKey') &&
    haveOwnPorts(all)
  )
}

function haveOwnPorts(containers: readonly Members[]): boolean {
  let ports: readonly Members[] = []
  for (let index = 0; index < containers.length; index++) {
    const own = itemsOf(containers[index]!['ports'])
    if (own.length > 0) ports = ports.length === 0 ? own : [...ports, ...own]
  }
  return areDistinct(ports, 'containerPort') && areDistinct(ports, 'name')
}

/** The spec of a pod that is restarted in one of these ways. */
function podSpec(restartPolicies: readonly string[], agrees: (spec: Members) => boolean): Shape {
  return shape({ ...parts, restartPolicy: choice(...restartPolicies) }, ['containers', 'restartPolicy'], agrees)
}

function isWhole(spec: Members): boolean {
  return isWithoutRepeats(spec) && mountsItsVolumes(spec)
}

function template(spec: Shape): Part {
  return struct(shape({ metadata: struct(shape({ labels, annotations, name: any, namespace: any })), spec: struct(spec) }, ['spec']))
}

/** The template of pods that are restarted in one of these ways. */
export function podTemplate(...restartPolicies: readonly string[]): Part {
  return template(podSpec(restartPolicies, isWhole))
}

/** The template of pods that are restarted always, and have more volumes than it says. */
export const claimingTemplate: Part = template(podSpec(['Always'], isWithoutRepeats))

/** Whether nothing can be said of a Pod. */
export const isPlainPod = object(isLabel, { spec: struct(podSpec(['Always', 'OnFailure', 'Never'], isWhole)) }, ['spec'])
