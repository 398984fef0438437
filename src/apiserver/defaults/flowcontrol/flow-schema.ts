import type { KubernetesObject } from '../../../k8s/types.ts'
import { changeOrAdd, fillEmpty } from '../fill.ts'

/** Mirrors pkg/apis/flowcontrol/v1/defaults.go SetDefaults_FlowSchemaSpec, v1.36. */
export function flowSchemaDefaults(schema: KubernetesObject): KubernetesObject {
  return changeOrAdd(schema, 'spec', spec => fillEmpty(spec, { matchingPrecedence: 1000 }))
}
