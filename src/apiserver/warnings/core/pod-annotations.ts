import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import { saysPodProfile } from '../../prepare/core/pod-app-armor.ts'
import { podAnnotationKeys } from '../../validation/core/pod-annotations.ts'
import type { Field } from '../../validation/field.ts'
import { fieldWarning } from '../warning.ts'

const seccompWords = 'non-functional in v1.27+; use the "seccompProfile" field instead'
const appArmorWords = 'deprecated since v1.30; use the "appArmorProfile" field instead'

/** Profiles that are annotations still, without the field that they are now. Mirrors pkg/api/pod/warnings.go, v1.36; of a pod the AppArmor fields that were written count. */
export function* profileAnnotationWarnings(
  annotations: Field,
  spec: Field,
  version: KubernetesVersion,
  written?: Field
): Generator<ServerWarning> {
  if (annotations.empty) return
  const podAnnotation = annotations.entry(podAnnotationKeys.seccomp)
  if (!podAnnotation.absent && !hasProfile(spec, 'seccompProfile')) yield fieldWarning(podAnnotation, seccompWords)
  for (const container of containersOf(spec)) {
    const seccomp = annotations.entry(`${podAnnotationKeys.containerSeccomp}${container.child('name').text}`)
    if (!seccomp.absent && !hasProfile(container, 'seccompProfile')) yield fieldWarning(seccomp, seccompWords)
  }
  const owner = written ?? spec
  if (!isFeatureOn('AppArmorFields', version) || (written !== undefined && spec.at('os.name').text === 'windows')) return
  for (const container of containersOf(owner)) {
    const ofOwner = written?.parent?.at('metadata.annotations') ?? annotations
    const appArmor = ofOwner.entry(`${podAnnotationKeys.containerAppArmor}${container.child('name').text}`)
    const ofPod = written === undefined ? hasProfile(spec, 'appArmorProfile') : saysPodProfile(appArmor.text, spec.value)
    const hasField = hasProfile(container, 'appArmorProfile') || ofPod
    if (!appArmor.absent && !hasField) yield fieldWarning(appArmor, appArmorWords)
  }
}

function containersOf(spec: Field): readonly Field[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap(list => spec.child(list).items)
}

function hasProfile(owner: Field, profile: string): boolean {
  return !owner.child('securityContext').child(profile).absent
}
