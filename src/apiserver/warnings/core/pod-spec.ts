import { goQuote } from '../../../k8s/go-quote.ts'
import type { KubernetesVersion } from '../../../k8s/version.ts'
import type { ServerWarning } from '../../answer.ts'
import type { Field } from '../../validation/field.ts'
import { addressWarnings, warnsOfAddresses } from '../address.ts'
import { fieldWarning } from '../warning.ts'
import { fractionalBytesWarnings } from './fractional-bytes.ts'
import { overlappingPathsWarnings } from './overlapping-paths.ts'
import { arePlainVolumes, havePlainPorts, isPlainContainer } from './plain-pods.ts'
import { profileAnnotationWarnings } from './pod-annotations.ts'
import { containerWarnings, portWarnings } from './pod-containers.ts'
import { nodeChoiceWarnings, podAffinityWarnings } from './pod-scheduling.ts'
import { removedVolumeWarnings } from './pod-volumes.ts'

/** What the server warns of in a pod, whose spec as it was sent is `written`, or in a template. Mirrors pkg/api/pod/warnings.go warningsForPodSpecAndMeta, v1.36. */
export function* podSpecWarnings(owner: Field, version: KubernetesVersion, written?: Field): Generator<ServerWarning> {
  const spec = owner.child('spec')
  const annotations = owner.at('metadata.annotations')
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap(list => spec.child(list).items)
  if (nodeChoices.some(name => spec.has(name))) yield* nodeChoiceWarnings(spec, version)
  if (!annotations.absent) yield* oldAnnotationWarnings(annotations)
  const volumes = spec.child('volumes')
  if (!arePlainVolumes(volumes.value)) {
    yield* removedVolumeWarnings(volumes, version.minor)
    if (version.minor >= 32) yield* overlappingPathsWarnings(volumes, version.minor)
  }
  if (spec.has('hostAliases')) yield* hostAliasWarnings(spec.child('hostAliases'), version)
  if (spec.has('dnsConfig') && warnsOfAddresses(version))
    for (const server of spec.at('dnsConfig.nameservers').items) yield* addressWarnings(server, version)
  if (spec.has('imagePullSecrets')) yield* pullSecretWarnings(spec.child('imagePullSecrets'))
  if (spec.has('overhead')) yield* fractionalBytesWarnings(spec.child('overhead'), ['memory', 'ephemeral-storage'])
  if (!annotations.empty) yield* profileAnnotationWarnings(annotations, spec, version, written)
  for (const container of containers) if (!isPlainContainer(container.value)) yield* containerWarnings(container, version.minor)
  if (!havePlainPorts(containers)) yield* portWarnings(containers, version.minor)
  const grace = spec.child('terminationGracePeriodSeconds')
  if (Number(grace.value ?? 0) < 0) yield fieldWarning(grace, 'must be >= 0; negative values are invalid and will be treated as 1')
  if (spec.has('affinity')) yield* podAffinityWarnings(spec)
}

const nodeChoices = ['nodeSelector', 'affinity', 'topologySpreadConstraints']

const oldAnnotations = [
  ['scheduler.alpha.kubernetes.io/critical-pod', 'non-functional in v1.16+; use the "priorityClassName" field instead'],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  ['security.alpha.kubernetes.io/unsafe-sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
] as const

function* oldAnnotationWarnings(annotations: Field): Generator<ServerWarning> {
  for (const [key, words] of oldAnnotations) {
    const annotation = annotations.entry(key)
    if (!annotation.absent) yield fieldWarning(annotation, words)
  }
}

function* hostAliasWarnings(aliases: Field, version: KubernetesVersion): Generator<ServerWarning> {
  const seen = new Set<string>()
  for (const alias of aliases.items) {
    const ip = alias.child('ip')
    if (seen.has(ip.text)) yield fieldWarning(ip, `duplicate ip ${goQuote(ip.text)}`)
    seen.add(ip.text)
    if (warnsOfAddresses(version)) yield* addressWarnings(ip, version)
  }
}

function* pullSecretWarnings(secrets: Field): Generator<ServerWarning> {
  const seen = new Set<string>()
  const names = secrets.items.map(secret => secret.child('name'))
  for (const name of names) {
    if (seen.has(name.text)) yield fieldWarning(name, `duplicate name ${goQuote(name.text)}`)
    seen.add(name.text)
  }
  for (const name of names) if (name.text === '') yield fieldWarning(name, 'invalid empty name ""')
}
