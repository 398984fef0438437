import type { FieldError } from '../../../k8s/field-error.ts'
import { isStruct, type Struct } from '../../defaults/fill.ts'
import { invalid } from '../../validation/error-of.ts'
import { changedField } from '../changed-field.ts'
import { equalValues } from '../equal-values.ts'
import { shownStruct } from '../shown-change.ts'
import { partOf, type Update } from '../update.ts'

/** What says where the pods of a Job may run, which a Job that waits may change. */
const scheduling = ['nodeSelector', 'tolerations', 'schedulingGates']
/** The first minor in which a suspended Job may change the resources of its containers, and its directives again. */
const resourcesSince = 36

/** Mirrors pkg/apis/batch/validation/validation.go validatePodTemplateUpdate, v1.36. */
export function* jobTemplateErrors(update: Update): Generator<FieldError> {
  const { object, old, newForm, oldForm, version } = update
  const suspended = old.at('spec.suspend').value === true
  const started = !old.at('status.startTime').absent
  const conditions = old.at('status.conditions').items
  const isSuspended = conditions.some(
    condition => condition.child('type').text === 'Suspended' && condition.child('status').text === 'True'
  )
  const isIdle = suspended && (!started || isSuspended) && !old.at('status.active').value
  const freeDirectives = version.minor >= resourcesSince ? isIdle : suspended && !started
  const freeResources = version.minor >= resourcesSince && isIdle
  const template = structOf(partOf(newForm, 'spec.template'))
  const before = freeDirectives
    ? withDirectivesOf(structOf(partOf(oldForm, 'spec.template')), template)
    : structOf(partOf(oldForm, 'spec.template'))
  const field = object.at('spec.template')
  if (!freeResources) {
    if (equalValues(template, before)) return
    const shown = shownStruct('PodTemplateSpec', update.typeAt(['spec', 'template']), field.value, version)
    yield invalid(changedField(field, template, before), 'field is immutable', shown)
    return
  }
  const spec = structOf(template['spec'])
  const kept = withResourcesOf(structOf(before['spec']), spec)
  if (equalValues(spec, kept)) return
  const shown = shownStruct('PodSpec', update.typeAt(['spec', 'template', 'spec']), field.child('spec').value, version)
  yield invalid(changedField(field.child('spec'), spec, kept), 'field is immutable', shown)
}

/** The old template with the new one's directives. */
function withDirectivesOf(old: Struct, template: Struct): Struct {
  const spec = structOf(template['spec'])
  const before: Record<string, unknown> = { ...structOf(old['spec']) }
  for (const name of scheduling) take(before, name, spec[name])
  const { nodeAffinity: _old, ...others } = structOf(before['affinity'])
  const now = structOf(spec['affinity'])
  const affinity = now['nodeAffinity'] === undefined ? others : { ...others, nodeAffinity: now['nodeAffinity'] }
  const isGone = spec['affinity'] === undefined && Object.keys(affinity).length === 0
  take(before, 'affinity', isGone || (before['affinity'] === undefined && spec['affinity'] === undefined) ? undefined : affinity)
  const metadata: Record<string, unknown> = { ...structOf(old['metadata']) }
  for (const name of ['labels', 'annotations']) take(metadata, name, structOf(template['metadata'])[name])
  return { ...old, metadata, spec: before }
}

function withResourcesOf(old: Struct, spec: Struct): Struct {
  const taken: Record<string, unknown> = { ...old }
  for (const list of ['containers', 'initContainers']) {
    const before = listOf(old[list])
    const now = listOf(spec[list])
    if (before.length === 0 || before.length !== now.length) continue
    taken[list] = before.map((container, index) => {
      const other = structOf(now[index])
      return structOf(container)['name'] === other['name'] ? { ...structOf(container), resources: other['resources'] } : container
    })
  }
  return taken
}

function take(into: Record<string, unknown>, name: string, value: unknown): void {
  if (value === undefined) delete into[name]
  else into[name] = value
}

function structOf(value: unknown): Struct {
  return isStruct(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
