import type { Refusal, ServerWarning } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import { attributesOf } from './admission-policy/attributes.ts'
import { requestBindings, withParam } from './admission-policy/bindings.ts'
import { decidedBy, decidingField } from './admission-policy/deciding-field.ts'
import { type Invocation, invocations } from './admission-policy/invocations.ts'
import { nameOf } from './admission-policy/policy-objects.ts'
import { type Decision, validate } from './admission-policy/validations.ts'
import type { AdmissionContext, AdmissionPlugin } from './plugin.ts'

const kind = 'ValidatingAdmissionPolicy'

/** What all policies together have to say about one request. */
interface Judgement {
  readonly refusal?: Refusal
  readonly warnings: readonly ServerWarning[]
}

const nothing: Judgement = { warnings: [] }
const judged = new WeakMap<ServerRequest, Judgement>()

/** Refuses what a policy of the cluster does not allow. Mirrors apiserver pkg/admission/plugin/policy/validating/dispatcher.go, v1.36. */
export const validatingAdmissionPolicy: AdmissionPlugin = {
  name: kind,
  validate: (request, context) => judge(request, context).refusal,
  warn: (request, context) => judge(request, context).warnings,
  warnsOfRefused: true,
}

function judge(request: ServerRequest, context: AdmissionContext): Judgement {
  const known = judged.get(request)
  if (known !== undefined) return known
  const judgement = request.validated === true ? nothing : judgeAnew(request, context)
  judged.set(request, judgement)
  return judgement
}

function judgeAnew(request: ServerRequest, context: AdmissionContext): Judgement {
  const attributes = attributesOf(request, context)
  const warnings: ServerWarning[] = []
  let refusal: Refusal | undefined
  const refuse = (policy: string, binding: string | undefined, decision: Decision): Refusal => {
    const by = binding === undefined ? `'${policy}'` : `'${policy}' with binding '${binding}'`
    return refusalOf(request, `${kind} ${by} denied request: ${decision.message}`, decision.reason)
  }
  for (const invocation of invocations(kind, attributes, context)) {
    const { policy, binding } = invocation
    const name = nameOf(policy)
    const ignoresErrors = policy.spec?.failurePolicy === 'Ignore'
    if ('error' in invocation) {
      if (ignoresErrors) continue
      refusal ??= {
        ...refuse(name, binding && nameOf(binding), { message: invocation.error }),
        decidedBy: decidedBy(kind, policy, binding, ['spec', 'paramKind']),
      }
      continue
    }
    const bindings = withParam(requestBindings(attributes, invocation.type, context), invocation.param, context)
    for (const decision of validate(invocation.compiled, bindings, ignoresErrors)) {
      const actions = decision.refuses === true ? ['Deny'] : (invocation.binding.spec?.validationActions ?? [])
      if (actions.includes('Deny'))
        refusal ??= { ...refuse(name, nameOf(invocation.binding), decision), ...placed(invocation, decision, request) }
      if (!actions.includes('Warn')) continue
      const message = `Validation failed for ${kind} '${name}' with binding '${nameOf(invocation.binding)}': ${decision.message}`
      warnings.push({ message, path: placed(invocation, decision, request).at })
    }
  }
  return { ...(refusal === undefined ? {} : { refusal }), warnings }
}

/** Where a decision points, in the object and in what decides. */
function placed({ policy, binding, compiled }: Invocation, { index, program }: Decision, { object }: ServerRequest) {
  const path = index === undefined ? ['spec'] : ['spec', 'validations', index, 'expression']
  return { at: decidingField(program, compiled.variables, object), decidedBy: decidedBy(kind, policy, binding, path) }
}

/** A refusal whose code is that of its reason. Mirrors apiserver pkg/admission/plugin/policy/validating/policy_decision.go reasonToCode, v1.36. */
function refusalOf(request: ServerRequest, why: string, reason = 'Invalid'): Refusal {
  const refusal = forbidden(request, why, [])
  if (reason === 'Forbidden') return refusal
  if (reason === 'RequestEntityTooLarge') return { ...refusal, code: 413, reason }
  return { ...refusal, code: 422, reason: 'Invalid' }
}
