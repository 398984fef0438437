import {
  defineRule,
  FieldRef,
  type KubernetesObject,
  type LabelSelector,
  matchesLabelSelector,
  objectAs,
  type PodTemplate,
  resourceTitle,
} from '../../kit.ts'

const controllers: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])

interface Controller extends KubernetesObject {
  readonly spec?: { readonly selector?: LabelSelector }
}

export default defineRule({
  id: 'selector/workloads-select-each-other',
  summary: "Two controllers that select each other's pods",
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['workload-selector-overlap'],
  peers: [],
  when: { severalObjects: true },
  messages: {
    overlap: '{title} and {other} select the same pods: budgets, autoscalers and kubectl count the pods of both for each.',
  },
  help: 'Give each a label of its own in selector and template.',
  cluster(context) {
    const byNamespace = new Map<string, PodTemplate[]>()
    for (const template of context.cluster.podTemplates) {
      if (!controllers.has(template.owner.type.kind)) continue
      const list = byNamespace.get(template.namespace)
      if (list === undefined) byNamespace.set(template.namespace, [template])
      else list.push(template)
    }
    for (const templates of byNamespace.values()) {
      const byLabels = new Map<string, PodTemplate>()
      for (const template of templates) {
        const { selector } = objectAs<Controller>(template.owner).spec ?? {}
        const labels = Object.entries(selector?.matchLabels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
        if (selector === undefined || (selector.matchExpressions ?? []).length > 0 || labels.length === 0) continue
        const key = JSON.stringify([template.owner.type.kind, labels])
        const first = byLabels.get(key)
        if (first === undefined) byLabels.set(key, template)
        else if (matchesLabelSelector(selector, first.metadata.labels) && matchesLabelSelector(selector, template.metadata.labels))
          context.report({
            at: new FieldRef(template.owner, ['spec', 'selector', 'matchLabels'], 'key'),
            message: 'overlap',
            data: { title: resourceTitle(template.owner), other: resourceTitle(first.owner) },
            related: [
              { at: new FieldRef(first.owner, ['spec', 'selector'], 'key'), message: `${resourceTitle(first.owner)} selects the same` },
            ],
          })
      }
    }
  },
})
