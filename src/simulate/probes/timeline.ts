import type { FieldRef } from '../../cluster/field-ref.ts'
import type { PodTemplate } from '../../cluster/pod-template.ts'
import { leastSecondsOf } from './pre-stop.ts'
import { missingPort, type ProbePort } from './probe-port.ts'
import { failsAfterHang, failsAfterRefusal, failsAfterStart, type Span, timingOf } from './probe-timing.ts'
import { type ProbedContainer, type ProbedPodSpec, type ProbeField, probeFields } from './probed-container.ts'

/** Mirrors pkg/kubelet/kuberuntime minimumGracePeriodInSeconds, v1.36: what is left for a container whose hook took all. */
export const leastGracePeriod = 2

/** A probe whose port nobody can find: it never counts, neither as a success nor as a failure. */
export interface BrokenProbe {
  readonly field: ProbeField
  readonly port: ProbePort
  readonly at: FieldRef
}

/** What happens to a container by the probes that the kubelet makes, in seconds. Mirrors pkg/kubelet/prober worker doProbe, v1.36. */
export interface ContainerTimeline {
  readonly container: string
  readonly at: FieldRef
  /** From its start to the moment when it is killed for it has not come up; absent where nobody loses patience. */
  readonly startGivenUp?: Span & { readonly by: 'startupProbe' | 'livenessProbe' }
  /** From its start to the moment when it may be ready; absent where it never is. */
  readonly earliestReady?: number
  /** From the moment when it hangs to the signal that stops it. */
  readonly killedAfterHang?: Span
  /** From the moment when it hangs, or begins to refuse, to the moment when no Service sends it anything. */
  readonly leftOutAfterHang?: Span
  readonly leftOutAfterRefusal?: Span
  /** From the signal to the end, for one that does not react; the probe's own where it has one. */
  readonly gracePeriod: number
  readonly probeGracePeriod?: number
  /** What of the grace period its preStop hook takes at least. */
  readonly preStop?: number
  /** What is made of a container that was killed. */
  readonly restarts: 'always' | 'on-failure' | 'never'
  readonly broken: readonly BrokenProbe[]
}

/** The timelines of a template's containers that have probes or a preStop hook. */
export function timelines(template: PodTemplate): readonly ContainerTimeline[] {
  const spec: ProbedPodSpec = template.spec
  const sidecars = (spec.initContainers ?? []).flatMap((container, index) =>
    container.restartPolicy === 'Always' ? [timelineOf(container, spec, template.specAt.child('initContainers', index))] : []
  )
  const containers = (spec.containers ?? []).map((container, index) =>
    timelineOf(container, spec, template.specAt.child('containers', index))
  )
  return [...sidecars, ...containers].flatMap(timeline => timeline ?? [])
}

function timelineOf(container: ProbedContainer, spec: ProbedPodSpec, at: FieldRef): ContainerTimeline | undefined {
  const { livenessProbe, readinessProbe, lifecycle: { preStop } = {} } = container
  if (probeFields.every(field => container[field] === undefined) && preStop === undefined) return undefined
  const broken = probeFields.flatMap((field): BrokenProbe[] => {
    const probe = container[field]
    const port = probe === undefined ? undefined : missingPort(probe, container)
    return port === undefined ? [] : [{ field, port, at: at.child(field, port.handler, 'port') }]
  })
  const works = (field: ProbeField): boolean => container[field] !== undefined && broken.every(each => each.field !== field)
  const earliestReady = earliestReadyOf(container, broken)
  const killing = livenessProbe !== undefined && works('livenessProbe') ? timingOf(livenessProbe) : undefined
  const leaving = readinessProbe !== undefined && works('readinessProbe') ? timingOf(readinessProbe) : undefined
  const givenUp = startGivenUp(container, works)
  return {
    container: container.name ?? '',
    at,
    ...(givenUp !== undefined && { startGivenUp: givenUp }),
    ...(earliestReady !== undefined && { earliestReady }),
    ...(killing !== undefined && { killedAfterHang: failsAfterHang(killing) }),
    ...(leaving !== undefined && { leftOutAfterHang: failsAfterHang(leaving), leftOutAfterRefusal: failsAfterRefusal(leaving) }),
    gracePeriod: spec.terminationGracePeriodSeconds ?? 30,
    ...(livenessProbe?.terminationGracePeriodSeconds !== undefined && { probeGracePeriod: livenessProbe.terminationGracePeriodSeconds }),
    ...(preStop !== undefined && { preStop: leastSecondsOf(preStop) }),
    restarts: restartsOf(container, spec),
    broken,
  }
}

/** With a startup probe no other one counts until it has succeeded; without one the liveness probe decides from the start. */
function startGivenUp(
  { startupProbe, livenessProbe }: ProbedContainer,
  works: (field: ProbeField) => boolean
): ContainerTimeline['startGivenUp'] {
  if (startupProbe !== undefined)
    return works('startupProbe') ? { ...failsAfterStart(timingOf(startupProbe)), by: 'startupProbe' } : undefined
  if (livenessProbe === undefined || !works('livenessProbe')) return undefined
  return { ...failsAfterStart(timingOf(livenessProbe)), by: 'livenessProbe' }
}

/** All delays count from the start of the container, also those of the probes that wait for the startup probe. */
function earliestReadyOf({ startupProbe, readinessProbe }: ProbedContainer, broken: readonly BrokenProbe[]): number | undefined {
  if (broken.some(({ field }) => field !== 'livenessProbe')) return undefined
  const started = startupProbe === undefined ? 0 : timingOf(startupProbe).delay
  if (readinessProbe === undefined) return started
  const { delay, period, successes } = timingOf(readinessProbe)
  return Math.max(started, delay) + (successes - 1) * period
}

function restartsOf({ restartPolicy: own }: ProbedContainer, { restartPolicy = 'Always' }: ProbedPodSpec): ContainerTimeline['restarts'] {
  const policy = own ?? restartPolicy
  return policy === 'Always' ? 'always' : policy === 'OnFailure' ? 'on-failure' : 'never'
}
