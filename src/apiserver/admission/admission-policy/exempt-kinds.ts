import type { Attributes } from './attributes.ts'
import { admissionGroup } from './policy-objects.ts'

const exempt: ReadonlySet<string> = new Set(
  ['Policy', 'PolicyBinding']
    .flatMap(of => [`ValidatingAdmission${of}`, `MutatingAdmission${of}`])
    .concat(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'])
)

/** Whether neither policies nor webhooks look at requests for a kind. Mirrors apiserver pkg/admission/plugin/webhook/predicates/rules/rules.go IsExemptAdmissionConfigurationResource, v1.36. */
export function isExempt({ type }: Attributes): boolean {
  return type.group === admissionGroup && exempt.has(type.kind)
}
