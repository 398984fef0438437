import type { KubernetesVersion } from './version.ts'

/** The first minor in which a gate is on where nobody sets it. Mirrors pkg/features/kube_features.go, v1.36. */
const onSince: ReadonlyMap<string, number> = new Map([
  ['DRAAdminAccess', 34],
  ['DRAConsumableCapacity', 36],
  ['DRADeviceBindingConditions', 36],
  ['DRAPartitionableDevices', 36],
  ['DRADeviceTaints', 36],
  ['DRAExtendedResource', 36],
  ['SELinuxMountReadWriteOncePod', 28],
  ['NodeDeclaredFeatures', 36],
  ['MutableCSINodeAllocatableCount', 35],
  ['CSIServiceAccountTokenSecrets', 35],
  ['AppArmorFields', 30],
  ['ContainerRestartRules', 35],
  ['DynamicResourceAllocation', 34],
  ['EnvFiles', 35],
  ['HostnameOverride', 35],
  ['ImageVolume', 35],
  ['InPlacePodVerticalScaling', 33],
  ['MatchLabelKeysInPodAffinity', 31],
  ['MatchLabelKeysInPodTopologySpreadSelectorMerge', 34],
  ['PodLevelResources', 34],
  ['PodLifecycleSleepAction', 30],
  ['PodLifecycleSleepActionAllowZero', 33],
  ['ProcMountType', 33],
  ['RecursiveReadOnlyMounts', 31],
  ['RelaxedDNSSearchValidation', 33],
  ['RelaxedEnvironmentVariableValidation', 32],
  ['SELinuxChangePolicy', 33],
  ['SupplementalGroupsPolicy', 33],
  ['UserNamespacesSupport', 33],
  ['VolumeAttributesClass', 34],
])

/** The first minor in which a gate is on where nobody sets it. */
export function featureOnSince(gate: string): number | undefined {
  return onSince.get(gate)
}

/** Whether a feature is on by default in a version. */
export function isFeatureOn(gate: string, version: KubernetesVersion): boolean {
  const minor = onSince.get(gate)
  return minor !== undefined && version.minor >= minor
}
