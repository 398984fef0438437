import type { ClaimState, PodState, SimulationOutcome } from '../../simulate/control-plane/index.ts'
import { lastReasons } from '../volumes-text.ts'
import { html, type Markup, section, table } from './markup.ts'

const podLimit = 5

/** Each claim between the pods that mount it and the volume that it has got, and the volumes that nobody has claimed. */
export function storageSection(outcome: SimulationOutcome): Markup {
  const { persistentVolumeClaims: claims, persistentVolumes: volumes, pods } = outcome
  const reasons = lastReasons(outcome)
  const users = usersOfClaims(pods)
  const chains = claims.slice(0, 200).map(claim => {
    const key = `${claim.namespace}/${claim.name}`
    return chain(claim, [...(users.get(key) ?? [])], reasons.get(key) ?? 'nothing binds it')
  })
  const free = volumes.filter(({ claim }) => claim === undefined).map(({ name, phase, message }) => [name, phase, message ?? ''])
  const list = chains.length === 0 ? [] : html`<ul class="chains">\n${chains}</ul>\n`
  return section('Storage', 'From left to right: the pods, the claim that they mount, and the volume that it has got.', [
    list,
    table(['Volume without a claim', 'State', 'Why'], free),
  ])
}

function chain(claim: ClaimState, users: readonly string[], reason: string): Markup {
  const { namespace, name, storageClassName, volumeName, phase } = claim
  const left = users.length - podLimit
  const pods = users.length === 0 ? 'no pod' : `${users.slice(0, podLimit).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
  const bound = phase === 'Bound'
  const to = bound ? html`<span class="chip">${volumeName ?? '-'}</span>` : html`<span class="chip bad">${phase}: ${reason}</span>`
  const storage = storageClassName ? html` <small>class ${storageClassName}</small>` : ''
  return html`<li><span class="chip">${pods}</span> → <span class="chip${bound ? '' : ' bad'}">${namespace}/${name}${storage}</span> → ${to}</li>\n`
}

/** The pods of each claim, by namespace and name. */
function usersOfClaims(pods: readonly PodState[]): ReadonlyMap<string, ReadonlySet<string>> {
  const users = new Map<string, Set<string>>()
  for (const { namespace, name, template } of pods) {
    for (const claim of claimsOf(name, template)) {
      const key = `${namespace}/${claim}`
      const known = users.get(key) ?? new Set()
      users.set(key, known.add(name))
    }
  }
  return users
}

interface WithClaimTemplates {
  readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[]
}

function claimsOf(pod: string, { spec, owner }: PodState['template']): readonly string[] {
  const { volumeClaimTemplates = [] } = (owner.object.spec ?? {}) as WithClaimTemplates
  return [
    ...(spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []),
    ...volumeClaimTemplates.map(({ metadata }) => `${metadata?.name}-${pod}`),
  ]
}
