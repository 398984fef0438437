import type { FieldError } from '../../../k8s/field-error.ts'
import { inclusiveRangeWords } from '../../../k8s/names/regex-words.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { imagePaddingErrors } from '../../validation/core/image-padding.ts'
import { tolerationRules } from '../../validation/core/tolerations.ts'
import { forbidden, invalid, numberOf, required } from '../../validation/error-of.ts'
import type { Field } from '../../validation/field.ts'
import { errorsOf } from '../../validation/validate.ts'
import { changedField } from '../changed-field.ts'
import { equalValues } from '../equal-values.ts'
import { shownChange } from '../shown-change.ts'
import { partOf, type Update } from '../update.ts'
import { nodeAffinityErrors, nodeSelectorErrors, withoutNodeAffinity } from './gated-pod.ts'

const maxInt32 = 2 ** 31 - 1
const updatable = [
  '`spec.containers[*].image`',
  '`spec.initContainers[*].image`',
  '`spec.activeDeadlineSeconds`',
  '`spec.tolerations` (only additions to existing tolerations)',
  '`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
].join(',')

/** What of a running pod's spec may change. Mirrors the second half of ValidatePodUpdate, v1.36. */
export function podSpecUpdateErrors(update: Update): readonly FieldError[] {
  const spec = update.object.child('spec')
  const old = update.old.child('spec')
  const errors: FieldError[] = []
  for (const list of ['containers', 'initContainers']) {
    const containers = spec.child(list)
    if (containers.items.length !== old.child(list).items.length)
      return [...errors, forbidden(containers, 'pod updates may not add or remove containers')]
    for (const container of containers.items) {
      if (container.child('image').text === '') errors.push(required(container.child('image')))
      errors.push(...imagePaddingErrors(container))
    }
  }
  const deadline = deadlineErrors(spec.child('activeDeadlineSeconds'), old.child('activeDeadlineSeconds'))
  if (deadline.length > 0 && !spec.child('activeDeadlineSeconds').absent) return [...errors, ...deadline]
  errors.push(...deadline, ...tolerationErrors(update), ...gateErrors(spec.child('schedulingGates'), old.child('schedulingGates')))
  if (!update.changed('spec')) return errors
  const before = structOf(update.oldForm['spec'])
  const isGated = !old.child('schedulingGates').empty
  if (isGated) errors.push(...nodeSelectorErrors(update), ...nodeAffinityErrors(update))
  const now = withoutFreeParts(structOf(update.newForm['spec']), before, isGated)
  if (equalValues(now, before)) return errors
  const change = shownChange('PodSpec', update.typeAt(['spec']), before, now, spec.value, update.version)
  return [...errors, forbidden(changedField(spec, now, before), `pod updates may not change fields other than ${updatable}${change}`)]
}

function deadlineErrors(deadline: Field, old: Field): readonly FieldError[] {
  if (deadline.absent) return old.absent ? [] : [invalid(deadline, 'must not update from a positive integer to nil value')]
  const seconds = numberOf(deadline)
  if (seconds < 0 || seconds > maxInt32) return [invalid(deadline, inclusiveRangeWords(0, maxInt32))]
  return !old.absent && numberOf(old) < seconds ? [invalid(deadline, 'must be less than or equal to previous value')] : []
}

/** Mirrors validateOnlyAddedTolerations. */
function tolerationErrors({ object, newForm, oldForm, version }: Update): readonly FieldError[] {
  const tolerations = object.at('spec.tolerations')
  const lasting = (toleration: unknown): unknown => ({ ...structOf(toleration), tolerationSeconds: undefined })
  const now = listOf(partOf(newForm, 'spec.tolerations')).map(lasting)
  const isKept = (old: unknown): boolean => now.some(toleration => equalValues(toleration, lasting(old)))
  if (!listOf(partOf(oldForm, 'spec.tolerations')).every(isKept))
    return [forbidden(tolerations, 'existing toleration can not be modified except its tolerationSeconds')]
  return tolerations.items.flatMap(toleration => errorsOf(toleration, tolerationRules, { version, isPod: true }))
}

/** Mirrors validateOnlyDeletedSchedulingGates. */
function gateErrors(gates: Field, old: Field): readonly FieldError[] {
  const known = new Set(old.items.map(gate => gate.child('name').text))
  return gates.items.flatMap(gate => {
    const name = gate.child('name')
    return known.has(name.text) ? [] : [forbidden(name, `only deletion is allowed, but found new scheduling gate '${name.text}'`)]
  })
}

/** The new spec with what may change as it was. */
function withoutFreeParts(spec: Struct, old: Struct, isGated: boolean): Struct {
  const parts: Record<string, unknown> = { ...spec }
  const keep = (name: string): void => {
    if (old[name] === undefined) delete parts[name]
    else parts[name] = old[name]
  }
  for (const list of ['containers', 'initContainers'])
    if (parts[list] !== undefined) parts[list] = withImages(listOf(spec[list]), listOf(old[list]))
  for (const name of ['activeDeadlineSeconds', 'schedulingGates', 'tolerations', ...(isGated ? ['nodeSelector'] : [])]) keep(name)
  if (Number(old['terminationGracePeriodSeconds']) < 0 && parts['terminationGracePeriodSeconds'] === 1)
    keep('terminationGracePeriodSeconds')
  return isGated ? withoutNodeAffinity(parts, old) : parts
}

function withImages(containers: readonly unknown[], old: readonly unknown[]): readonly unknown[] {
  return containers.map((container, index) => {
    const { image: _new, ...rest } = structOf(container)
    const { image } = structOf(old[index])
    return image === undefined ? rest : { ...rest, image }
  })
}

function structOf(value: unknown): Struct {
  return isStruct(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
