import type { HandledProbe } from './probed-container.ts'

/** Seconds between two bounds: where in its period the first probe falls is chance. */
export interface Span {
  readonly earliest: number
  readonly latest: number
}

/** The numbers of a probe, with their defaults. Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Probe, v1.36. */
export interface ProbeTiming {
  readonly delay: number
  readonly period: number
  readonly timeout: number
  readonly failures: number
  readonly successes: number
  /** From one probe of a container that hangs to the next: one that runs into its timeout holds up the next. */
  readonly hangingPeriod: number
}

/** The timing of a probe. */
export function timingOf(probe: HandledProbe): ProbeTiming {
  const delay = probe.initialDelaySeconds ?? 0
  const period = probe.periodSeconds || 10
  const timeout = probe.timeoutSeconds || 1
  const failures = probe.failureThreshold || 3
  const successes = probe.successThreshold || 1
  return { delay, period, timeout, failures, successes, hangingPeriod: Math.max(period, timeout) }
}

/** From the start of a container that never answers to the last failure that counts: at once refused, or each time until the timeout. */
export function failsAfterStart({ delay, period, timeout, failures, hangingPeriod }: ProbeTiming): Span {
  return { earliest: delay + (failures - 1) * period, latest: delay + period + (failures - 1) * hangingPeriod + timeout }
}

/** From the moment when a container that was well hangs to the last failure that counts. */
export function failsAfterHang({ timeout, failures, hangingPeriod }: ProbeTiming): Span {
  const earliest = (failures - 1) * hangingPeriod + timeout
  return { earliest, latest: earliest + hangingPeriod }
}

/** From the moment when a container begins to refuse to the last failure that counts. */
export function failsAfterRefusal({ period, failures }: ProbeTiming): Span {
  return { earliest: (failures - 1) * period, latest: failures * period }
}
