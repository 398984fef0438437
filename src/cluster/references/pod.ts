import type { PodSpec } from '../../k8s/types.ts'
import type { PodTemplate } from '../pod-template.ts'
import { configReferences } from './config.ts'
import type { Reference } from './reference.ts'

interface ReferringSpec extends PodSpec {
  readonly imagePullSecrets?: readonly { readonly name?: string }[]
  readonly runtimeClassName?: string
}

/** What the pods of a template name: configuration, accounts, claims and classes. */
export function* podReferences(template: PodTemplate): Generator<Reference> {
  const { owner: from, namespace, specAt } = template
  const spec: ReferringSpec = template.spec
  for (const { kind, name, optional, nameAt } of configReferences(template))
    yield { family: 'config', from, at: nameAt, group: '', kind, namespace, name, ...(optional && { optional }) }
  for (const [index, { name }] of (spec.imagePullSecrets ?? []).entries())
    if (name)
      yield { family: 'pull-secret', from, at: specAt.child('imagePullSecrets', index, 'name'), group: '', kind: 'Secret', namespace, name }
  const account = spec.serviceAccountName
  if (account && account !== 'default')
    yield {
      family: 'service-account',
      from,
      at: specAt.child('serviceAccountName'),
      group: '',
      kind: 'ServiceAccount',
      namespace,
      name: account,
    }
  for (const [index, { persistentVolumeClaim }] of (spec.volumes ?? []).entries()) {
    const name = persistentVolumeClaim?.claimName
    const at = specAt.child('volumes', index, 'persistentVolumeClaim', 'claimName')
    if (name) yield { family: 'claim', from, at, group: '', kind: 'PersistentVolumeClaim', namespace, name }
  }
  const { priorityClassName, runtimeClassName } = spec
  if (priorityClassName && !priorityClassName.startsWith('system-'))
    yield {
      family: 'priority-class',
      from,
      at: specAt.child('priorityClassName'),
      group: 'scheduling.k8s.io',
      kind: 'PriorityClass',
      namespace: null,
      name: priorityClassName,
    }
  if (runtimeClassName)
    yield {
      family: 'runtime-class',
      from,
      at: specAt.child('runtimeClassName'),
      group: 'node.k8s.io',
      kind: 'RuntimeClass',
      namespace: null,
      name: runtimeClassName,
    }
}
