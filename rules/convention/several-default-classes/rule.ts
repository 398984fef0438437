import { defineRule, FieldRef, type Resource } from '../../kit.ts'

const classes = [
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    annotations: ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'],
    message: 'storage',
  },
  { group: 'networking.k8s.io', kind: 'IngressClass', annotations: ['ingressclass.kubernetes.io/is-default-class'], message: 'ingress' },
] as const

export default defineRule({
  id: 'convention/several-default-classes',
  summary: 'Two classes that are both the default',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['default-class-duplicate'],
  peers: [],
  when: { kinds: ['StorageClass', 'IngressClass'] },
  messages: {
    storage: 'StorageClass {name} and StorageClass {other} are both the default: claims without a class get the newer one.',
    ingress: 'IngressClass {name} and IngressClass {other} are both the default: the API server refuses every Ingress without a class.',
  },
  help: 'Set the annotation to "false" on all but one.',
  cluster(context) {
    for (const { group, kind, annotations, message } of classes) {
      let first: Resource | undefined
      for (const resource of context.cluster.ofKind(group, kind)) {
        const key = annotations.find(name => resource.object.metadata?.annotations?.[name] === 'true')
        if (key === undefined || resource.name === first?.name) continue
        if (first === undefined) first = resource
        else
          context.report({
            at: new FieldRef(resource, ['metadata', 'annotations', key]),
            message,
            data: { name: resource.name ?? '', other: first.name ?? '' },
            related: [{ at: new FieldRef(first, ['metadata', 'annotations']), message: `${kind} ${first.name} is the default, too` }],
          })
      }
    }
  },
})
