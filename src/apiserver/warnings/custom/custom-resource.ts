import { valueAt } from '../../../k8s/field-path.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { qualifiedNameErrors } from '../../../k8s/names/qualified-name.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { CustomVersion } from '../../../schema/custom/custom-version.ts'
import type { ServerWarning } from '../../answer.ts'

const standardFinalizers = new Set(['orphan', 'foregroundDeletion', 'kubernetes'])
const avoid = 'to avoid accidental conflicts with other finalizer writers'

/** A deprecated version, and finalizers that others may use too. Mirrors apiextensions-apiserver pkg/registry/customresource/strategy.go generateWarningsFromObj, v1.36. */
export function customResourceWarnings(object: KubernetesObject, { deprecation }: CustomVersion): readonly ServerWarning[] {
  const deprecated = deprecation === undefined || deprecation === '' ? [] : [{ message: deprecation, path: ['apiVersion'] }]
  const finalizers = valueAt(object, ['metadata', 'finalizers'])
  if (!Array.isArray(finalizers)) return deprecated
  const names = [...new Set(finalizers.filter(name => typeof name === 'string'))].sort()
  return [...deprecated, ...names.flatMap(name => finalizerWarnings(name, finalizers.indexOf(name)))]
}

function finalizerWarnings(name: string, index: number): readonly ServerWarning[] {
  const path = ['metadata', 'finalizers', index]
  const warning = (text: string): ServerWarning => ({ message: `metadata.finalizers: ${goQuote(name)}: ${text}`, path })
  const wrong = qualifiedNameErrors(name).map(warning)
  if (name.includes('/') || standardFinalizers.has(name)) return wrong
  const prefer = `prefer a domain-qualified finalizer name ${name.includes('.') ? 'including a path (/) ' : ''}${avoid}`
  return [...wrong, warning(prefer)]
}
