import { goQuote } from '../../k8s/go-quote.ts'
import { resourceAmounts } from '../../k8s/pod-requests.ts'
import { compareQuantities } from '../../k8s/quantity.ts'
import type { ResourceList } from '../../k8s/types.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import type { AdmissionView } from './admission-view.ts'
import { mergeTolerations } from './merge-tolerations.ts'
import type { AdmittedPod, AdmittedPodSpec, RuntimeClass } from './objects.ts'
import type { Admission, AdmissionPlugin } from './plugin.ts'

const differs = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead"
const withoutClass = 'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead'

/** Adds what the class of a pod's runtime costs and where it may run. Mirrors plugin/pkg/admission/runtimeclass/admission.go, v1.36. */
export const runtimeClass: AdmissionPlugin = {
  name: 'RuntimeClass',
  admit(request, { view }) {
    const { object, operation } = request
    if (operation !== 'create') return { object }
    const found = classOf(request, view)
    if (found === undefined || found === 'unknown') return { object }
    return 'message' in found ? { object, refusal: found } : admitClass(request, found)
  },
  validate(request, { view }) {
    if (request.operation !== 'create') return undefined
    const found = classOf(request, view)
    if (found === 'unknown' || (found !== undefined && 'message' in found)) return undefined
    const { overhead } = specOf(request)
    const defined = found?.overhead
    if (defined !== undefined && defined !== null)
      return isEqual(defined.podFixed, overhead) ? undefined : refuse(request, differs, ['overhead'])
    return (overhead ?? undefined) === undefined ? undefined : refuse(request, withoutClass, ['overhead'])
  },
}

function admitClass(request: ServerRequest, { metadata, overhead, scheduling }: RuntimeClass): Admission {
  const { object } = request
  let spec = specOf(request)
  const decidedBy = { group: 'node.k8s.io', kind: 'RuntimeClass', namespace: null, name: metadata?.name ?? '' }
  if (overhead !== undefined && overhead !== null) {
    if (Object.keys(spec.overhead ?? {}).length > 0 && !isEqual(overhead.podFixed, spec.overhead)) {
      const defined = { ...decidedBy, path: ['overhead', 'podFixed'], note: 'the class defines this overhead' }
      return { object, refusal: { ...refuse(request, differs, ['overhead']), decidedBy: [defined] } }
    }
    const { overhead: _replaced, ...rest } = spec
    spec = overhead.podFixed === undefined ? rest : { ...rest, overhead: overhead.podFixed }
  }
  if (scheduling !== undefined && scheduling !== null) {
    const wanted = scheduling.nodeSelector ?? {}
    const own = spec.nodeSelector ?? {}
    for (const key of Object.keys(wanted)) {
      if (!Object.hasOwn(own, key) || own[key] === wanted[key]) continue
      const why = `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${wanted[key]}; pod.spec.nodeSelector[${key}] = ${own[key]}`
      const selected = { ...decidedBy, path: ['scheduling', 'nodeSelector', key], note: 'the class selects other nodes' }
      return { object, refusal: { ...refuse(request, why, ['nodeSelector', key]), decidedBy: [selected] } }
    }
    const tolerations = mergeTolerations(spec.tolerations ?? [], scheduling.tolerations ?? [])
    spec = {
      ...spec,
      ...(Object.keys(wanted).length === 0 ? {} : { nodeSelector: { ...own, ...wanted } }),
      ...(tolerations.length === 0 ? {} : { tolerations }),
    }
  }
  return { object: { ...object, spec } }
}

/** The class that the pod names; `unknown` where it may yet exist, a refusal where it does not. */
function classOf(request: ServerRequest, view: AdmissionView): RuntimeClass | Refusal | 'unknown' | undefined {
  const name = specOf(request).runtimeClassName ?? undefined
  if (name === undefined) return undefined
  const at = ['spec', 'runtimeClassName']
  if (name === '') return { code: 500, reason: 'InternalError', message: 'resource name may not be empty', errors: [], at }
  const found = view.find('node.k8s.io', 'RuntimeClass', null, name) as RuntimeClass | undefined
  if (found !== undefined) return found
  return view.world === 'open' ? 'unknown' : refuse(request, `pod rejected: RuntimeClass ${goQuote(name)} not found`, ['runtimeClassName'])
}

function specOf({ object }: ServerRequest): AdmittedPodSpec {
  return (object as AdmittedPod).spec ?? {}
}

function refuse(request: ServerRequest, why: string, at: readonly string[]): Refusal {
  return forbidden(request, why, ['spec', ...at])
}

function isEqual(a: ResourceList | undefined, b: ResourceList | undefined): boolean {
  const own = resourceAmounts(a)
  const other = resourceAmounts(b)
  if (own.size !== other.size) return false
  for (const [name, amount] of own) {
    const found = other.get(name)
    if (found === undefined || compareQuantities(amount, found) !== 0) return false
  }
  return true
}
