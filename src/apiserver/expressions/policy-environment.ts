import { type CelEnvironment, type CelType, celTypes } from '../../cel/index.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { combinedTypes, recordTypes, requestTypes } from './object-types.ts'
import { patchTypes } from './patch-types.ts'

const { dyn, object } = celTypes
const variablesType = 'kubernetes.variables'

/** What the expressions of one place may use. */
export interface PolicyDeclarations {
  readonly version: KubernetesVersion
  readonly params: boolean
  readonly authorizer: boolean
  /** Mutations may build objects and patches. */
  readonly patches?: boolean
  /** The policy's variables so far; absent where a policy has none. */
  readonly variables?: ReadonlyMap<string, CelType>
}

/** The environment of policies and match conditions. Mirrors apiserver pkg/admission/plugin/cel/compile.go createEnvForOpts, v1.36. */
export function policyEnvironment({ version, params, authorizer, patches = false, variables }: PolicyDeclarations): CelEnvironment {
  const types = [requestTypes, ...(patches ? [patchTypes] : [])]
  if (variables !== undefined) types.push(recordTypes({ [variablesType]: Object.fromEntries(variables) }))
  return {
    version,
    types: combinedTypes(types),
    libraries: patches ? ['jsonpatch'] : [],
    variables: new Map([
      ['object', dyn],
      ['oldObject', dyn],
      ['namespaceObject', object('kubernetes.Namespace')],
      ['request', object('kubernetes.AdmissionRequest')],
      ...(params ? ([['params', dyn]] as const) : []),
      ...(authorizer
        ? ([
            ['authorizer', object('kubernetes.authorization.Authorizer')],
            ['authorizer.requestResource', object('kubernetes.authorization.ResourceCheck')],
          ] as const)
        : []),
      ...(variables === undefined ? [] : ([['variables', object(variablesType)]] as const)),
    ]),
  }
}

/** The type that a variable has for later expressions. Mirrors apiserver pkg/admission/plugin/cel/composition.go convertCelTypeToDeclType, v1.36. */
export function variableType(type: CelType | undefined): CelType {
  if (type === undefined) return dyn
  switch (type.kind) {
    case 'object':
    case 'opaque':
    case 'type':
    case 'param':
    case 'error':
      return dyn
    case 'list':
      return celTypes.list(variableType(type.element))
    case 'map':
      return celTypes.map(variableType(type.key), variableType(type.value))
    default:
      return type
  }
}
