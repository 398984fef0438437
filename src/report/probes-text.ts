import type { PodTimelines } from '../simulate/control-plane/index.ts'
import type { ContainerTimeline, Span } from '../simulate/probes/index.ts'
import { limited } from './aftermath-text.ts'
import type { Paint } from './colors.ts'

const header = ['PROBES', 'READY', 'START FAILS', 'HUNG: KILLED', 'HUNG: OUT', 'GRACE']

/** What becomes of each container by its probes, in seconds. */
export function probeLines(probes: readonly PodTimelines[], width: number, paint: Paint): readonly string[] {
  const rows = probes.flatMap(({ template: { namespace, owner }, containers }) =>
    containers.map(timeline => [titleOf(namespace, owner.name ?? '', timeline.container), ...cells(timeline)])
  )
  return limited(header, rows, 'container', width, paint)
}

/** A workload, and which of its containers where that does not go without saying. */
function titleOf(namespace: string, name: string, container: string): string {
  return name === container ? `${namespace}/${name}` : `${namespace}/${name} ${container}`
}

/** The moments of a timeline, in the order of the columns. */
export function cells(timeline: ContainerTimeline): readonly string[] {
  const { earliestReady, startGivenUp, killedAfterHang, leftOutAfterHang, gracePeriod, preStop, restarts } = timeline
  const stop = `${gracePeriod} s${preStop === undefined || preStop === 0 ? '' : `, preStop ${preStop} s`}`
  return [
    earliestReady === undefined ? 'never' : `${earliestReady} s`,
    startGivenUp === undefined ? 'never' : span(startGivenUp),
    killedAfterHang === undefined ? 'never' : `${span(killedAfterHang)}${restarts === 'never' ? ', for good' : ''}`,
    leftOutAfterHang === undefined ? 'never' : span(leftOutAfterHang),
    stop,
  ]
}

/** `20 s`, `20-55 s`. */
export function span({ earliest, latest }: Span): string {
  return earliest === latest ? `${earliest} s` : `${earliest}-${latest} s`
}
