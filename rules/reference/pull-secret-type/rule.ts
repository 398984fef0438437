import { defineRule, FieldRef, references, valueAt } from '../../kit.ts'

const credentials: ReadonlySet<string> = new Set(['kubernetes.io/dockerconfigjson', 'kubernetes.io/dockercfg'])

export default defineRule({
  id: 'reference/pull-secret-type',
  summary: 'A pull secret that holds no registry credentials',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ref-pull-secret-type'],
  peers: [],
  when: { fields: ['imagePullSecrets'] },
  messages: {
    type: 'Secret {secret} is of type {type}: the kubelet takes registry credentials only from kubernetes.io/dockerconfigjson and kubernetes.io/dockercfg, and pulls without.',
  },
  help: 'Make the Secret with kubectl create secret docker-registry.',
  cluster(context) {
    for (const { kind, namespace, name, at } of context.simulate(references).get('pull-secret') ?? []) {
      const secret = context.cluster.find('', kind, namespace, name)
      const type = secret === undefined ? undefined : (valueAt(secret.object, ['type']) ?? 'Opaque')
      if (secret === undefined || typeof type !== 'string' || credentials.has(type)) continue
      const related = [{ at: new FieldRef(secret, ['type']), message: `Secret ${name}` }]
      context.report({ at, message: 'type', data: { secret: name, type }, related })
    }
  },
})
