import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import { podAnnotationKeys } from '../../validation/core/pod-annotations.ts'
import type { Field } from '../../validation/field.ts'
import { fieldWarning } from '../warning.ts'

const seccompWords = 'non-functional in v1.27+; use the "seccompProfile" field instead'
const appArmorWords = 'deprecated since v1.30; use the "appArmorProfile" field instead'

/** Profiles that are annotations still, without the field that they are now. Mirrors pkg/api/pod/warnings.go, v1.36. */
export function* profileAnnotationWarnings(
  annotations: Field,
  spec: Field,
  containers: readonly Field[],
  isPod: boolean,
  version: KubernetesVersion
): Generator<ServerWarning> {
  if (annotations.empty) return
  const has = (owner: Field, profile: string): boolean => !owner.child('securityContext').child(profile).absent
  const podAnnotation = annotations.entry(podAnnotationKeys.seccomp)
  if (!podAnnotation.absent && !has(spec, 'seccompProfile')) yield fieldWarning(podAnnotation, seccompWords)
  const withAppArmor = isFeatureOn('AppArmorFields', version) && !(isPod && spec.at('os.name').text === 'windows')
  for (const container of containers) {
    const name = container.child('name').text
    const seccomp = annotations.entry(`${podAnnotationKeys.containerSeccomp}${name}`)
    if (!seccomp.absent && !has(container, 'seccompProfile')) yield fieldWarning(seccomp, seccompWords)
    const appArmor = annotations.entry(`${podAnnotationKeys.containerAppArmor}${name}`)
    if (withAppArmor && !appArmor.absent && !has(container, 'appArmorProfile') && (isPod || !has(spec, 'appArmorProfile')))
      yield fieldWarning(appArmor, appArmorWords)
  }
}
