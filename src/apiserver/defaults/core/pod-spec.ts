import { changeMembers, changeOrAdd, fillAbsent, fillEmpty, type MemberChange, ofItems, ofStruct, type Struct } from '../fill.ts'
import { containerDefaults } from './container.ts'
import { resourceListDefaults, resourcesDefaults } from './resource-list.ts'
import { volumeDefaults } from './volume.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_PodSpec and the defaults of its parts, v1.36. */
export function podSpecDefaults(spec: Struct): Struct {
  let filled = fillEmpty(spec, { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler' })
  filled = fillAbsent(filled, { securityContext: {}, terminationGracePeriodSeconds: 30 })
  return changeMembers(spec, filled, parts)
}

const parts: ReadonlyMap<string, MemberChange> = new Map([
  ...['containers', 'initContainers', 'ephemeralContainers'].map(list => [list, ofItems(containerDefaults)] as const),
  ['volumes', ofItems(volumeDefaults)],
  ['overhead', ofStruct(resourceListDefaults)],
  ['resources', ofStruct(resourcesDefaults)],
])

/** The pod template of a workload: without what only a Pod itself is given. */
export function podTemplateDefaults(template: Struct): Struct {
  return changeOrAdd(template, 'spec', podSpecDefaults)
}
