import { change, changeItems, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'
import { containerDefaults } from './container.ts'
import { resourceListDefaults, resourcesDefaults } from './resource-list.ts'
import { volumeDefaults } from './volume.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_PodSpec and the defaults of its parts, v1.36. */
export function podSpecDefaults(spec: Struct): Struct {
  let filled = fillEmpty(spec, { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler' })
  filled = fillAbsent(filled, { securityContext: {}, terminationGracePeriodSeconds: 30 })
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) filled = changeItems(filled, list, containerDefaults)
  filled = changeItems(filled, 'volumes', volumeDefaults)
  filled = change(filled, 'overhead', resourceListDefaults)
  return change(filled, 'resources', resourcesDefaults)
}

/** The pod template of a workload: without what only a Pod itself is given. */
export function podTemplateDefaults(template: Struct): Struct {
  return changeOrAdd(template, 'spec', podSpecDefaults)
}
