import { goQuote } from '../../../k8s/go-quote.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'
import { fieldWarning } from '../warning.ts'
import { fractionalBytesWarnings } from './fractional-bytes.ts'

const bytes = ['memory', 'ephemeral-storage']

/** What one container says twice, or in parts of a byte. Mirrors pkg/api/pod/warnings.go, v1.36. */
export function* containerWarnings(container: Field, minor: number): Generator<ServerWarning> {
  const resources = container.child('resources')
  for (const name of bytes) for (const list of ['limits', 'requests']) yield* fractionalBytesWarnings(resources.child(list), [name])
  const seen = new Set<string>()
  for (const variable of container.child('env').items) {
    const name = variable.child('name').text
    if (!seen.has(name)) seen.add(name)
    else if (hidesEarlier(variable, `$(${name})`))
      yield fieldWarning(
        variable,
        `hides previous definition of ${goQuote(name)}${minor >= 30 ? ', which may be dropped when using apply' : ''}`
      )
  }
}

/** A value that is made of the earlier one does not hide it. */
function hidesEarlier(variable: Field, reference: string): boolean {
  const value = variable.child('value').text
  return !variable.child('valueFrom').absent || value === reference || !value.includes(reference)
}

/** Ports of all containers of a pod that get into each other's way. */
export function* portWarnings(containers: readonly Field[], minor: number): Generator<ServerWarning> {
  const ports = containers.flatMap(container => container.child('ports').items)
  const byNumber = new Map<string, Field[]>()
  for (const port of ports) {
    const hostIP = port.child('hostIP').text
    if (hostIP !== '' && hostPortOf(port) === 0) yield fieldWarning(port, `hostIP set without hostPort: ${goPort(port)}`)
    const key = `${port.child('containerPort').value ?? 0}/${port.child('protocol').text}`
    const others = byNumber.get(key) ?? []
    for (const other of others) {
      const words = conflictWords(port, other)
      if (words !== undefined) yield fieldWarning(port, `${words} port definition with ${other.name}`)
    }
    byNumber.set(key, [...others, port])
  }
  if (minor >= 33) yield* portNameWarnings(ports)
}

function* portNameWarnings(ports: readonly Field[]): Generator<ServerWarning> {
  const byName = new Map<string, Field>()
  for (const port of ports) {
    const name = port.child('name').text
    const other = byName.get(name)
    if (name === '') continue
    if (other === undefined) byName.set(name, port)
    else
      yield fieldWarning(
        port,
        `duplicate port name ${goQuote(name)} with ${other.name}, services and probes that select ports by name will use ${other.name}`
      )
  }
}

function conflictWords(port: Field, other: Field): string | undefined {
  const [hostIP, otherIP] = [port.child('hostIP').text, other.child('hostIP').text]
  const [hostPort, otherPort] = [hostPortOf(port), hostPortOf(other)]
  if (hostIP === otherIP && hostPort === otherPort) return 'duplicate'
  if (hostPort === 0 || otherPort === 0) return 'overlapping'
  return hostPort === otherPort && (hostIP === '') !== (otherIP === '') ? 'dangerously ambiguous' : undefined
}

function hostPortOf(port: Field): number {
  return Number(port.child('hostPort').value ?? 0)
}

/** A core.ContainerPort as Go's `%+v` prints it. */
function goPort(port: Field): string {
  const text = (key: string): string => port.child(key).text
  const number = (key: string): number => Number(port.child(key).value ?? 0)
  return `{Name:${text('name')} HostPort:${number('hostPort')} ContainerPort:${number('containerPort')} Protocol:${text('protocol')} HostIP:${text('hostIP')}}`
}
