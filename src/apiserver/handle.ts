import type { FieldError } from '../k8s/field-error.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { Admission, AdmissionPlugin } from './admission/plugin.ts'
import type { Objection, Refusal, ServerStage, ServerWarning, Verdict } from './answer.ts'
import { refusalWithoutEchoes, withoutEchoes, withoutRepeats } from './echo.ts'
import { generatedName } from './generated-name.ts'
import { countsGenerations } from './generation.ts'
import type { UpdateHandler } from './load-updates.ts'
import type { ServerRequest } from './request.ts'
import { badRequest, invalid } from './status.ts'
import type { StageContext, Strategy } from './strategy.ts'
import { objectMetaRules } from './validation/meta/object-meta.ts'
import { validate } from './validation/validate.ts'
import { deprecatedApiWarnings } from './warnings/deprecated-api.ts'

/** Sends one request through all stages of the server, in its order, on through those that object. */
export function handle(
  request: ServerRequest,
  strategy: Strategy,
  plugins: readonly AdmissionPlugin[],
  context: StageContext,
  update?: UpdateHandler
): Verdict {
  const objections: Objection[] = []
  const note = (stage: ServerStage, refusal: Refusal | undefined, plugin?: string): void => {
    if (refusal !== undefined) objections.push({ stage, ...refusal, ...(plugin === undefined ? {} : { plugin }) })
  }
  const authorizer = request.fromController === true ? undefined : context.authorizer
  note('authorize', authorizer?.authorize(request, context.view))
  if (request.decodeMessage !== undefined) note('decode', badRequest(request.decodeMessage))

  let stored: KubernetesObject = { ...request.object }
  const again = new Map<AdmissionPlugin, Admission['again']>()
  for (const plugin of plugins) {
    if (plugin.admit === undefined) continue
    const admission = plugin.admit({ ...request, object: stored }, context)
    note('mutate', admission.refusal, plugin.name)
    stored = admission.object
    if (admission.again !== undefined) again.set(plugin, admission.again)
  }
  if (again.size > 0)
    for (const plugin of plugins) {
      const admission = (again.get(plugin) ?? plugin.admit)?.({ ...request, object: stored }, context)
      if (objections.every(({ plugin: objector }) => objector !== plugin.name)) note('mutate', admission?.refusal, plugin.name)
      stored = admission?.object ?? stored
    }
  if (authorizer !== undefined) note('authorize', authorizer.escalate({ ...request, object: stored }, context.view))
  const { type, decodeErrors, old } = request
  stored = withIdentity(stored, request, context.version)
  const received = { ...request, object: stored }
  const judged: Judged =
    old !== undefined && update !== undefined ? update({ ...received, old }, strategy, context) : judgeNew(received, strategy, context)
  stored = judged.object
  const name = stored.metadata?.name ?? ''
  const refused = worded(refusalWithoutEchoes(judged.refusal, decodeErrors), type, name, context)
  note('allocate', refused)
  const errors = withoutRepeats(withoutEchoes(wordedErrors(judged.errors, type, context), decodeErrors), refused?.errors ?? [])
  if (errors.length > 0) note('validate', invalid(type, name, errors))

  const admissionWarnings: ServerWarning[] = []
  for (const last of [false, true])
    for (const plugin of plugins) {
      if ((plugin.last ?? false) !== last) continue
      if (plugin.validate === undefined && plugin.warn === undefined) continue
      const admitted = { ...request, object: stored }
      const isReached = objections.length === 0
      note(last ? 'quota' : 'admit', plugin.validate?.(admitted, context), plugin.name)
      const warns = isReached && (objections.length === 0 || plugin.warnsOfRefused === true)
      if (warns && plugin.warn !== undefined) admissionWarnings.push(...plugin.warn(admitted, context))
    }
  const isTaken = objections.every(({ stage }) => stage === 'admit' || stage === 'quota')
  const warnings = isTaken && judged.warns !== false ? (strategy.warnings?.(stored, context, request.object) ?? []) : []
  for (const { finish } of plugins) stored = finish?.(stored) ?? stored
  stored = strategy.reread?.(stored) ?? stored
  const deprecated = deprecatedApiWarnings(type, context.version)
  return { objections, warnings: [...deprecated, ...warnings, ...admissionWarnings], stored }
}

/** A refusal for its fields in the words of the version. */
function worded(refusal: Refusal | undefined, type: ResourceType, name: string, context: StageContext): Refusal | undefined {
  if (refusal === undefined || refusal.errors.length === 0 || context.worded === undefined) return refusal
  return { ...refusal, ...invalid(type, name, wordedErrors(refusal.errors, type, context)) }
}

function wordedErrors(errors: readonly FieldError[], type: ResourceType, { worded: inWords }: StageContext): readonly FieldError[] {
  return inWords === undefined ? errors : errors.map(error => inWords(error, type))
}

/** What allocation and validation make of an object. */
interface Judged {
  readonly object: KubernetesObject
  readonly refusal?: Refusal
  readonly errors: readonly FieldError[]
  readonly warns?: boolean
}

/** Allocation, preparation and validation of a new object. Mirrors apiserver pkg/registry/rest/create.go BeforeCreate, v1.36. */
function judgeNew(request: ServerRequest, strategy: Strategy, context: StageContext): Judged {
  const { type, namespace } = request
  const allocation = strategy.allocate?.(request, context)
  const allocated = allocation?.object ?? request.object
  const object = strategy.prepare?.(allocated, context) ?? allocated
  if (request.validated === true) return { object, errors: [], warns: false }
  const validation = { version: context.version, isPod: type.kind === 'Pod' && type.group === '' }
  const meta = objectMetaRules(type)
  const own = [
    ...(strategy.clusterErrors?.(object, namespace, context) ?? []),
    ...validate(object, meta.first, validation),
    ...validate(object, strategy.rules ?? [], validation),
  ]
  const errors = own.length > 0 ? own : validate(object, meta.last, validation)
  return { object, errors, ...(allocation?.refusal !== undefined && { refusal: allocation.refusal }) }
}

/** The namespace of the request, the first generation, and a name where the object leaves it to the server. */
function withIdentity(
  object: KubernetesObject,
  { namespace, name, type, operation }: ServerRequest,
  version: KubernetesVersion
): KubernetesObject {
  const metadata = object.metadata ?? {}
  const { namespace: _written, ...rest } = metadata
  const made = name === null && metadata.generateName ? { name: generatedName(metadata.generateName) } : {}
  const first = operation === 'create' && countsGenerations(type, version) ? { generation: 1 } : {}
  return { ...object, metadata: { ...rest, ...made, ...(namespace === null ? {} : { namespace }), ...first } }
}
