import type { FieldError } from '../../../k8s/field-error.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import { isStruct } from '../../defaults/fill.ts'
import { claimSpecRules } from '../core/persistent-volume-claim-spec.ts'
import { podTemplateRules } from '../core/pod-template.ts'
import { Field } from '../field.ts'
import { annotationsErrors } from '../meta/annotations.ts'
import { labelsErrors } from '../meta/labels.ts'
import type { Rule, ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'

const specPath: FieldPath = ['spec', 'template', 'spec']
const volumesPath: FieldPath = [...specPath, 'volumes']

/** What the server looks at in the template of a StatefulSet by itself, besides what it looks at in all templates. Mirrors ValidatePodTemplateSpecForStatefulSet, v1.36. */
export const templateMetadataRules: readonly Rule[] = [
  {
    at: 'spec.template.metadata',
    rules: [
      { errors: (metadata, context) => labelsErrors(printedBelowTemplate(metadata, 'labels'), context) },
      { errors: (metadata, context) => annotationsErrors(printedBelowTemplate(metadata, 'annotations'), context) },
    ],
  },
]

/** A claim template: of its metadata only the name counts, as that of a volume. */
export const claimTemplateRules: readonly Rule[] = [
  { errors: (claim, context) => errorsOf(claim.child('spec').withValue(claim.child('spec').value ?? {}), claimSpecRules, context) },
]

/** The pods of a StatefulSet have a volume for each claim template besides their own. Mirrors ValidatePodTemplateSpecForStatefulSet, v1.36. */
export const statefulSetTemplateRules: readonly Rule[] = [{ errors: templateErrors }]

function templateErrors(object: Field, context: ValidationContext): readonly FieldError[] {
  const pods = withoutIdentity(object)
  const templates = object.at('spec.volumeClaimTemplates').items
  const claims = [...new Set(templates.map(nameOf))]
  if (claims.length === 0) return errorsOf(pods, podTemplateRules, context)
  const own = object.at('spec.template.spec.volumes').items.filter(volume => !claims.includes(volume.child('name').text))
  const volumes = [...claims.map(name => ({ name, persistentVolumeClaim: { claimName: name } })), ...own.map(volume => volume.value)]
  const errors = errorsOf(Field.root(withVolumes(pods.value, volumes)), podTemplateRules, context)
  return errors.map(error => ({
    ...error,
    path: written(
      error.path,
      claims.map(name => templates.find(claim => nameOf(claim) === name)!),
      own
    ),
  }))
}

/** The controller says how the pods are called in the network. */
function withoutIdentity(object: Field): Field {
  const spec = object.at('spec.template.spec')
  if (!spec.has('hostname') && !spec.has('subdomain')) return object
  const { hostname: _hostname, subdomain: _subdomain, ...rest } = spec.value as Readonly<Record<string, unknown>>
  return Field.root(changed(object.value, specPath, rest))
}

function nameOf(claim: Field): string {
  return claim.at('metadata.name').text
}

function withVolumes(object: unknown, volumes: readonly unknown[]): unknown {
  return changed(object, volumesPath, volumes)
}

function changed(value: unknown, [step, ...rest]: FieldPath, to: unknown): unknown {
  if (step === undefined) return to
  const struct = isStruct(value) ? value : {}
  return { ...struct, [step]: changed(struct[step], rest, to) }
}

/** Where a field of the pods' volumes stands in the object itself. */
function written(path: FieldPath, claims: readonly Field[], own: readonly Field[]): FieldPath {
  const index = path[volumesPath.length]
  if (typeof index !== 'number' || !volumesPath.every((step, at) => path[at] === step)) return path
  const claim = claims[index]
  if (claim !== undefined) return claim.at('metadata.name').path
  return [...(own[index - claims.length]?.path ?? volumesPath), ...path.slice(volumesPath.length + 1)]
}

function printedBelowTemplate(metadata: Field, name: string): Field {
  return metadata.child(name).printedAs(`${metadata.parent!.name}.${name}`)
}
