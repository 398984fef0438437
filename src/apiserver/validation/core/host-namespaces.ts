import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'

const maxHostname = 64

/** On the node's own network, a port of the node is the container's. Mirrors pkg/apis/core/validation/validation.go validatePodHostNetworkDeps, v1.36. */
export function* hostNetworkErrors(spec: Field, { isPod }: ValidationContext): Generator<FieldError> {
  if (spec.child('hostNetwork').value !== true) return
  for (const container of spec.child('containers').items) {
    for (const port of container.child('ports').items) {
      const hostPort = port.child('hostPort')
      const number = hostPort.value ?? 0
      if ((isPod || number !== 0) && number !== (port.child('containerPort').value ?? 0))
        yield fieldError('FieldValueInvalid', hostPort, 'must match `containerPort` when `hostNetwork` is true', number)
    }
  }
}

/** What does not go with users of its own; the server prints some names as Go has them. Mirrors validateHostUsers, v1.36. */
export function* hostUsersErrors(spec: Field, { version }: ValidationContext): Generator<FieldError> {
  if (spec.child('hostUsers').value !== false) return
  const words = version.minor >= 34 ? 'when `hostUsers` is false' : 'when `pod.Spec.HostUsers` is false'
  for (const [key, printed] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ] as const)
    if (spec.child(key).value === true) yield fieldError('FieldValueForbidden', spec.child(key, printed), words)
  if (version.minor < 34) return
  for (const list of ['containers', 'initContainers', 'ephemeralContainers'])
    for (const container of spec.child(list).items) {
      const devices = container.child('volumeDevices')
      if (!devices.empty) yield fieldError('FieldValueForbidden', devices, words)
    }
}

/** Another name for the pod itself. Mirrors validatePodHostName, v1.36. */
export function* hostnameOverrideErrors(spec: Field, { version }: ValidationContext): Generator<FieldError> {
  const name = spec.child('hostnameOverride')
  if (name.absent || !isFeatureOn('HostnameOverride', version)) return
  if (spec.child('setHostnameAsFQDN').value === true)
    yield fieldError('FieldValueForbidden', name, 'may not be specified when setHostnameAsFQDN is true')
  if (spec.child('hostNetwork').value === true)
    yield fieldError('FieldValueForbidden', name, 'may not be specified when hostNetwork is true')
  if (byteLength(name.text) > maxHostname) yield fieldError('FieldValueTooLong', name, `may not be more than ${maxHostname} bytes`)
  for (const detail of dnsSubdomainErrors(name.text)) yield fieldError('FieldValueInvalid', name, detail, name.text)
}
