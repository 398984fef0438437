import { defineRule, type FieldPath, FieldRef, resourceTitle, valueAt } from '../../kit.ts'

/** Fields of pods and containers with the value that the server fills in anyway. Mirrors pkg/apis/core/v1 defaults.go, v1.36. */
const ofPod: readonly (readonly [field: string, value: string | number])[] = [
  ['restartPolicy', 'Always'],
  ['dnsPolicy', 'ClusterFirst'],
  ['schedulerName', 'default-scheduler'],
  ['terminationGracePeriodSeconds', 30],
]
const ofContainer: readonly (readonly [field: string, value: string])[] = [
  ['terminationMessagePath', '/dev/termination-log'],
  ['terminationMessagePolicy', 'File'],
]
/** The same for whole objects, by kind. Mirrors pkg/apis/{apps,core,batch}/v1 defaults.go, v1.36. */
const ofKind: ReadonlyMap<string, readonly (readonly [path: FieldPath, value: string | number])[]> = new Map([
  [
    'Deployment',
    [
      [['spec', 'replicas'], 1],
      [['spec', 'revisionHistoryLimit'], 10],
      [['spec', 'progressDeadlineSeconds'], 600],
      [['spec', 'strategy', 'type'], 'RollingUpdate'],
    ],
  ],
  [
    'StatefulSet',
    [
      [['spec', 'replicas'], 1],
      [['spec', 'revisionHistoryLimit'], 10],
      [['spec', 'podManagementPolicy'], 'OrderedReady'],
    ],
  ],
  ['DaemonSet', [[['spec', 'revisionHistoryLimit'], 10]]],
  [
    'Service',
    [
      [['spec', 'type'], 'ClusterIP'],
      [['spec', 'sessionAffinity'], 'None'],
    ],
  ],
])

export default defineRule({
  id: 'convention/explicit-default',
  summary: 'A field that is set to its default',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['all'],
  checks: ['explicit-default'],
  peers: [],
  when: { pods: true, kinds: ['Service'] },
  messages: { same: '{field} of {title} is {value}, as it would be without this line.' },
  help: 'Remove the line.',
  cluster({ cluster, report }) {
    for (const resource of cluster.resources) {
      if (resource.role !== 'input') continue
      for (const [path, value] of ofKind.get(resource.type.kind) ?? []) {
        if (valueAt(resource.written, path) !== value) continue
        const data = { field: String(path.at(-1)), title: resourceTitle(resource), value }
        report({ at: new FieldRef(resource, path), message: 'same', data })
      }
    }
    for (const { owner, specAt } of cluster.podTemplates) {
      if (owner.role !== 'input') continue
      const title = resourceTitle(owner)
      const spec = valueAt(owner.written, specAt.path)
      const tell = (at: FieldRef, field: string, value: string | number): void =>
        report({ at: at.child(field), message: 'same', data: { field, title, value } })
      for (const [field, value] of ofPod) if (valueAt(spec, [field]) === value) tell(specAt, field, value)
      for (const list of ['initContainers', 'containers'])
        for (const [index, container] of ((valueAt(spec, [list]) ?? []) as readonly unknown[]).entries())
          for (const [field, value] of ofContainer) if (valueAt(container, [field]) === value) tell(specAt.child(list, index), field, value)
    }
  },
})
