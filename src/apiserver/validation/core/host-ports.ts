import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { isEmptyValue, memberOf } from '../value-check.ts'

/**
 * Ports of the node that two containers of a pod want. Mirrors pkg/apis/core/validation/validation.go
 * AccumulateUniqueHostPorts, v1.36.
 */
export function* hostPortConflicts(containers: Field): Generator<FieldError> {
  const taken = new Set<string>()
  for (const container of containers.items) yield* conflictsOf(container, taken)
}

/** Whether any of these containers wants a port of the node. */
export function usesHostPorts(containers: unknown): boolean {
  return Array.isArray(containers) && containers.some(wantsHostPort)
}

/** Whether a container wants a port of the node. */
export function wantsHostPort(container: unknown): boolean {
  const ports = memberOf(container, 'ports')
  return Array.isArray(ports) && ports.some(port => !isEmptyValue(memberOf(port, 'hostPort')))
}

/** The same within one init container, which run one after another; upstream prints the index of each as 0. */
export function initHostPortConflicts(containers: Field, container: Field): Generator<FieldError> {
  return conflictsOf(container.printedBelow(containers, '[0]'), new Set())
}

function* conflictsOf(container: Field, taken: Set<string>): Generator<FieldError> {
  for (const port of container.child('ports').items) {
    const hostPort = port.child('hostPort')
    if (hostPort.absent || hostPort.value === 0) continue
    const binding = `${port.child('protocol').text}/${port.child('hostIP').text}/${hostPort.value}`
    if (taken.has(binding)) yield fieldError('FieldValueDuplicate', hostPort, '', binding)
    else taken.add(binding)
  }
}
