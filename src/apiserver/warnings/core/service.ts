import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import { madeUpClusterIp } from '../../made-up-values.ts'
import type { StageContext } from '../../strategy.ts'
import { Field } from '../../validation/field.ts'
import { addressWarnings, networkWarnings, warnsOfAddresses } from '../address.ts'
import { parsedCidrWarnings, parsedIpWarnings } from '../parsed-address.ts'

const topologyHints = 'service.kubernetes.io/topology-aware-hints'
/** The first minors that warn of fields which are on their way out. */
const preferCloseSince = 35
const externalIpsSince = 36
const headlessSince = 34

/** Mirrors pkg/api/service/warnings.go GetWarningsForService, v1.36. */
export function serviceWarnings(object: KubernetesObject, { version }: StageContext): readonly ServerWarning[] {
  const service = Field.root(object)
  const spec = service.child('spec')
  const warnings: ServerWarning[] = []
  const warn = (field: Field, message: string): void => {
    warnings.push({ message, path: field.path })
  }
  const hints = service.at('metadata.annotations').entry(topologyHints)
  if (!hints.absent) warn(hints, `annotation ${topologyHints} is deprecated, please use service.kubernetes.io/topology-mode instead`)
  const isHeadless = spec.child('clusterIP').text === 'None' && spec.child('type').text === 'ClusterIP'
  const ofAddress = warnsOfAddresses(version) ? (field: Field) => addressWarnings(field, version) : warningsOf(parsedIpWarnings)
  const ofNetwork = warnsOfAddresses(version) ? (field: Field) => networkWarnings(field, version) : warningsOf(parsedCidrWarnings)
  for (const address of spec.child('clusterIPs').items)
    if (address.text !== madeUpClusterIp && address.text !== 'None') warnings.push(...ofAddress(address))
  const ignoresOutside = isHeadless && version.minor >= headlessSince
  if (ignoresOutside) ignoredByHeadless(spec, warn)
  const balancer = spec.child('loadBalancerIP')
  if (balancer.text !== '') warnings.push(...ofAddress(balancer))
  for (const address of spec.child('externalIPs').items) warnings.push(...ofAddress(address))
  for (const range of spec.child('loadBalancerSourceRanges').items) warnings.push(...ofNetwork(range))
  outsideWarnings(spec, isHeadless, version.minor, warn)
  return warnings
}

function warningsOf(words: (name: string, text: string) => readonly string[]): (field: Field) => readonly ServerWarning[] {
  return field => words(field.name, field.text).map(message => ({ message, path: field.path }))
}

type Warn = (field: Field, message: string) => void

function ignoredByHeadless(spec: Field, warn: Warn): void {
  const balancer = spec.child('loadBalancerIP')
  if (balancer.text !== '') warn(balancer, 'spec.loadBalancerIP is ignored for headless services')
  const external = spec.child('externalIPs')
  if (!external.empty) warn(external, 'spec.externalIPs is ignored for headless services')
  const affinity = spec.child('sessionAffinity')
  if (affinity.text !== 'None') warn(affinity, 'spec.SessionAffinity is ignored for headless services')
}

function outsideWarnings(spec: Field, isHeadless: boolean, minor: number, warn: Warn): void {
  const isName = spec.child('type').text === 'ExternalName'
  const external = spec.child('externalIPs')
  if (!external.empty && isName) warn(external, 'spec.externalIPs is ignored when spec.type is "ExternalName"')
  else if (!external.empty && !isHeadless && minor >= externalIpsSince)
    warn(external, 'spec.externalIPs is deprecated and may no longer be implemented in some clusters')
  const name = spec.child('externalName')
  if (name.text !== '' && !isName) warn(name, 'spec.externalName is ignored when spec.type is not "ExternalName"')
  const distribution = spec.child('trafficDistribution')
  if (distribution.text === 'PreferClose' && minor >= preferCloseSince)
    warn(distribution, 'spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"')
}
