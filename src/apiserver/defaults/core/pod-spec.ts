import { changeMembers, changeOrAdd, fillBoth, type MemberChange, ofItems, ofStruct, type Struct } from '../fill.ts'
import { containerDefaults } from './container.ts'
import { resourceListDefaults, resourcesDefaults } from './resource-list.ts'
import { volumeDefaults } from './volume.ts'

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_PodSpec and the defaults of its parts, v1.36. */
export function podSpecDefaults(spec: Struct): Struct {
  return changeMembers(spec, fillBoth(spec, whereEmpty, { securityContext: {}, terminationGracePeriodSeconds: 30 }), parts)
}

const whereEmpty = { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler' }

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
