import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { PressedPod } from '../kubelet/index.ts'
import type { ContainerTimeline } from '../probes/index.ts'

/** The pods of a node in the order in which it gives them up. */
export interface NodePressure {
  readonly node: string
  readonly pods: readonly PressedPod[]
}

/** The answer to a question about the settled state. */
export interface Answer {
  /** As it is asked: `drain n1`. */
  readonly question: string
  readonly answer: string
  readonly sentence: string
}

/** The timelines of the containers of one template that have probes. */
export interface PodTimelines {
  readonly template: PodTemplate
  readonly containers: readonly ContainerTimeline[]
}
