import { defineRule, FieldRef, type KubernetesObject, objectAs } from '../../kit.ts'

interface Ingress extends KubernetesObject {
  readonly spec?: { readonly tls?: readonly unknown[]; readonly rules?: readonly { readonly host?: string }[] }
}

export default defineRule({
  id: 'security/ingress-without-tls',
  summary: 'An Ingress that is served without TLS',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['ingress-no-tls'],
  peers: [
    { tool: 'polaris', check: 'tlsSettingsMissing', same: true },
    { tool: 'kubescape', check: 'C-0263', same: true },
  ],
  when: { kinds: ['Ingress'] },
  messages: {
    plain: 'Ingress {name} has no tls section: {hosts} is served in the clear, passwords and cookies with it.',
  },
  help: 'Add a tls section with the hosts and the Secret of their certificate.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress') return
    const spec = objectAs<Ingress>(resource).spec
    if ((spec?.tls ?? []).length > 0) return
    const hosts = (spec?.rules ?? []).flatMap(({ host }) => host ?? [])
    const data = { name: resource.name ?? '', hosts: hosts.length === 0 ? 'every host' : [...new Set(hosts)].join(', ') }
    context.report({ at: new FieldRef(resource, ['spec', 'tls']), message: 'plain', data })
  },
})
