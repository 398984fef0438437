import { describe, expect, test } from 'vitest'
import { decoded, pod } from './decoded.ts'

function deployment(spec: object): Readonly<Record<string, unknown>> {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec }
}

describe('what was meant by an unknown field', () => {
  test.each([
    ['other letter case', pod({}, { imagepullpolicy: 'Always' }), 'imagePullPolicy'],
    ['one letter too few', deployment({ replica: 2 }), 'replicas'],
    ['two letters exchanged', pod({ tolreations: [] }), 'tolerations'],
    ['two edits in a long name', pod({}, { livnessProb: {} }), 'livenessProbe'],
    ['a name at the root', { ...pod(), metdata: {} }, 'metadata'],
  ])('%s', (_, value, suggestion) => {
    const [error] = decoded(value).errors
    expect([error!.suggestion, error!.belongsTo]).toEqual([suggestion, undefined])
  })

  test.each([
    [
      'a field of an outer object',
      pod({}, { livenessProbe: { httpGet: { port: 80, initialDelaySeconds: 5 } } }),
      'spec.containers.0.livenessProbe',
    ],
    ['a field of the spec beside it', { ...pod(), volumes: [] }, 'spec'],
    ['a field of the metadata', { ...pod(), labels: {} }, 'metadata'],
    ['a field of the pod in the spec of its owner', deployment({ containers: [] }), 'spec.template.spec'],
    ['a field of the containers beside them', pod({ env: [] }), 'spec.containers.0'],
    ['a field of the pod in one of its containers', pod({}, { nodeSelector: {} }), 'spec'],
  ])('%s belongs there', (_, value, owner) => {
    const [error] = decoded(value).errors
    expect([error!.suggestion, error!.belongsTo?.join('.')]).toEqual([undefined, owner])
  })

  test.each([['zzz'], ['x'], ['a name with spaces'], ['n'.repeat(100_000)]])('nothing by %j', key => {
    const [error] = decoded(pod({ [key.slice(0, 100_000)]: 1 })).errors
    expect([error!.suggestion, error!.belongsTo]).toEqual([undefined, undefined])
  })
})

describe('below a misspelt field', () => {
  test('errors are found as if it had its right name, and the server does not tell them yet', () => {
    const { errors, message, object } = decoded(pod({}, { securitycontext: { runasuser: 1, privileged: 'no' } }))
    expect(errors.map(({ sentence, path }) => [sentence, path.join('.')])).toEqual([
      ['unknown field "spec.containers[0].securitycontext"', 'spec.containers.0.securitycontext'],
      ['unknown field "spec.containers[0].securityContext.runasuser"', 'spec.containers.0.securitycontext.runasuser'],
      [
        'json: cannot unmarshal string into Go struct field SecurityContext.spec.containers.securityContext.privileged of type bool',
        'spec.containers.0.securitycontext.privileged',
      ],
    ])
    expect(message).toMatch(/: strict decoding error: unknown field "spec\.containers\[0\]\.securitycontext"$/)
    expect(object).toEqual(pod())
  })

  test('nothing is looked for where the value has another shape, or the right name is there too', () => {
    expect(decoded(pod({ container: 'x' })).errors).toHaveLength(1)
    expect(decoded(pod({ volume: [{ zzz: 1 }], volumes: [] })).errors).toHaveLength(1)
  })
})
