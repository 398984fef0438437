import { describe, expect, test } from 'vitest'
import { core, pod, refusals, stored } from './admitted.ts'

const account = (fields: object = {}, metadata: object = {}) => ({
  ...core('ServiceAccount', 'web', fields),
  metadata: { name: 'web', namespace: 'default', ...metadata },
})
const token = '/var/run/secrets/kubernetes.io/serviceaccount'

describe('a pod', () => {
  test('gets the default account and a token of it in every container', async () => {
    const { spec } = await stored(pod({ initContainers: [{ name: 'i', image: 'i' }] }))
    expect([spec?.serviceAccountName, spec?.serviceAccount]).toEqual(['default', 'default'])
    expect(spec?.volumes?.map(({ name }) => name)).toEqual(['kube-api-access-<suffix>'])
    const mount = { name: 'kube-api-access-<suffix>', readOnly: true, mountPath: token }
    expect([...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].map(({ volumeMounts }) => volumeMounts)).toEqual([
      [mount],
      [mount],
    ])
  })

  test.each<[string, object, object]>([
    ['by the pod', { automountServiceAccountToken: false }, {}],
    ['by its account', { serviceAccountName: 'web' }, { automountServiceAccountToken: false }],
  ])('gets no token where that is turned off %s', async (_, spec, fields) => {
    expect((await stored(pod(spec), [account(fields)])).spec?.volumes).toBeUndefined()
  })

  test('keeps what it has mounted at the place of the token', async () => {
    const own = { name: 'own', mountPath: token }
    const spec = { volumes: [{ name: 'own', emptyDir: {} }], containers: [{ name: 'c', image: 'i', volumeMounts: [own] }] }
    expect((await stored(pod(spec))).spec?.volumes).toHaveLength(1)
  })

  test('gets the pull secrets of its account only where it has none', async () => {
    const present = [account({ imagePullSecrets: [{ name: 'registry' }] })]
    expect((await stored(pod({ serviceAccountName: 'web' }), present)).spec?.imagePullSecrets).toEqual([{ name: 'registry' }])
    const own = { serviceAccountName: 'web', imagePullSecrets: [{ name: 'own' }] }
    expect((await stored(pod(own), present)).spec?.imagePullSecrets).toEqual([{ name: 'own' }])
  })
})

describe('an account', () => {
  const missing = (why: string, name: string) => `pods "p" is forbidden: error looking up service account default/${name}: ${why}`

  test('that is missing refuses the pod before validation does, but in the open world it may exist', async () => {
    expect(await refusals(pod({ serviceAccountName: 'web' }))).toEqual([missing('serviceaccount "web" not found', 'web')])
    expect(await refusals(pod({ serviceAccountName: 'web' }), [], 'open')).toEqual([])
    expect((await refusals(pod({ serviceAccountName: 'a/b' })))[0]).toBe(
      missing(`invalid resource name "a/b": [may not contain '/']`, 'a/b')
    )
  })

  test.each<[string, object, string]>([
    ['volume', { volumes: [{ name: 'v', secret: { secretName: 's' } }] }, 'volume with secret.secretName="s" is'],
    [
      'variable',
      { containers: [{ name: 'c', image: 'i', env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }] },
      'container c with envVar X referencing secret.secretName="s" is',
    ],
    [
      'environment',
      { containers: [{ name: 'c', image: 'i', envFrom: [{ secretRef: { name: 's' } }] }] },
      'container c with envFrom referencing secret.secretName="s" is',
    ],
    ['pull secret', { imagePullSecrets: [{ name: 's' }] }, 'imagePullSecrets[0].name="s" is'],
  ])('that enforces its list of secrets refuses others: %s', async (_, spec, words) => {
    const present = [account({ secrets: [{ name: 'own' }] }, { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } })]
    expect((await refusals(pod({ serviceAccountName: 'web', ...spec }), present))[0]).toContain(
      `forbidden: ${words} not allowed because service account web`
    )
  })

  test('may not be named by a mirror pod', async () => {
    const mirror = pod({ serviceAccountName: 'web', nodeName: 'n' }, { annotations: { 'kubernetes.io/config.mirror': 'x' } })
    expect(await refusals(mirror, [account()])).toContain('pods "p" is forbidden: a mirror pod may not reference service accounts')
  })
})
