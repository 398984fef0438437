import type { FieldError } from '../../../k8s/field-error.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import { containerResourceNameErrors } from '../core/resource-name.ts'
import { amountErrors } from '../core/resource-requirements.ts'
import { tolerationRules } from '../core/tolerations.ts'
import { duplicate, invalidAll } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labels } from '../meta/labels.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { errorsOf } from '../validate.ts'

/** Mirrors pkg/apis/node/validation/validation.go ValidateRuntimeClass, v1.36. */
export const runtimeClassRules: readonly Rule[] = [
  { ...required('handler'), since: 36 },
  { ...formatted('handler', dnsLabelErrors), since: 36 },
  { ...formatted('handler', dnsLabelErrors, 'always'), until: 35 },
  { at: 'overhead', rules: [{ errors: overheadErrors }] },
  labels('scheduling.nodeSelector'),
  { at: 'scheduling.tolerations', each: 'item', since: 35, rules: tolerationRules },
  { at: 'scheduling.tolerations', until: 34, rules: [{ errors: oldTolerationsErrors }] },
  { at: 'scheduling.tolerations', rules: [{ errors: repeatedTolerations }] },
]

/** The overhead is judged as the limits of a container. Mirrors validateOverhead. */
function* overheadErrors(overhead: Field, { version }: ValidationContext): Generator<FieldError> {
  const limits = overhead.child('podFixed').printedAs('overhead.limits')
  for (const limit of limits.entries) {
    yield* invalidAll(limit, containerResourceNameErrors(limit.key, version), limit.key)
    yield* amountErrors(limit)
  }
}

/** Older versions name the field twice. */
function* oldTolerationsErrors(tolerations: Field, context: ValidationContext): Generator<FieldError> {
  const printed = tolerations.printedAs(`${tolerations.name}.tolerations`)
  for (const toleration of printed.items) yield* errorsOf(toleration, tolerationRules, context)
}

function* repeatedTolerations(tolerations: Field): Generator<FieldError> {
  const seen = new Set<string>()
  for (const toleration of tolerations.items) {
    const [key, operator, value, effect] = ['key', 'operator', 'value', 'effect'].map(name => toleration.child(name).text)
    const id = JSON.stringify([key, operator, value, effect])
    const shown = {
      Key: key,
      Operator: operator,
      Value: value,
      Effect: effect,
      TolerationSeconds: toleration.child('tolerationSeconds').value ?? null,
    }
    if (seen.has(id)) yield duplicate(toleration, shown)
    seen.add(id)
  }
}
