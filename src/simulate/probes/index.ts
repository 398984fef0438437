export { leastSecondsOf } from './pre-stop.ts'
export { missingPort, type ProbePort } from './probe-port.ts'
export { failsAfterStart, type ProbeTiming, type Span, timingOf } from './probe-timing.ts'
export {
  type HandledProbe,
  type Handler,
  type ProbedContainer,
  type ProbedPodSpec,
  type ProbeField,
  probeFields,
} from './probed-container.ts'
export { type BrokenProbe, type ContainerTimeline, leastGracePeriod, timelines } from './timeline.ts'
