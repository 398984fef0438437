import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { ForcedPreemption } from './outcome.ts'
import type { Simulation } from './simulation.ts'

/** The first eviction for each template of the input in a run in which pods came one by one, where there is no room for all in a run in which they came `together`, the most important first. */
export function forcedPreemptions({ scheduler }: Simulation, together: () => Simulation): readonly ForcedPreemption[] {
  const found = new Map<PodTemplate, ForcedPreemption>()
  for (const { pod, node, victims } of scheduler.preemptions) {
    const { template } = pod.source
    if (template.owner.role !== 'input' || found.has(template)) continue
    const leaving = victims.map(({ source, podName }) => ({ template: source.template, name: `${source.info.namespace}/${podName}` }))
    found.set(template, { template, node: node.name, victims: leaving })
  }
  if (found.size === 0 || together().pods.groups.every(({ state }) => state !== 'pending')) return []
  return [...found.values()]
}
