import type { FieldError } from '../../../k8s/field-error.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { invalid } from '../../validation/error-of.ts'
import { equalValues } from '../equal-values.ts'
import { partOf, type Update } from '../update.ts'

const required = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms'

/** A pod that is not yet let to the scheduler may narrow down its nodes. Mirrors validateNodeSelectorMutation, v1.36. */
export function nodeSelectorErrors(update: Update): readonly FieldError[] {
  if (!update.changed('spec.nodeSelector')) return []
  const selector = update.object.at('spec.nodeSelector')
  const old = update.old.at('spec.nodeSelector')
  const isNarrower = old.keys.every(key => selector.entry(key).value === old.entry(key).value)
  return isNarrower ? [] : [invalid(selector, 'only additions to spec.nodeSelector are allowed (no mutations or deletions)')]
}

/** Mirrors validateNodeAffinityMutation, v1.36. */
export function nodeAffinityErrors(update: Update): readonly FieldError[] {
  if (!update.changed('spec.affinity.nodeAffinity')) return []
  const before = listOf(partOf(update.oldForm, required))
  const now = listOf(partOf(update.newForm, required))
  const terms = update.object.at(required)
  if (before.length === 0) return []
  if (before.length !== now.length) return [invalid(terms, 'no additions/deletions to non-empty NodeSelectorTerms list are allowed')]
  return before.flatMap((term, index) =>
    hasOnlyAdditions(now[index], term) ? [] : [invalid(terms.item(index), 'only additions are allowed (no mutations or deletions)')]
  )
}

/** Mirrors validateNodeSelectorTermHasOnlyAdditions. */
function hasOnlyAdditions(term: unknown, old: unknown): boolean {
  const lists = ['matchExpressions', 'matchFields'].map(name => ({ now: listOf(partOf(term, name)), before: listOf(partOf(old, name)) }))
  if (lists.every(({ before }) => before.length === 0)) return lists.every(({ now }) => now.length === 0)
  return lists.every(({ now, before }) => equalValues(now.slice(0, before.length), before))
}

/** The spec with the old affinity to nodes. */
export function withoutNodeAffinity(spec: Struct, old: Struct): Struct {
  const affinity = isStruct(spec['affinity']) ? spec['affinity'] : undefined
  const before = isStruct(old['affinity']) ? old['affinity'] : undefined
  const { nodeAffinity: _now, ...others } = affinity ?? {}
  const merged = before?.['nodeAffinity'] === undefined ? others : { ...others, nodeAffinity: before['nodeAffinity'] }
  const { affinity: _affinity, ...rest } = spec
  const isGone = Object.keys(merged).length === 0 && (affinity === undefined || before === undefined)
  return isGone ? rest : { ...rest, affinity: merged }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
