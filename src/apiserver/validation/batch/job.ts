import type { FieldError } from '../../../k8s/field-error.ts'
import { matchesLabelSelector } from '../../../k8s/label-selector.ts'
import { dnsLabelErrors } from '../../../k8s/names/dns.ts'
import type { LabelSelector } from '../../../k8s/types.ts'
import { withMadeUpSuffix } from '../../generated-name.ts'
import { isUsableSelector, shownMap, shownSelector } from '../apps/selector.ts'
import { podTemplateRules } from '../core/pod-template.ts'
import { invalid, numberOf, required } from '../error-of.ts'
import type { Field } from '../field.ts'
import { labelSelector } from '../meta/label-selector.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { generatedLabels } from './generated-labels.ts'
import { jobSpecRules, restartPolicyErrors } from './job-spec.ts'

/** What a Job must keep to. Mirrors pkg/apis/batch/validation/validation.go ValidateJob, v1.36. */
export const jobRules: readonly Rule[] = [{ errors: generatedSelectorErrors }, ...specRules(), { errors: indexedNameErrors }]

/** What an update looks at once more. Mirrors ValidateJobSpec. */
export const jobSpecUpdateRules: readonly Rule[] = specRules()

function specRules(): readonly Rule[] {
  return [
    { at: 'spec', rules: jobSpecRules },
    ...podTemplateRules,
    { errors: job => restartPolicyErrors(job.child('spec')) },
    { at: 'spec.selector', reason: 'FieldValueRequired', check: selector => (selector.absent ? [''] : []) },
    labelSelector('spec.selector'),
    { errors: templateLabelsErrors },
  ]
}

/** Selector and labels of the pods must be the generated ones, unless the Job says that they are its own. Mirrors validateGeneratedSelector. */
function* generatedSelectorErrors(job: Field, context: ValidationContext): Generator<FieldError> {
  const selector = job.at('spec.selector')
  if (job.at('spec.manualSelector').value === true || selector.absent) return
  const uid = context.isUpdate === true ? job.at('metadata.uid').text : ''
  const expected = generatedLabels(job.at('metadata.name').text, ...(uid === '' ? [] : [uid]))
  const labels = job.at('spec.template.metadata.labels')
  for (const [key, value] of Object.entries(expected)) {
    const label = labels.entry(key)
    if (label.value === undefined) yield required(label, `must be '${value}'`)
    else if (label.value !== value) yield invalid(label, `must be '${value}'`, shownMap(labels.value))
  }
  if (isUsableSelector(selector, context) && !matchesLabelSelector(selector.value as LabelSelector, expected))
    yield invalid(selector, '`selector` not auto-generated', shownSelector(selector))
}

function* templateLabelsErrors(job: Field, context: ValidationContext): Generator<FieldError> {
  const selector = job.at('spec.selector')
  const labels = job.at('spec.template.metadata.labels')
  if (!isUsableSelector(selector, context)) return
  if (matchesLabelSelector(selector.value as LabelSelector | undefined, labels.value as Readonly<Record<string, string>> | undefined))
    return
  yield invalid(labels, '`selector` does not match template `labels`', shownMap(labels.value))
}

/** The pod of the last index is named after the Job and its index. Mirrors the end of ValidateJob. */
function* indexedNameErrors(job: Field): Generator<FieldError> {
  const completions = numberOf(job.at('spec.completions'))
  if (job.at('spec.completionMode').text !== 'Indexed' || completions <= 0) return
  const name = job.at('metadata.name')
  const hostname = `${name.text}-${completions - 1}`
  if (dnsLabelErrors(withMadeUpSuffix(hostname)).length > 0)
    yield invalid(name, `will not able to create pod with invalid DNS label: ${hostname}`, name.text)
}
