import type { HandledProbe, ProbedContainer } from './probed-container.ts'

/** A port that a probe names. */
export interface ProbePort {
  readonly handler: 'httpGet' | 'tcpSocket'
  readonly name: string
}

/** The name by which a probe means a port of its container, where the container has none of that name. Mirrors pkg/kubelet/util ResolvePort, v1.36. */
export function missingPort({ httpGet, tcpSocket }: HandledProbe, { ports = [] }: ProbedContainer): ProbePort | undefined {
  const handler = httpGet !== undefined ? 'httpGet' : 'tcpSocket'
  const port = (httpGet ?? tcpSocket)?.port
  if (typeof port !== 'string' || /^\d+$/.test(port)) return undefined
  return ports.some(({ name }) => name === port) ? undefined : { handler, name: port }
}
