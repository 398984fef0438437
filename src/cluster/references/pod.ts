import type { PodSpec } from '../../k8s/types.ts'
import type { PodTemplate } from '../pod-template.ts'
import { configReferences } from './config.ts'
import type { ReferenceSink } from './reference.ts'

interface ReferringSpec extends PodSpec {
  readonly imagePullSecrets?: readonly { readonly name?: string }[]
  readonly runtimeClassName?: string
}

/** Gives what the pods of a template name: configuration, accounts, claims and classes. */
export function addPodReferences(template: PodTemplate, { wants, add }: ReferenceSink): void {
  const { owner: from, namespace, specAt } = template
  const spec: ReferringSpec = template.spec
  const isWanted = (kind: string, name: string): boolean => wants('', kind, namespace, name)
  for (const { kind, name, optional, nameAt } of configReferences(template, isWanted))
    add({ family: 'config', from, at: nameAt, group: '', kind, namespace, name, ...(optional && { optional }) })
  for (const [index, { name }] of (spec.imagePullSecrets ?? []).entries())
    if (name && isWanted('Secret', name))
      add({ family: 'pull-secret', from, at: specAt.child('imagePullSecrets', index, 'name'), group: '', kind: 'Secret', namespace, name })
  const account = spec.serviceAccountName
  if (account && account !== 'default' && isWanted('ServiceAccount', account))
    add({
      family: 'service-account',
      from,
      at: specAt.child('serviceAccountName'),
      group: '',
      kind: 'ServiceAccount',
      namespace,
      name: account,
    })
  for (const [index, { persistentVolumeClaim }] of (spec.volumes ?? []).entries()) {
    const name = persistentVolumeClaim?.claimName
    if (!name || !isWanted('PersistentVolumeClaim', name)) continue
    const at = specAt.child('volumes', index, 'persistentVolumeClaim', 'claimName')
    add({ family: 'claim', from, at, group: '', kind: 'PersistentVolumeClaim', namespace, name })
  }
  const { priorityClassName, runtimeClassName } = spec
  if (priorityClassName && !priorityClassName.startsWith('system-') && wants('scheduling.k8s.io', 'PriorityClass', null, priorityClassName))
    add({
      family: 'priority-class',
      from,
      at: specAt.child('priorityClassName'),
      group: 'scheduling.k8s.io',
      kind: 'PriorityClass',
      namespace: null,
      name: priorityClassName,
    })
  if (runtimeClassName && wants('node.k8s.io', 'RuntimeClass', null, runtimeClassName))
    add({
      family: 'runtime-class',
      from,
      at: specAt.child('runtimeClassName'),
      group: 'node.k8s.io',
      kind: 'RuntimeClass',
      namespace: null,
      name: runtimeClassName,
    })
}
