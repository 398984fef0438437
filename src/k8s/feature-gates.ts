import type { KubernetesVersion } from './version.ts'

/** The first minor in which a gate is on where nobody sets it. Mirrors pkg/features/kube_features.go, v1.36. */
const onSince: ReadonlyMap<string, number> = new Map([['PodLevelResources', 34]])

/** Whether a feature is on by default in a version. */
export function isFeatureOn(gate: string, version: KubernetesVersion): boolean {
  const minor = onSince.get(gate)
  return minor !== undefined && version.minor >= minor
}
