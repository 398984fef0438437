import type { FieldError } from '../../../k8s/field-error.ts'
import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { nameIsPathSegment } from '../../../k8s/names/object-name.ts'
import { portNameErrors, portNumberErrors } from '../../../k8s/names/port.ts'
import { invalid, invalidAll, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import type { ValidationContext } from '../row.ts'

/** The first minor with RelaxedServiceNameValidation on: a Service's name may begin with a digit. */
const relaxedNamesSince = 36

/** Where an Ingress sends requests. Mirrors pkg/apis/networking/validation/validation.go validateIngressBackend, v1.36. */
export function* backendErrors(backend: Field, context: ValidationContext): Generator<FieldError> {
  const resource = backend.child('resource')
  const service = backend.child('service')
  if (!resource.absent && !service.absent) yield invalid(backend, 'cannot set both resource and service backends', '')
  else if (!resource.absent) yield* localReferenceErrors(resource)
  else if (!service.absent) yield* serviceErrors(backend, service, context)
  else yield invalid(backend, 'resource or service backend is required', '')
}

/** A reference to an object beside the one that refers. Mirrors validateIngressTypedLocalObjectReference. */
export function* localReferenceErrors(reference: Field): Generator<FieldError> {
  const group = reference.child('apiGroup')
  if (!group.absent) yield* invalidAll(group, dnsSubdomainErrors(group.text))
  for (const part of ['kind', 'name']) yield* segmentErrors(reference.child(part))
}

/** A text that must be there and may be a segment of a path. */
export function* segmentErrors(field: Field): Generator<FieldError> {
  if (field.text === '') yield required(field)
  else yield* invalidAll(field, nameIsPathSegment(field.text, false))
}

function* serviceErrors(backend: Field, service: Field, { version }: ValidationContext): Generator<FieldError> {
  const name = service.child('name')
  if (name.text === '') yield required(name)
  else yield* invalidAll(name, version.minor < relaxedNamesSince ? dns1035LabelErrors(name.text) : dnsLabelErrors(name.text))
  const portName = service.at('port.name')
  const number = service.at('port.number')
  if (portName.text !== '' && numberOf(number) !== 0) yield invalid(backend, 'cannot set both port name & port number', '')
  else if (portName.text !== '') yield* invalidAll(portName, portNameErrors(portName.text))
  else if (numberOf(number) !== 0) yield* invalidAll(number, portNumberErrors(numberOf(number)))
  else yield required(backend, 'port name or number is required')
}
