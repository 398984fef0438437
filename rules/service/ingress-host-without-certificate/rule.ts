import { defineRule, FieldRef, valueAt } from '../../kit.ts'

interface IngressSpec {
  readonly tls?: readonly { readonly hosts?: readonly string[] }[]
  readonly rules?: readonly { readonly host?: string }[]
}

export default defineRule({
  id: 'service/ingress-host-without-certificate',
  summary: 'A host that the TLS section of its Ingress does not name',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended'],
  checks: ['ingress-tls-host'],
  peers: [],
  when: { kinds: ['Ingress'] },
  messages: {
    uncovered: 'Ingress {name} has TLS, but not for {host}: browsers are shown a certificate for another name.',
  },
  help: 'Add {host} to tls[].hosts.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress') return
    const spec = (valueAt(resource.object, ['spec']) ?? {}) as IngressSpec
    const covered = (spec.tls ?? []).flatMap(({ hosts = [] }) => hosts)
    if (covered.length === 0) return
    for (const [index, { host = '' }] of (spec.rules ?? []).entries()) {
      if (host === '' || covered.some(name => covers(name, host))) continue
      const related = [{ at: new FieldRef(resource, ['spec', 'tls'], 'key'), message: `the hosts with TLS: ${covered.join(', ')}` }]
      context.report({
        at: new FieldRef(resource, ['spec', 'rules', index, 'host']),
        message: 'uncovered',
        data: { name: resource.name ?? '', host },
        related,
      })
    }
  },
})

/** A wildcard stands for one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1))
}
