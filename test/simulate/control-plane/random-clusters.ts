import type { Resource } from '../../../src/cluster/resource.ts'
import type { PodSpec, Taint, Toleration, TopologySpreadConstraint } from '../../../src/k8s/types.ts'
import { generator } from '../network/random-policies.ts'
import { deployment, node, pod, resource } from '../objects.ts'

const taints: readonly Taint[] = [
  { key: 'gpu', effect: 'NoSchedule' },
  { key: 'spot', value: 'yes', effect: 'NoExecute' },
  { key: 'slow', effect: 'PreferNoSchedule' },
]
const tolerations: readonly Toleration[] = [{ operator: 'Exists' }, { key: 'gpu', operator: 'Exists' }, { key: 'spot', value: 'yes' }]

/** A few nodes, and more pods than have room on them, made up from a seed. */
export function randomCluster(seed: number): readonly Resource[] {
  const random = generator(seed)
  const of = <T>(list: readonly T[]): T => list[random(list.length)]!
  const sometimes = <T extends object>(oneIn: number, fields: () => T): T | undefined => (random(oneIn) === 0 ? fields() : undefined)
  const nodes = Array.from({ length: 1 + random(4) }, (_, index) =>
    node(`n${index}`, {
      labels: { zone: `z${random(3)}`, ...sometimes(2, () => ({ disk: of(['ssd', 'hdd']) })) },
      capacity: {
        cpu: of(['1', '2', '4']),
        memory: of(['2Gi', '8Gi']),
        pods: of(['2', '3', '110']),
        ...sometimes(3, () => ({ 'example.com/gpu': '1' })),
      },
      spec: { ...sometimes(3, () => ({ taints: [of(taints)] })), ...sometimes(8, () => ({ unschedulable: true })) },
    })
  )
  const spread = (app: string): TopologySpreadConstraint => ({
    ...{ maxSkew: 1 + random(2), topologyKey: of(['zone', 'kubernetes.io/hostname']), whenUnsatisfiable: 'DoNotSchedule' },
    labelSelector: { matchLabels: { app } },
  })
  const spec = (app: string): PodSpec => ({
    containers: [
      {
        name: 'app',
        image: 'app:1',
        ...sometimes(6, () => ({ ports: [{ containerPort: 80, hostPort: 80 }] })),
        resources: {
          requests: {
            cpu: of(['250m', '500m', '1', '3']),
            ...sometimes(3, () => ({ memory: of(['512Mi', '3Gi', '6Gi']) })),
            ...sometimes(6, () => ({ 'example.com/gpu': '1' })),
          },
        },
      },
    ],
    ...sometimes(3, () => ({
      nodeSelector: { ...sometimes(2, () => ({ disk: 'ssd' })), ...sometimes(2, () => ({ zone: `z${random(4)}` })) },
    })),
    ...sometimes(3, () => ({ tolerations: [of(tolerations)] })),
    ...sometimes(4, () => ({ topologySpreadConstraints: [spread(app)] })),
    ...sometimes(6, () => ({
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } },
          ],
        },
      },
    })),
  })
  const workloads = Array.from({ length: 2 + random(5) }, (_, index): Resource => {
    const app = `w${index}`
    const replicas = 1 + random(4)
    const kind = random(4)
    if (kind === 0) return deployment(app, replicas, spec(app))
    if (kind > 1) return pod(app, spec(app), { app })
    const template = { metadata: { labels: { app } }, spec: spec(app) }
    const podManagementPolicy = of(['Parallel', 'OrderedReady'])
    return resource('StatefulSet', app, { spec: { replicas, podManagementPolicy, selector: { matchLabels: { app } }, template } })
  })
  return [...nodes, ...workloads]
}
