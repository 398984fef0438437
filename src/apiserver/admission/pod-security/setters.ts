import type { FieldPath } from '../../../k8s/field-path.ts'
import { containerNames, containersOf, type JudgedPodSpec, type PlacedContainer, type SecurityContext } from './judged-pod.ts'

/** Who sets something in its security context: the pod, some of its containers, or both. */
export interface Setters {
  /** `pod and containers "a", "b"`; empty where nobody does. */
  readonly text: string
  readonly contexts: readonly SecurityContext[]
  /** The first field at fault. */
  readonly at: FieldPath
}

/** The pod and the containers in whose security context this holds. */
export function setters(spec: JudgedPodSpec, field: string, isBad: (context: SecurityContext) => boolean): Setters {
  const own = spec.securityContext
  const ofPod = own !== undefined && own !== null && isBad(own) ? [own] : []
  const bad = containersOf(spec).filter(({ container }) => has(container.securityContext) && isBad(container.securityContext))
  const text = [...(ofPod.length > 0 ? ['pod'] : []), ...(bad.length > 0 ? [containerNames(bad)] : [])].join(' and ')
  const place: FieldPath = ofPod.length > 0 ? [] : (bad[0]?.at ?? [])
  const contexts = [...ofPod, ...bad.map(({ container }) => container.securityContext!)]
  return { text, contexts, at: [...place, 'securityContext', ...field.split('.')] }
}

/** The containers that set nothing of their own, where the pod does not set it for them. */
export function unset(spec: JudgedPodSpec, isSet: (context: SecurityContext) => boolean): readonly PlacedContainer[] {
  return containersOf(spec).filter(({ container }) => !has(container.securityContext) || !isSet(container.securityContext))
}

function has(context: SecurityContext | undefined): context is SecurityContext {
  return context !== undefined && context !== null
}
