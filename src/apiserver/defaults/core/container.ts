import { imageNameError, imageTag } from '../../../k8s/image-name.ts'
import { change, changeMembers, fillAbsent, fillEmpty, type MemberChange, ofItems, ofStruct, type Struct } from '../fill.ts'
import { lifecycleDefaults, probeDefaults } from './probe.ts'
import { resourcesDefaults } from './resource-list.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Container and the defaults of its parts, v1.36. */
export function containerDefaults(container: Struct): Struct {
  const filled = fillEmpty(container, {
    imagePullPolicy: container['imagePullPolicy'] || pullPolicyOf(container['image']),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  })
  return changeMembers(container, filled, parts)
}

const tcp = { protocol: 'TCP' }
const parts: ReadonlyMap<string, MemberChange> = new Map([
  ['ports', ofItems(port => fillEmpty(port, tcp))],
  ['env', ofItems(variableDefaults)],
  ['resources', ofStruct(resourcesDefaults)],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map(probe => [probe, ofStruct(probeDefaults)] as const),
  ['lifecycle', ofStruct(lifecycleDefaults)],
])

/** How an image is pulled where nothing says so. */
export function pullPolicyOf(image: unknown): 'Always' | 'IfNotPresent' {
  const name = typeof image === 'string' ? image : ''
  return imageTag(name) === 'latest' && imageNameError(name) === undefined ? 'Always' : 'IfNotPresent'
}

/** The version of a field of the pod that a variable or a file shows. Mirrors SetDefaults_ObjectFieldSelector. */
export function fieldRefDefaults(source: Struct): Struct {
  return change(source, 'fieldRef', selector => fillEmpty(selector, { apiVersion: 'v1' }))
}

function variableDefaults(variable: Struct): Struct {
  return change(variable, 'valueFrom', source =>
    change(fieldRefDefaults(source), 'fileKeyRef', file => fillAbsent(file, { optional: false }))
  )
}
