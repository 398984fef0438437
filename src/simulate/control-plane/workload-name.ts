import type { PodSource } from './pod-source.ts'

/** A workload, or a pod, by name. */
export interface WorkloadName {
  readonly kind: string
  readonly namespace: string | null
  readonly name: string
}

/** Whether pods are of that name, or of a workload of that name, whatever the case of its kind. */
export function isAbout({ owner, info, podName }: PodSource, asked: WorkloadName | undefined): boolean {
  if (asked === undefined || asked.namespace !== info.namespace) return false
  const kind = asked.kind.toLowerCase()
  return (owner.name === asked.name && owner.kind.toLowerCase() === kind) || (podName === asked.name && kind === 'pod')
}
