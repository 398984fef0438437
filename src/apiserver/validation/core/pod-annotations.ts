import type { FieldError } from '../../../k8s/field-error.ts'
import { goQuote } from '../../../k8s/go-quote.ts'
import { relativePathErrors } from '../../../k8s/names/file-path.ts'
import { Field } from '../field.ts'
import { elsewhere, fieldError } from '../field-errors.ts'
import type { ValidationContext } from '../row.ts'
import { errorsOf } from '../validate.ts'
import { tolerationRules } from './tolerations.ts'

/** Keys that say something of a pod to the server or the kubelet. */
export const podAnnotationKeys = {
  mirror: 'kubernetes.io/config.mirror',
  tolerations: 'scheduler.alpha.kubernetes.io/tolerations',
  deletionCost: 'controller.kubernetes.io/pod-deletion-cost',
  seccomp: 'seccomp.security.alpha.kubernetes.io/pod',
  containerSeccomp: 'container.seccomp.security.alpha.kubernetes.io/',
  containerAppArmor: 'container.apparmor.security.beta.kubernetes.io/',
} as const

const seccompProfiles = new Set(['runtime/default', 'docker/default', 'unconfined'])
const appArmorProfiles = new Set(['', 'runtime/default', 'unconfined'])
const localhost = 'localhost/'

/** Annotations that mean something. Mirrors pkg/apis/core/validation/validation.go ValidatePodSpecificAnnotations, v1.36. */
export function* podAnnotationsErrors(annotations: Field, spec: Field, context: ValidationContext): Generator<FieldError> {
  const { mirror, tolerations, deletionCost, seccomp, containerSeccomp, containerAppArmor } = podAnnotationKeys
  for (const key of annotations.keys) {
    if (!key.includes('kubernetes.io/')) continue
    const annotation = annotations.entry(key)
    const dotted = annotation.printedBelow(annotations, `.${key}`)
    if (key === mirror && spec.child('nodeName').text === '')
      yield fieldError('FieldValueInvalid', annotation, 'must set spec.nodeName if mirror pod annotation is set', annotation.text)
    if (key === tolerations && annotation.text !== '') yield* tolerationsErrors(annotation, annotations.name, context)
    if (key === deletionCost && !isDeletionCost(annotation.text))
      yield fieldError('FieldValueInvalid', annotation, 'must be a 32bit integer', annotation.text)
    if (key === seccomp || key.startsWith(containerSeccomp)) yield* seccompErrors(dotted)
    if (key.startsWith(containerAppArmor)) yield* appArmorErrors(annotation, key.slice(containerAppArmor.length), spec)
  }
}

/** The annotation that tolerations were, before they became a field. */
function* tolerationsErrors(annotation: Field, name: string, context: ValidationContext): Generator<FieldError> {
  let tolerations: unknown
  try {
    tolerations = JSON.parse(annotation.text)
  } catch {
    yield fieldError('FieldValueInvalid', annotation.printedAs(name), jsonProblem(annotation.text), podAnnotationKeys.tolerations)
    return
  }
  const items = Field.root(tolerations).items
  for (const [index, item] of items.entries()) {
    const printed = item.printedAs(`${name}.${podAnnotationKeys.tolerations}[${index}]`)
    for (const error of errorsOf(printed, tolerationRules, context)) yield elsewhere(error, annotation.path)
  }
}

/** What Go says of the first character that cannot begin a value. */
function jsonProblem(text: string): string {
  const first = text.trimStart().charAt(0)
  return first === '' ? 'unexpected end of JSON input' : `invalid character ${goRune(first)} looking for beginning of value`
}

function goRune(character: string): string {
  return character === "'" ? "'\\''" : `'${goQuote(character).slice(1, -1)}'`
}

/** Mirrors pkg/apis/core/helper GetDeletionCostFromPodAnnotations, v1.36. */
function isDeletionCost(text: string): boolean {
  return /^(?:0|-?[1-9][0-9]{0,9})$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) <= 2 ** 31 - 1
}

/** Mirrors ValidateSeccompProfile, v1.36. */
function* seccompErrors(annotation: Field): Generator<FieldError> {
  const profile = annotation.text
  if (seccompProfiles.has(profile)) return
  const invalid = (detail: string, value: string): FieldError => fieldError('FieldValueInvalid', annotation, detail, value)
  if (!profile.startsWith(localhost)) yield invalid('must be a valid seccomp profile', profile)
  else for (const detail of relativePathErrors(profile.slice(localhost.length))) yield invalid(detail, profile.slice(localhost.length))
}

/** Mirrors ValidateAppArmorPodAnnotations, v1.36. */
function* appArmorErrors(annotation: Field, container: string, spec: Field): Generator<FieldError> {
  const names = ['initContainers', 'containers', 'ephemeralContainers'].flatMap(list =>
    spec.child(list).items.map(item => item.child('name').text)
  )
  if (!names.includes(container)) yield fieldError('FieldValueInvalid', annotation, 'container not found', container)
  const profile = annotation.text
  if (!appArmorProfiles.has(profile) && !profile.startsWith(localhost))
    yield fieldError('FieldValueInvalid', annotation, `invalid AppArmor profile name: ${goQuote(profile)}`, profile)
}
