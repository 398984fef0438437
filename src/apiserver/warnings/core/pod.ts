import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Strategy } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { podSpecWarnings } from './pod-spec.ts'

/** What the server warns of in a Pod. Mirrors pkg/registry/core/pod/strategy.go WarningsOnCreate, v1.36. */
export const podWarnings: NonNullable<Strategy['warnings']> = (pod, { version }, written) => {
  const name = pod.metadata?.name ?? ''
  const details = name === '' || name.endsWith('>') ? [] : dnsLabelErrors(name)
  const words = `this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${details.join(' ')}]`
  const ofName: readonly ServerWarning[] = details.length === 0 ? [] : [{ message: `metadata.name: ${words}`, path: ['metadata', 'name'] }]
  return [...ofName, ...podSpecWarnings(Field.root(pod), version, Field.root(written).child('spec'))]
}
