import { type CelEnvironment, type CostNode, celTypes, type Estimate } from '../../cel/index.ts'
import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'
import { recordTypes } from './object-types.ts'

const { any, bool, map, object, string } = celTypes
const deviceType = 'kubernetes.DRADevice'
const mostAttributes = 32
const longestValue = 64
const longestDomain = 63
const longestId = 32
const longestDriver = 63
const sharedSince = 34

/** The environment of device selectors. Mirrors dynamic-resource-allocation cel/compile.go newCompiler, v1.36. */
export function deviceEnvironment(version: KubernetesVersion): CelEnvironment {
  const shared = isAtLeast(version, sharedSince) ? { allowMultipleAllocations: bool } : {}
  return {
    version,
    variables: new Map([['device', object(deviceType)]]),
    libraries: ['semver', 'bindings'],
    types: recordTypes({
      [deviceType]: {
        driver: string,
        attributes: map(string, map(string, any)),
        capacity: map(string, map(string, object('kubernetes.Quantity'))),
        ...shared,
      },
    }),
  }
}

/** How large what a device declares can be. Mirrors sizeEstimator. */
export function deviceSize({ path }: CostNode): Estimate | undefined {
  const [root, field, domain, id, ...deeper] = path
  if (root !== 'device' || deeper.length > 0) return undefined
  const max = field === undefined ? 0 : field === 'driver' && domain === undefined ? longestDriver : undefined
  if (max !== undefined) return { min: 0, max }
  if (field === 'allowMultipleAllocations') return { min: 0, max: 0 }
  if (field !== 'attributes' && field !== 'capacity') return undefined
  if (domain === undefined) return { min: 0, max: mostAttributes }
  if (domain === '@keys') return id === undefined ? { min: 0, max: longestDomain } : undefined
  if (domain !== '@values') return undefined
  if (id === undefined) return { min: 0, max: mostAttributes }
  if (id === '@keys') return { min: 0, max: longestId }
  if (field === 'attributes') return { min: 0, max: longestValue }
  return id === '@values' ? { min: 0, max: 0 } : undefined
}
