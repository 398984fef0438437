import type { KubernetesObject } from '../../k8s/types.ts'

/** The parts of a Service that decide about its endpoints. */
export interface Service extends KubernetesObject {
  readonly spec?: {
    readonly type?: string
    readonly clusterIP?: string
    readonly ipFamilies?: readonly string[]
    readonly selector?: Readonly<Record<string, string>>
    readonly publishNotReadyAddresses?: boolean
    readonly ports?: readonly ServicePort[]
  }
}

/** A port of a Service. */
export interface ServicePort {
  readonly name?: string
  readonly protocol?: string
  readonly port?: number
  readonly targetPort?: number | string
  readonly appProtocol?: string
}

/** The labels that a Service's pods have; undefined where nobody looks for its pods: an empty selector is none. */
export function selectorOf({ spec: { type, selector } = {} }: Service): Readonly<Record<string, string>> | undefined {
  if (type === 'ExternalName' || selector === undefined || Object.keys(selector).length === 0) return undefined
  return selector
}
