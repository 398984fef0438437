import { defineRule, FieldRef, type Resource, readTlsKeyPair, type TlsKeyPair, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/tls-certificate',
  summary: 'A TLS Secret whose certificate cannot serve what uses it',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['tls-certificate'],
  peers: [],
  when: { kinds: ['Secret'] },
  messages: {
    unreadable:
      '{key} of Secret {name} cannot be read ({reason}): whatever serves TLS with it answers with another certificate, or not at all.',
    mismatch: 'The key of Secret {name} is not that of its certificate: whatever serves TLS with it refuses the pair.',
    uncovered:
      'The certificate of Secret {name} is not for {host}, which Ingress {ingress} serves with it: browsers are shown another name.',
    ended: 'The certificate of Secret {name} is valid until {end}: clients refuse it from then on.',
  },
  help: 'Put a certificate and its key there that belong together, for all hosts that are served with them.',
  options: {
    date: { type: 'string', description: 'A day, as 2027-01-31, on which certificates must still be valid.', default: '' },
  },
  cluster({ cluster, options, report }) {
    const day = Date.parse(options.date)
    const pairs = new Map<Resource, TlsKeyPair>()
    for (const secret of cluster.ofKind('', 'Secret')) {
      const pair = valueAt(secret.written, ['type']) === 'kubernetes.io/tls' ? pairOf(secret) : undefined
      if (pair === undefined) continue
      pairs.set(secret, pair)
      if (secret.role !== 'input') continue
      const name = secret.name ?? ''
      if (pair.broken !== undefined) {
        const { key, reason } = pair.broken
        report({ at: placeOf(secret, key), message: 'unreadable', data: { key, name, reason } })
      } else if (pair.matches === false) report({ at: placeOf(secret, 'tls.key'), message: 'mismatch', data: { name } })
      if (pair.end !== undefined && pair.end.getTime() < day)
        report({ at: placeOf(secret, 'tls.crt'), message: 'ended', data: { name, end: pair.end.toISOString().slice(0, 10) } })
    }
    for (const ingress of cluster.ofKind('networking.k8s.io', 'Ingress')) {
      if (ingress.role !== 'input') continue
      const tls = (valueAt(ingress.object, ['spec', 'tls']) ?? []) as readonly { hosts?: readonly string[]; secretName?: string }[]
      for (const [index, { hosts = [], secretName = '' }] of tls.entries()) {
        const secret = cluster.find('', 'Secret', ingress.namespace, secretName)
        const pair = secret && pairs.get(secret)
        if (secret === undefined || pair === undefined) continue
        for (const [place, host] of hosts.entries()) {
          if (pair.covers(host)) continue
          const at = new FieldRef(ingress, ['spec', 'tls', index, 'hosts', place])
          const data = { name: secretName, host, ingress: ingress.name ?? '' }
          const related = [{ at: placeOf(secret, 'tls.crt'), message: `a certificate for ${pair.hosts.join(', ') || 'no host'}` }]
          report({ at, message: 'uncovered', data, related })
        }
      }
    }
  },
})

function pairOf(secret: Resource): TlsKeyPair | undefined {
  return readTlsKeyPair(textOf(secret, 'tls.crt'), textOf(secret, 'tls.key'))
}

/** What the server stores under a key: `stringData` takes the place of `data`. */
function textOf(secret: Resource, key: string): string {
  const plain = valueAt(secret.written, ['stringData', key])
  if (typeof plain === 'string') return plain
  const encoded = valueAt(secret.written, ['data', key])
  return typeof encoded === 'string' ? Buffer.from(encoded, 'base64').toString('latin1') : ''
}

function placeOf(secret: Resource, key: string): FieldRef {
  const list = valueAt(secret.written, ['stringData', key]) === undefined ? 'data' : 'stringData'
  return new FieldRef(secret, [list, key], 'key')
}
