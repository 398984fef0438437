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
import { withDistinctOwners } from './owner-references.ts'
import { hasPlainMetadata } from './plain/metadata.ts'
import type { ServerRequest } from './request.ts'
import { badRequest, invalid } from './status.ts'
import type { StageContext, Strategy } from './strategy.ts'
import { type ObjectMetaRules, objectMetaRules } from './validation/meta/object-meta.ts'
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
  if (authorizer !== undefined) note('authorize', authorizer.authorize(request, context.view))
  if (request.decodeMessage !== undefined) note('decode', badRequest(request.decodeMessage))

  const owned = (request.object.metadata?.ownerReferences?.length ?? 0) > 1 ? withDistinctOwners(request.object) : undefined
  let admitted = owned === undefined ? request : withObject(request, owned.object)
  let again: Map<AdmissionPlugin, Admission['again']> | undefined
  for (const plugin of plugins) {
    if (plugin.admit === undefined) continue
    const admission = plugin.admit(admitted, context)
    note('mutate', admission.refusal, plugin.name)
    admitted = withObject(admitted, admission.object)
    if (admission.again !== undefined) {
      again ??= new Map()
      again.set(plugin, admission.again)
    }
  }
  if (again !== undefined)
    for (const plugin of plugins) {
      const admission = (again.get(plugin) ?? plugin.admit)?.(admitted, context)
      if (objections.every(({ plugin: objector }) => objector !== plugin.name)) note('mutate', admission?.refusal, plugin.name)
      if (admission !== undefined) admitted = withObject(admitted, admission.object)
    }
  if (authorizer !== undefined) note('authorize', authorizer.escalate(admitted, context.view))
  const { type, decodeErrors, old } = request
  const received = withObject(admitted, withIdentity(admitted.object, request, context.version))
  const judged: Judged =
    old !== undefined && update !== undefined ? update({ ...received, old }, strategy, context) : judgeNew(received, strategy, context)
  let stored = judged.object
  if (judged.refusal !== undefined || judged.errors.length > 0) {
    const name = stored.metadata?.name ?? ''
    const refused = worded(refusalWithoutEchoes(judged.refusal, decodeErrors), type, name, context)
    note('allocate', refused)
    const errors = withoutRepeats(withoutEchoes(wordedErrors(judged.errors, type, context), decodeErrors), refused?.errors ?? [])
    if (errors.length > 0) note('validate', invalid(type, name, errors))
  }

  const validated = withObject(received, stored)
  const admissionWarnings: ServerWarning[] = []
  for (const last of inOrder)
    for (const plugin of plugins) {
      if ((plugin.last ?? false) !== last) continue
      if (plugin.validate === undefined && plugin.warn === undefined) continue
      const isReached = objections.length === 0
      note(last ? 'quota' : 'admit', plugin.validate?.(validated, context), plugin.name)
      const warns = isReached && (objections.length === 0 || plugin.warnsOfRefused === true)
      if (warns && plugin.warn !== undefined) admissionWarnings.push(...plugin.warn(validated, context))
    }
  const isTaken = objections.every(({ stage }) => stage === 'admit' || stage === 'quota')
  const isWarned = isTaken && judged.warns !== false
  const ofKind = isWarned ? (judged.warnings ?? strategy.warnings?.(stored, context, request.object) ?? noWarnings) : noWarnings
  for (const { finish } of plugins) if (finish !== undefined) stored = finish(stored)
  if (strategy.reread !== undefined) stored = strategy.reread(stored)
  const deprecated = deprecatedApiWarnings(type, context.version)
  const isQuiet = owned === undefined && deprecated.length === 0 && ofKind.length === 0 && admissionWarnings.length === 0
  return {
    objections,
    warnings: isQuiet
      ? noWarnings
      : [
          ...(request.decodeMessage === undefined && owned !== undefined ? owned.warnings : noWarnings),
          ...deprecated,
          ...ofKind,
          ...admissionWarnings,
        ],
    stored,
  }
}

const noWarnings: readonly ServerWarning[] = []
/** Whether a plugin is one of the last. */
const inOrder = [false, true]

/** The request for another object; the same one where it is the same. */
function withObject(request: ServerRequest, object: KubernetesObject): ServerRequest {
  return object === request.object ? request : { ...request, object }
}

/** A refusal for its fields in the words of the version. */
function worded(refusal: Refusal | undefined, type: ResourceType, name: string, context: StageContext): Refusal | undefined {
  if (refusal === undefined || refusal.errors.length === 0 || context.worded === undefined) return refusal
  return { ...refusal, ...invalid(type, name, wordedErrors(refusal.errors, type, context)) }
}

function wordedErrors(errors: readonly FieldError[], type: ResourceType, { worded: inWords }: StageContext): readonly FieldError[] {
  return inWords === undefined ? errors : errors.map(error => inWords(error, type))
}

const none: readonly FieldError[] = []
const unlooked: Pick<ObjectMetaRules, 'first' | 'last'> = { first: [], last: [] }

/** What allocation and validation make of an object. */
interface Judged {
  readonly object: KubernetesObject
  readonly refusal?: Refusal
  readonly errors: readonly FieldError[]
  readonly warns?: boolean
  readonly warnings?: readonly ServerWarning[]
}

/** Allocation, preparation and validation of a new object. Mirrors apiserver pkg/registry/rest/create.go BeforeCreate, v1.36. */
function judgeNew(request: ServerRequest, strategy: Strategy, context: StageContext): Judged {
  const { type, namespace } = request
  const allocation = strategy.allocate?.(request, context)
  const allocated = allocation?.object ?? request.object
  const object = strategy.prepare?.(allocated, context) ?? allocated
  if (request.validated === true) return { object, errors: [], warns: false }
  const ofCluster = strategy.clusterErrors?.(object, namespace, context) ?? none
  const refusal = allocation?.refusal
  if (refusal === undefined && ofCluster.length === 0 && strategy.isPlain?.(object) === true) return { object, errors: none, warns: false }
  const validation = { version: context.version, isPod: type.kind === 'Pod' && type.group === '' }
  const meta = hasPlainMetadata(object, type) ? unlooked : objectMetaRules(type)
  const own = [...ofCluster, ...validate(object, meta.first, validation), ...validate(object, strategy.rules ?? [], validation)]
  const errors = own.length > 0 ? own : validate(object, meta.last, validation)
  return { object, errors, ...(refusal !== undefined && { refusal }) }
}

/** What a create cannot say. Mirrors apiserver pkg/registry/rest/meta.go WipeObjectMetaSystemFields, v1.36. */
const systemFields: ReadonlySet<string> = new Set(['deletionTimestamp', 'deletionGracePeriodSeconds'])

/** The namespace of the request, the first generation, and a name where the object leaves it to the server. */
function withIdentity(
  object: KubernetesObject,
  { namespace, name, type, operation }: ServerRequest,
  version: KubernetesVersion
): KubernetesObject {
  const isNew = operation === 'create'
  const written = object.metadata ?? noMetadata
  const metadata: Record<string, unknown> = {}
  for (const key in written)
    if (key !== 'namespace' && !(isNew && systemFields.has(key))) metadata[key] = (written as Readonly<Record<string, unknown>>)[key]
  if (name === null && written.generateName) metadata['name'] = generatedName(written.generateName)
  if (namespace !== null) metadata['namespace'] = namespace
  if (isNew && countsGenerations(type, version)) metadata['generation'] = 1
  return { ...object, metadata }
}

const noMetadata: NonNullable<KubernetesObject['metadata']> = {}
