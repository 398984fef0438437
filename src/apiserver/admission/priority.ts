import type { KubernetesObject, Pod, PodSpec, PriorityClass } from '../../k8s/types.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import type { AdmissionView } from './admission-view.ts'
import type { Admission, AdmissionPlugin } from './plugin.ts'

/** The priority of pods where no class is the default one. */
const priorityWithoutDefault = 0

/** Gives each pod the priority of its class, and lets only one class be the default. Mirrors plugin/pkg/admission/priority/admission.go, v1.36. */
export const priority: AdmissionPlugin = {
  name: 'Priority',
  admit(request, { view }) {
    if (request.type.kind !== 'Pod' || request.type.group !== '') return { object: request.object }
    return request.operation === 'create' ? admitPod(request, view) : { object: keepPriority(request.object, request.old) }
  },
  validate(request, { view }) {
    const { object, type, operation } = request
    if (type.kind !== 'PriorityClass' || (object as PriorityClass).globalDefault !== true) return undefined
    const present = defaultClass(view)
    if (present === undefined || (operation === 'update' && present.metadata?.name === object.metadata?.name)) return undefined
    const why = `PriorityClass ${present.metadata?.name} is already marked as default. Only one default can exist`
    return forbidden(request, why, ['globalDefault'])
  },
}

function admitPod(request: ServerRequest, view: AdmissionView): Admission {
  const pod = request.object as Pod
  const spec = pod.spec ?? {}
  const resolved = classOf(spec, view)
  if (resolved === 'unknown') return { object: pod }
  if (resolved === undefined) {
    const refusal = forbidden(request, `no PriorityClass with name ${spec.priorityClassName} was found`, ['spec', 'priorityClassName'])
    return { object: pod, refusal }
  }
  const { name, value, policy } = resolved
  if (typeof spec.priority === 'number' && spec.priority !== value) {
    const why = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`
    return { object: pod, refusal: forbidden(request, why, ['spec', 'priority']) }
  }
  if (policy !== undefined && typeof spec.preemptionPolicy === 'string' && spec.preemptionPolicy !== policy) {
    const why = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`
    return { object: pod, refusal: forbidden(request, why, ['spec', 'preemptionPolicy']) }
  }
  return {
    object: {
      ...pod,
      spec: {
        ...spec,
        ...(name === '' ? {} : { priorityClassName: name }),
        priority: value,
        ...(policy === undefined ? {} : { preemptionPolicy: policy }),
      },
    },
  }
}

interface ResolvedClass {
  readonly name: string
  readonly value: number
  readonly policy: string | undefined
}

/** The class that decides; undefined where the named one is missing, `unknown` where it may yet exist. */
function classOf(spec: PodSpec, view: AdmissionView): ResolvedClass | 'unknown' | undefined {
  const name = spec.priorityClassName ?? ''
  if (name === '') {
    const found = defaultClass(view)
    return found === undefined ? { name, value: priorityWithoutDefault, policy: 'PreemptLowerPriority' } : resolve(found)
  }
  const found = view.find('scheduling.k8s.io', 'PriorityClass', null, name)
  return found === undefined ? (view.world === 'open' ? 'unknown' : undefined) : resolve(found)
}

function resolve(found: PriorityClass): ResolvedClass {
  return { name: found.metadata?.name ?? '', value: found.value ?? 0, policy: found.preemptionPolicy ?? undefined }
}

/** Of several default classes the one with the lowest value. */
function defaultClass(view: AdmissionView): PriorityClass | undefined {
  let lowest: PriorityClass | undefined
  for (const found of view.list('scheduling.k8s.io', 'PriorityClass') as readonly PriorityClass[])
    if (found.globalDefault === true && (lowest === undefined || (lowest.value ?? 0) > (found.value ?? 0))) lowest = found
  return lowest
}

/** An update keeps what the creation had computed. */
function keepPriority(object: KubernetesObject, old: KubernetesObject | undefined): KubernetesObject {
  const spec = (object as Pod).spec ?? {}
  const before = (old as Pod | undefined)?.spec ?? {}
  const kept = {
    ...((spec.priority ?? undefined) === undefined && before.priority !== undefined ? { priority: before.priority } : {}),
    ...((spec.preemptionPolicy ?? undefined) === undefined && before.preemptionPolicy !== undefined
      ? { preemptionPolicy: before.preemptionPolicy }
      : {}),
  }
  return Object.keys(kept).length === 0 ? object : { ...object, spec: { ...spec, ...kept } }
}
