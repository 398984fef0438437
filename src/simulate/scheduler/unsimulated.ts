import type { PodSpec } from '../../k8s/types.ts'

/** Upstream names of the plugins that decide about a pod with this spec and have no counterpart here. */
export function unsimulatedPlugins(spec: PodSpec): readonly string[] {
  return (spec.resourceClaims ?? []).length > 0 ? ['DynamicResources'] : []
}
