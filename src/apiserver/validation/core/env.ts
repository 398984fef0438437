import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { FieldError } from '../../../k8s/field-error.ts'
import { configKeyErrors } from '../../../k8s/names/config-key.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { envNameErrors, strictEnvNameErrors } from '../../../k8s/names/env-name.ts'
import { backstepErrors } from '../../../k8s/names/file-path.ts'
import { nameIsDnsSubdomain } from '../../../k8s/names/object-name.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Row, Rule, ValidationContext } from '../row.ts'
import { formatted, required, type TextFormat } from '../rows.ts'
import { errorsOf } from '../validate.ts'
import { memberOf, textOf } from '../value-check.ts'
import { envFieldPaths } from './env-field-paths.ts'
import { objectFieldErrors, resourceFieldErrors } from './field-selector.ts'

const variableName: TextFormat = (text, version) =>
  isFeatureOn('RelaxedEnvironmentVariableValidation', version) ? envNameErrors(text) : strictEnvNameErrors(text)

/** The key of a ConfigMap or Secret. Mirrors validateConfigMapKeySelector and validateSecretKeySelector, v1.36. */
const keyRules: readonly Rule[] = [formatted('name', dnsSubdomainErrors, 'always'), required('key'), formatted('key', configKeyErrors)]

/** The key of a file in a volume. Mirrors validateFileKeySelector, v1.36. */
const fileKeyRules: readonly Rule[] = [
  required('key'),
  formatted('key', envNameErrors),
  required('volumeName'),
  formatted('volumeName', dnsLabelErrors),
  required('path'),
  formatted('path', backstepErrors),
]

const sourceRules: readonly Rule[] = [
  {
    at: 'fieldRef',
    rules: [
      {
        errors: (selector, context) => objectFieldErrors(selector, envFieldPaths, context),
        isSound: selector => memberOf(selector, 'apiVersion') === 'v1' && envFieldPaths.includes(textOf(memberOf(selector, 'fieldPath'))),
      },
    ],
  },
  { at: 'resourceFieldRef', rules: [{ errors: selector => resourceFieldErrors(selector, false) }] },
  { at: 'configMapKeyRef', rules: keyRules },
  { at: 'secretKeyRef', rules: keyRules },
  { at: 'fileKeyRef', rules: fileKeyRules, gate: 'EnvFiles' },
]

/** One variable. Mirrors pkg/apis/core/validation/validation.go ValidateEnv, v1.36. */
export const variableRules: readonly Rule[] = [
  required('name'),
  formatted('name', variableName),
  { at: 'valueFrom', rules: sourceRules },
  { errors: sourceCountErrors, isSound: hasOneSource },
]

const sourceKinds: readonly string[] = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef']
const moreThanOne = 'may not have more than one field specified at a time'

/** A name to which something may be added, as the server has it. */
const objectName: Row = formatted('name', text => nameIsDnsSubdomain(text, true))

const envFromRules: readonly Rule[] = [
  formatted('prefix', variableName),
  ...['configMapRef', 'secretRef'].map(at => ({ at, rules: [required('name'), objectName] })),
]

/** Variables of all keys of ConfigMaps and Secrets. Mirrors ValidateEnvFrom, v1.36; the server prints no index for what a whole item lacks. */
export function* envFromErrors(envFrom: Field, context: ValidationContext): Generator<FieldError> {
  for (const item of envFrom.items) {
    yield* errorsOf(item, envFromRules, context)
    const sources = ['configMapRef', 'secretRef'].filter(key => !item.child(key).absent)
    if (sources.length === 1) continue
    const detail = sources.length === 0 ? 'must specify one of: `configMapRef` or `secretRef`' : moreThanOne
    yield fieldError('FieldValueInvalid', item.printedAs(envFrom.name), detail, '')
  }
}

/** Whether a variable has a value, or takes it from one place that every version knows. */
function hasOneSource(variable: unknown): boolean {
  const source = memberOf(variable, 'valueFrom')
  if (source === undefined || source === null) return true
  if (typeof source !== 'object' || textOf(memberOf(variable, 'value')) !== '') return false
  let found = 0
  for (const kind of sourceKinds) if ((memberOf(source, kind) ?? null) !== null) found++
  return found === 1 && (memberOf(source, 'fileKeyRef') ?? null) === null
}

function* sourceCountErrors(variable: Field, { version }: ValidationContext): Generator<FieldError> {
  const source = variable.child('valueFrom')
  if (source.absent) return
  const withFiles = isFeatureOn('EnvFiles', version)
  const keys = withFiles ? [...sourceKinds, 'fileKeyRef'] : sourceKinds
  const found = keys.filter(key => !source.child(key).absent).length
  const value = variable.child('value')
  const listed = keys.slice(0, -1).map(key => `\`${key}\``)
  const detail =
    found === 0
      ? `must specify one of: ${listed.join(', ')} or \`${keys.at(-1)}\``
      : value.text !== ''
        ? 'may not be specified when `value` is not empty'
        : found > 1
          ? moreThanOne
          : undefined
  if (detail !== undefined) yield fieldError('FieldValueInvalid', source, detail, '')
}
