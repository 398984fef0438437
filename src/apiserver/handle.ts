import type { KubernetesObject } from '../k8s/types.ts'
import { namespaceLifecycle } from './admission/namespace-lifecycle.ts'
import type { AdmissionPlugin } from './admission/plugin.ts'
import type { Objection, Refusal, ServerStage, Verdict } from './answer.ts'
import { withoutEchoes } from './echo.ts'
import { generatedName } from './generated-name.ts'
import type { ServerRequest } from './request.ts'
import { badRequest, invalid } from './status.ts'
import type { StageContext, Strategy } from './strategy.ts'
import { nameRules } from './validation/meta/object-meta.ts'
import { validate } from './validation/validate.ts'

/** Sends one request through all stages of the server, in its order, on through those that object. */
export function handle(request: ServerRequest, strategy: Strategy, context: StageContext): Verdict {
  const objections: Objection[] = []
  const note = (stage: ServerStage, refusal: Refusal | undefined, plugin?: string): void => {
    if (refusal !== undefined) objections.push({ stage, ...refusal, ...(plugin === undefined ? {} : { plugin }) })
  }
  if (request.decodeMessage !== undefined) note('decode', badRequest(request.decodeMessage))

  const plugins: readonly AdmissionPlugin[] = [namespaceLifecycle, ...(strategy.plugins ?? [])]
  let stored: KubernetesObject = { ...request.object }
  for (const { name, admit } of plugins) {
    const admission = admit?.({ ...request, object: stored }, context)
    note('mutate', admission?.refusal, name)
    stored = admission?.object ?? stored
  }
  stored = withIdentity(stored, request)
  const allocation = strategy.allocate?.({ ...request, object: stored }, context)
  note('allocate', allocation?.refusal)
  stored = strategy.prepare?.(allocation?.object ?? stored, context) ?? stored

  const { type, decodeErrors } = request
  const rules = [...nameRules(type), ...(strategy.rules ?? [])]
  const errors = withoutEchoes(validate(stored, rules, { version: context.version, isPod: type.kind === 'Pod' }), decodeErrors)
  if (errors.length > 0) note('validate', invalid(type, stored.metadata?.name ?? '', errors))

  for (const last of [false, true])
    for (const plugin of plugins)
      if ((plugin.last ?? false) === last)
        note(last ? 'quota' : 'admit', plugin.validate?.({ ...request, object: stored }, context), plugin.name)
  const warnings = errors.length > 0 ? [] : (strategy.warnings?.(stored, context) ?? [])
  return { objections, warnings, stored }
}

/** The namespace of the request, and a name where the object leaves it to the server. */
function withIdentity(object: KubernetesObject, { namespace, name }: ServerRequest): KubernetesObject {
  const metadata = object.metadata ?? {}
  const { namespace: _written, ...rest } = metadata
  const made = name === null && metadata.generateName ? { name: generatedName(metadata.generateName) } : {}
  return { ...object, metadata: { ...rest, ...made, ...(namespace === null ? {} : { namespace }) } }
}
