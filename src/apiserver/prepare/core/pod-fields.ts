import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import { changeItems, isStruct, type Struct } from '../../defaults/fill.ts'
import { changeAt, presenceOf, without } from '../../strategies/without-fields.ts'

const containerLists = ['containers', 'initContainers', 'ephemeralContainers']
const affinityTerms = ['podAffinity', 'podAntiAffinity'].flatMap(kind => [
  `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[]`,
  `affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm`,
])

/** Fields of a pod spec by the gate without which the server forgets them. Mirrors pkg/api/pod/util.go dropDisabledFields, v1.36. */
const gatedFields: Readonly<Record<string, readonly string[]>> = {
  AppArmorFields: ['securityContext.appArmorProfile', ...ofContainers('securityContext.appArmorProfile')],
  ClusterTrustBundleProjection: ['volumes[].projected.sources[].clusterTrustBundle'],
  ContainerRestartRules: ofContainers('restartPolicyRules'),
  DynamicResourceAllocation: ['resourceClaims', ...ofContainers('resources.claims')],
  EnvFiles: ofContainers('env[].valueFrom.fileKeyRef'),
  GenericWorkload: ['schedulingGroup', 'workloadRef'],
  HostnameOverride: ['hostnameOverride'],
  InPlacePodVerticalScaling: ofContainers('resizePolicy'),
  MatchLabelKeysInPodAffinity: affinityTerms.flatMap(term => [`${term}.matchLabelKeys`, `${term}.mismatchLabelKeys`]),
  PodCertificateRequest: ['volumes[].projected.sources[].podCertificate'],
  PodLevelResources: ['resources'],
  PodLifecycleSleepAction: ['preStop', 'postStart'].flatMap(hook => ofContainers(`lifecycle.${hook}.sleep`)),
  RecursiveReadOnlyMounts: ofContainers('volumeMounts[].recursiveReadOnly'),
  SELinuxChangePolicy: ['securityContext.seLinuxChangePolicy'],
  SupplementalGroupsPolicy: ['securityContext.supplementalGroupsPolicy'],
  UserNamespacesSupport: ['hostUsers'],
}

/** The only minor that has ContainerRestartRules, off: others allow or refuse a policy of a container's own. */
const forgottenRestarts = 34

const always = fieldAt('volumes[].ephemeral.volumeClaimTemplate.spec.resources.claims')
const fieldsByMinor = new Map<number, readonly GatedField[]>()

/** The names that lead to a struct, and the member of it that goes. */
interface GatedField {
  readonly owner: readonly string[]
  readonly name: string
  readonly isIn: (spec: Struct) => boolean
}

/** A pod spec without what the version does not have by default; the same spec where it has all. */
export function withoutDisabledFields(spec: Struct, version: KubernetesVersion): Struct {
  let kept = spec
  for (const field of disabledFields(version)) if (field.isIn(kept)) kept = changeAt(kept, field.owner, part => without(part, field.name))
  if (!isFeatureOn('ProcMountType', version)) for (const list of containerLists) kept = changeItems(kept, list, withDefaultProcMount)
  if (!isFeatureOn('ContainerStopSignals', version)) for (const list of containerLists) kept = changeItems(kept, list, withoutStopSignal)
  if (version.minor === forgottenRestarts) kept = withoutRestartPolicies(kept)
  return isFeatureOn('ImageVolume', version) ? kept : withoutImageVolumes(kept)
}

function disabledFields(version: KubernetesVersion): readonly GatedField[] {
  let fields = fieldsByMinor.get(version.minor)
  if (fields === undefined) {
    const off = Object.entries(gatedFields).filter(([gate]) => !isFeatureOn(gate, version))
    fields = [always, ...off.flatMap(([, names]) => names.map(fieldAt))]
    fieldsByMinor.set(version.minor, fields)
  }
  return fields
}

/** Reads `containers[].lifecycle.stopSignal`. */
function fieldAt(text: string): GatedField {
  const names = text.split('.')
  return { owner: names.slice(0, -1), name: names.at(-1)!, isIn: presenceOf(names) }
}

function ofContainers(field: string): readonly string[] {
  return containerLists.map(list => `${list}[].${field}`)
}

/** The field stays, with the only value that there was. Mirrors dropDisabledProcMountField. */
function withDefaultProcMount(container: Struct): Struct {
  const security = container['securityContext']
  if (!isStruct(security) || (security['procMount'] ?? 'Default') === 'Default') return container
  return { ...container, securityContext: { ...security, procMount: 'Default' } }
}

/** Hooks that say nothing else go with it. Mirrors dropContainerStopSignals. */
function withoutStopSignal(container: Struct): Struct {
  const lifecycle = container['lifecycle']
  if (!isStruct(lifecycle) || (lifecycle['stopSignal'] ?? undefined) === undefined) return container
  const rest = without(lifecycle, 'stopSignal')
  return Object.keys(rest).length === 0 ? without(container, 'lifecycle') : { ...container, lifecycle: rest }
}

/** Policies that came with the rules go with them. Mirrors dropContainerRestartRules, v1.34. */
function withoutRestartPolicies(spec: Struct): Struct {
  const withoutPolicy = (container: Struct): Struct => without(container, 'restartPolicy')
  const containers = changeItems(changeItems(spec, 'containers', withoutPolicy), 'ephemeralContainers', withoutPolicy)
  return changeItems(containers, 'initContainers', container =>
    container['restartPolicy'] === 'Always' ? container : without(container, 'restartPolicy')
  )
}

/** Volumes of images go with their mounts. Mirrors dropImageVolumes. */
function withoutImageVolumes(spec: Struct): Struct {
  const volumes = spec['volumes']
  if (!Array.isArray(volumes)) return spec
  const dropped = new Set<unknown>()
  const kept = volumes.filter(volume => {
    const isImage = isStruct(volume) && isStruct(volume['image'])
    if (isImage) dropped.add(volume['name'])
    return !isImage
  })
  if (dropped.size === 0) return spec
  let without: Struct = { ...spec, volumes: kept }
  for (const list of containerLists)
    without = changeItems(without, list, container => {
      const mounts = container['volumeMounts']
      if (!Array.isArray(mounts)) return container
      return { ...container, volumeMounts: mounts.filter(mount => !isStruct(mount) || !dropped.has(mount['name'])) }
    })
  return without
}
