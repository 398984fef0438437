import { valueAt } from '../../k8s/field-path.ts'
import type { KubernetesObject, PodSpec } from '../../k8s/types.ts'

/** The claim templates of a StatefulSet, by name; a nameless one makes no claim. */
export function claimTemplates(
  statefulSet: KubernetesObject
): readonly (KubernetesObject & { readonly name: string; readonly index: number })[] {
  const templates = valueAt(statefulSet, ['spec', 'volumeClaimTemplates'])
  return (Array.isArray(templates) ? templates : []).flatMap((template, index) => {
    const name = valueAt(template, ['metadata', 'name'])
    return typeof name === 'string' ? [{ ...(template as KubernetesObject), name, index }] : []
  })
}

/**
 * The spec with a volume for each claim template, in place of volumes of the same name; behind the others, so that these keep their places.
 * Mirrors pkg/controller/statefulset/stateful_set_utils.go updateStorage, v1.36.
 */
export function withClaims(spec: PodSpec, templates: readonly { readonly name: string }[], podName: string): PodSpec {
  if (templates.length === 0) return spec
  const names = new Set(templates.map(({ name }) => name))
  const own = (spec.volumes ?? []).filter(({ name }) => name === undefined || !names.has(name))
  const claims = templates.map(({ name }) => ({ name, persistentVolumeClaim: { claimName: `${name}-${podName}` } }))
  return { ...spec, volumes: [...own, ...claims] }
}
