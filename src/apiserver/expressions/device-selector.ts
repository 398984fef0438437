import { type CelMap, type CelValue, celTypes, evaluate, mapOf, type Program } from '../../cel/index.ts'
import { parseSemver } from '../../cel/library/semver-values.ts'
import { parseQuantity } from '../../k8s/quantity.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { compileAs, oneOfTypes } from './compile-as.ts'
import { deviceEnvironment } from './device-environment.ts'

/** A device's attribute: one of its values is set. */
export interface DeviceAttribute {
  readonly string?: string
  readonly int?: number | bigint
  readonly bool?: boolean
  readonly version?: string
}

/** What a selector can see of a device. */
export interface SelectableDevice {
  readonly driver: string
  readonly attributes: Readonly<Record<string, DeviceAttribute>>
  readonly capacity: Readonly<Record<string, { readonly value?: string | number | bigint }>>
  readonly allowMultipleAllocations?: boolean
}

/** Says whether expressions select devices; an expression that fails says why. */
export interface DeviceSelectors {
  matches(expression: string, device: SelectableDevice): boolean | { readonly error: string }
}

const noEntries: CelMap = mapOf([])

/** The selectors of device classes and claims. Mirrors dynamic-resource-allocation cel/compile.go DeviceMatches, v1.36. */
export function deviceSelectors(version: KubernetesVersion): DeviceSelectors {
  const compiled = new Map<string, Program | { readonly error: string }>()
  const values = new WeakMap<SelectableDevice, CelValue>()
  const programOf = (expression: string): Program | { readonly error: string } => {
    const known = compiled.get(expression)
    if (known !== undefined) return known
    const found = compileAs(expression, deviceEnvironment(version), oneOfTypes(celTypes.bool))
    const program = 'program' in found ? found.program : { error: `CEL compile error: ${found.error}` }
    compiled.set(expression, program)
    return program
  }
  return {
    matches(expression, device) {
      const program = programOf(expression)
      if ('error' in program) return program
      const value = values.get(device) ?? deviceValue(device)
      values.set(device, value)
      const result = evaluate(program, new Map([['device', value]]))
      if ('error' in result) return { error: `CEL runtime error: ${result.error}` }
      return result.value === true
    },
  }
}

function deviceValue({ driver, attributes, capacity, allowMultipleAllocations = false }: SelectableDevice): CelValue {
  const fields: [string, CelValue][] = [
    ['driver', driver],
    ['attributes', byDomain(driver, attributes, attributeValue)],
    ['capacity', byDomain(driver, capacity, capacityValue)],
    ['allowMultipleAllocations', allowMultipleAllocations],
  ]
  return mapOf(fields, 'kubernetes.DRADevice')
}

/** Names without a domain are the driver's; of other domains there is nothing. */
function byDomain<T>(driver: string, named: Readonly<Record<string, T>>, convert: (item: T) => CelValue): CelMap {
  const domains = new Map<string, [string, CelValue][]>()
  for (const [name, item] of Object.entries(named)) {
    const slash = name.lastIndexOf('/')
    const domain = slash === -1 ? driver : name.slice(0, slash)
    domains.set(domain, [...(domains.get(domain) ?? []), [name.slice(slash + 1), convert(item)]])
  }
  const map = mapOf([...domains].map(([domain, entries]) => [domain, mapOf(entries)] as const))
  return { ...map, get: key => map.get(key) ?? noEntries }
}

function attributeValue({ string, int, bool, version }: DeviceAttribute): CelValue {
  if (string !== undefined) return string
  if (int !== undefined) return BigInt(int)
  if (bool !== undefined) return bool
  const semver = parseSemver(version ?? '')
  return 'error' in semver ? null : { kind: 'semver', semver }
}

function capacityValue({ value = 0 }: { readonly value?: string | number | bigint }): CelValue {
  const quantity = parseQuantity(value)
  return typeof quantity === 'string' ? null : { kind: 'quantity', quantity }
}
