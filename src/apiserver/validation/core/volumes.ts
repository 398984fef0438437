import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { dnsLabelErrors, dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import { madeUpTokenVolume } from '../../made-up-values.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { formatted, required } from '../rows.ts'
import { errorsOf, isSound } from '../validate.ts'
import { memberOf, textOf } from '../value-check.ts'
import { forbiddenNames, volumeSources } from './volume-sources.ts'

const nameRules: readonly Rule[] = [required('name'), formatted('name', nameErrors)]
const noErrors: readonly string[] = []
/** Sources that are judged with the names of the volume and the pod. */
const lookingAround: ReadonlySet<string> = new Set(['iscsi', 'ephemeral'])
const maxInitiatorLength = 64

/** A name that the server makes up is right, whatever stands for its random part. */
function nameErrors(name: string): readonly string[] {
  return name === madeUpTokenVolume ? noErrors : dnsLabelErrors(name)
}

/** What is wrong with the volumes of a pod, and those with which nothing is. Mirrors pkg/apis/core/validation/validation.go ValidateVolumes, v1.36. */
export function volumesErrors(
  spec: Field,
  context: ValidationContext
): { readonly errors: readonly FieldError[]; readonly volumes: ReadonlyMap<string, Field> } {
  const errors: FieldError[] = []
  const volumes = new Map<string, Field>()
  const items = spec.child('volumes').items
  const podName = context.isPod ? (spec.parent?.at('metadata.name').text ?? '') : ''
  const created = new Set<string>()
  if (podName !== '') for (const volume of items) if (isEphemeral(volume)) created.add(`${podName}-${volume.child('name').text}`)
  for (const volume of items) {
    const name = volume.child('name')
    if (isSoundVolume(volume.value, context) && !volumes.has(name.text)) {
      volumes.set(name.text, volume)
      if (created.size === 0) continue
    }
    const own = [...sourceErrors(volume, podName, context), ...errorsOf(volume, nameRules, context)]
    if (volumes.has(name.text) && volumes.get(name.text) !== volume) own.push(fieldError('FieldValueDuplicate', name, '', name.text))
    if (own.length === 0) volumes.set(name.text, volume)
    else errors.push(...own)
    const claim = volume.at('persistentVolumeClaim.claimName')
    if (created.size > 0 && created.has(claim.text))
      errors.push(fieldError('FieldValueInvalid', claim, 'must not reference a PVC that gets created for an ephemeral volume'))
  }
  return { errors, volumes }
}

/** Whether a volume has a right name and one source, with which nothing is wrong by itself. */
function isSoundVolume(volume: unknown, context: ValidationContext): boolean {
  const name = textOf(memberOf(volume, 'name'))
  if (name === '' || nameErrors(name).length > 0) return false
  let found = 0
  for (const kind in volume as object) {
    const source = volumeSources.get(kind)
    const value = source === undefined ? undefined : memberOf(volume, kind)
    if (source === undefined || value === undefined || value === null) continue
    found++
    if (lookingAround.has(kind) || !isSound(value, source.rules, context)) return false
  }
  return found === 1
}

/** One source, and only one. Mirrors validateVolumeSource, v1.36. */
function* sourceErrors(volume: Field, podName: string, context: ValidationContext): Generator<FieldError> {
  let found = 0
  for (const [kind, { rules, printed }] of volumeSources) {
    if (!volume.has(kind)) continue
    const source = volume.child(kind, printed)
    found += 1
    if (found > 1) {
      const name = forbiddenNames.get(kind) ?? kind
      yield fieldError('FieldValueForbidden', source.printedBelow(volume, `.${name}`), 'may not specify more than 1 volume type')
    } else yield* errorsOf(source, rules, context)
    if (kind === 'iscsi') yield* initiatorErrors(volume, source)
    if (kind === 'ephemeral' && found === 1) yield* claimNameErrors(volume, podName)
  }
  if (found === 0) yield fieldError('FieldValueRequired', volume, 'must specify a volume type')
}

function* initiatorErrors(volume: Field, source: Field): Generator<FieldError> {
  const name = volume.child('name')
  if (source.child('initiatorName').absent) return
  if (`${name.text}:${source.child('targetPortal').text}`.length <= maxInitiatorLength) return
  const detail = `Total length of <volume name>:<iscsi.targetPortal> must be under ${maxInitiatorLength} characters if iscsi.initiatorName is specified.`
  yield fieldError('FieldValueInvalid', name, detail, name.text)
}

function* claimNameErrors(volume: Field, podName: string): Generator<FieldError> {
  const name = volume.child('name')
  if (podName === '' || name.text === '') return
  const claim = `${podName}-${name.text}`
  for (const detail of dnsSubdomainErrors(claim))
    yield fieldError('FieldValueInvalid', name, `PVC name ${goQuote(claim)}: ${detail}`, name.text)
}

function isEphemeral(volume: Field): boolean {
  return volume.has('ephemeral')
}
