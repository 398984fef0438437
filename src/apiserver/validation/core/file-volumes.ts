import type { FieldError } from '../../../k8s/field-error.ts'
import type { Field } from '../field.ts'
import { fieldError } from '../field-errors.ts'
import { memberOf } from '../value-check.ts'

const containerLists: readonly string[] = ['initContainers', 'containers', 'ephemeralContainers']

/** Whether no container takes a variable from a file. */
export function takesNoFiles(spec: unknown): boolean {
  return !containerLists.some(list => {
    const containers = memberOf(spec, list)
    return Array.isArray(containers) && containers.some(takesFiles)
  })
}

function takesFiles(container: unknown): boolean {
  const variables = memberOf(container, 'env')
  return Array.isArray(variables) && variables.some(variable => (memberOf(memberOf(variable, 'valueFrom'), 'fileKeyRef') ?? null) !== null)
}

/** The volumes of which containers take variables. Mirrors pkg/apis/core/validation/validation.go validateFileKeyRefVolumes, v1.36. */
export function* fileVolumesErrors(spec: Field): Generator<FieldError> {
  let volumes: ReadonlyMap<string, Field> | undefined
  for (const list of containerLists)
    for (const container of spec.child(list).items)
      for (const variable of container.child('env').items) {
        const file = variable.at('valueFrom.fileKeyRef')
        if (file.absent) continue
        const name = file.child('volumeName')
        volumes ??= new Map(spec.child('volumes').items.map(volume => [volume.child('name').text, volume]))
        const volume = volumes.get(name.text)
        if (volume === undefined) yield fieldError('FieldValueNotFound', name, '', name.text)
        else if (volume.child('emptyDir').absent) yield fieldError('FieldValueInvalid', name, 'referenced volume must be of type emptyDir')
      }
}
