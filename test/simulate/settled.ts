import type { Resource } from '../../src/cluster/resource.ts'
import { type SettledPod, SettledPods } from '../../src/cluster/settled-pods.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import { resource } from './objects.ts'

/** A declared object of a group that is not the core one. */
export function inGroup(group: string, kind: string, plural: string, name: string, fields: object): Resource {
  const declared = resource(kind, name, fields)
  return { ...declared, type: { ...declared.type, group, plural, apiVersion: `${group}/v1` } }
}

/** A bare Pod of namespace shop that runs and is ready. */
export function settled(name: string, overrides: Partial<SettledPod> = {}): SettledPod {
  return {
    namespace: 'shop',
    name,
    resource: resource('Pod', name, {}),
    labels: { app: 'web' },
    spec: { containers: [{ name: 'app' }] },
    node: 'n1',
    isRunning: true,
    isReady: true,
    addresses: [],
    count: 1,
    ...overrides,
  }
}

/** All pods of a test's cluster. */
export function pods(...list: readonly SettledPod[]): SettledPods {
  return new SettledPods(list)
}

/** Objects are kept as they are declared. */
export const asDeclared = (declared: Resource): KubernetesObject => declared.object
