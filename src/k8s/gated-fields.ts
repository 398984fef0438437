import { featureOnSince } from './feature-gates.ts'

/** Fields that the server forgets where a gate is off, by their last names; where one name means several, with the name before it. */
const gateByField: ReadonlyMap<string, string> = new Map([
  ['appArmorProfile', 'AppArmorFields'],
  ['clusterTrustBundle', 'ClusterTrustBundleProjection'],
  ['restartPolicyRules', 'ContainerRestartRules'],
  ['stopSignal', 'ContainerStopSignals'],
  ['resourceClaims', 'DynamicResourceAllocation'],
  ['resources.claims', 'DynamicResourceAllocation'],
  ['fileKeyRef', 'EnvFiles'],
  ['schedulingGroup', 'GenericWorkload'],
  ['workloadRef', 'GenericWorkload'],
  ['hostnameOverride', 'HostnameOverride'],
  ['resizePolicy', 'InPlacePodVerticalScaling'],
  ['matchLabelKeys', 'MatchLabelKeysInPodAffinity'],
  ['mismatchLabelKeys', 'MatchLabelKeysInPodAffinity'],
  ['podCertificate', 'PodCertificateRequest'],
  ['spec.resources', 'PodLevelResources'],
  ['sleep', 'PodLifecycleSleepAction'],
  ['recursiveReadOnly', 'RecursiveReadOnlyMounts'],
  ['seLinuxChangePolicy', 'SELinuxChangePolicy'],
  ['supplementalGroupsPolicy', 'SupplementalGroupsPolicy'],
  ['hostUsers', 'UserNamespacesSupport'],
  ['volumeAttributesClassName', 'VolumeAttributesClass'],
  ['image', 'ImageVolume'],
  ['maxUnavailable', 'MaxUnavailableStatefulSet'],
  ['tolerance', 'HPAConfigurableTolerance'],
  ['preferredHolder', 'CoordinatedLeaderElection'],
  ['strategy', 'CoordinatedLeaderElection'],
  ['declaredFeatures', 'NodeDeclaredFeatures'],
  ['namespace', 'CrossNamespaceVolumeDataSource'],
  ['allNodes', 'DRAPartitionableDevices'],
  ['consumesCounters', 'DRAPartitionableDevices'],
  ['perDeviceNodeSelection', 'DRAPartitionableDevices'],
  ['sharedCounters', 'DRAPartitionableDevices'],
  ['allowMultipleAllocations', 'DRAConsumableCapacity'],
  ['requestPolicy', 'DRAConsumableCapacity'],
  ['distinctAttribute', 'DRAConsumableCapacity'],
  ['bindingConditions', 'DRADeviceBindingConditions'],
  ['bindingFailureConditions', 'DRADeviceBindingConditions'],
  ['bindsToNode', 'DRADeviceBindingConditions'],
  ['taints', 'DRADeviceTaints'],
  ['tolerations', 'DRADeviceTaints'],
  ['extendedResourceName', 'DRAExtendedResource'],
  ['firstAvailable', 'DRAPrioritizedList'],
  ['adminAccess', 'DRAAdminAccess'],
  ['nodeAllocatableUpdatePeriodSeconds', 'MutableCSINodeAllocatableCount'],
  ['seLinuxMount', 'SELinuxMountReadWriteOncePod'],
  ['serviceAccountTokenInSecrets', 'CSIServiceAccountTokenSecrets'],
  ['preventPodSchedulingIfMissing', 'VolumeLimitScaling'],
])

/** The gate behind a field that the server forgot, and the first minor in which it is on where nobody sets it; undefined for other fields. */
export function gateOfField(path: readonly (string | number)[]): { readonly gate: string; readonly onSince?: number } | undefined {
  const names = path.filter(step => typeof step === 'string')
  const gate = gateByField.get(names.slice(-2).join('.')) ?? gateByField.get(names.at(-1) ?? '')
  if (gate === undefined) return undefined
  const onSince = featureOnSince(gate)
  return onSince === undefined ? { gate } : { gate, onSince }
}
