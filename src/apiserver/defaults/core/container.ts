import { imageTag } from '../../../k8s/image-name.ts'
import { change, changeItems, fillAbsent, fillEmpty, type Struct } from '../fill.ts'
import { lifecycleDefaults, probeDefaults } from './probe.ts'
import { resourcesDefaults } from './resource-list.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_Container and the defaults of its parts, v1.36. */
export function containerDefaults(container: Struct): Struct {
  let filled = fillEmpty(container, {
    imagePullPolicy: pullPolicyOf(container['image']),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  })
  filled = changeItems(filled, 'ports', port => fillEmpty(port, { protocol: 'TCP' }))
  filled = changeItems(filled, 'env', variableDefaults)
  filled = change(filled, 'resources', resourcesDefaults)
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) filled = change(filled, probe, probeDefaults)
  return change(filled, 'lifecycle', lifecycleDefaults)
}

/** How an image is pulled where nothing says so. */
export function pullPolicyOf(image: unknown): 'Always' | 'IfNotPresent' {
  return imageTag(typeof image === 'string' ? image : '') === 'latest' ? 'Always' : 'IfNotPresent'
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
