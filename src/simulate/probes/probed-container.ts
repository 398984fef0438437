import type { Container, PodSpec, Probe } from '../../k8s/types.ts'

/** What a probe or a hook does. */
export interface Handler {
  readonly exec?: { readonly command?: readonly string[] }
  readonly httpGet?: { readonly port?: number | string; readonly host?: string; readonly path?: string }
  readonly tcpSocket?: { readonly port?: number | string; readonly host?: string }
  readonly grpc?: { readonly port?: number }
  readonly sleep?: { readonly seconds?: number }
}

/** A probe with its handler. */
export interface HandledProbe extends Probe, Handler {
  readonly terminationGracePeriodSeconds?: number
}

/** The fields of a container that hold probes. */
export type ProbeField = 'startupProbe' | 'livenessProbe' | 'readinessProbe'

export const probeFields: readonly ProbeField[] = ['startupProbe', 'livenessProbe', 'readinessProbe']

/** A container as the kubelet's prober sees it. */
export interface ProbedContainer extends Container {
  readonly startupProbe?: HandledProbe
  readonly livenessProbe?: HandledProbe
  readonly readinessProbe?: HandledProbe
  readonly lifecycle?: { readonly preStop?: Handler; readonly postStart?: Handler }
}

/** The parts of a pod's spec that decide about the end of its containers. */
export interface ProbedPodSpec extends PodSpec {
  readonly terminationGracePeriodSeconds?: number
}
