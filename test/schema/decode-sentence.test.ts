import { describe, expect, test } from 'vitest'
import { decoded, definitionWith, pod } from './decoded.ts'

const field = (goField: string) => `into Go struct field ${goField}`
const quantityFormat = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

/** The server's message without its beginning, which the kind decides. */
function messageOf(value: unknown): string | undefined {
  const message = decoded(value).message
  const start = ' cannot be handled as a '
  return message?.slice(message.indexOf(': ', message.indexOf(start)) + 2)
}

describe('the message of the server', () => {
  test('names the kind and its version without the group', () => {
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: '2' } }
    expect(decoded(deployment).message).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: ' +
        'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32'
    )
  })

  const wrong: readonly (readonly [value: object, message: string])[] = [
    // a scalar where another is wanted
    [pod({}, { image: 5 }), `json: cannot unmarshal number ${field('Container.spec.containers.image')} of type string`],
    [pod({ hostNetwork: 'yes' }), `json: cannot unmarshal string ${field('PodSpec.spec.hostNetwork')} of type bool`],
    [pod({ priority: true }), `json: cannot unmarshal bool ${field('PodSpec.spec.priority')} of type int32`],
    [pod({ priority: 1.5 }), `json: cannot unmarshal number 1.5 ${field('PodSpec.spec.priority')} of type int32`],
    [pod({ priority: 3_000_000_000 }), `json: cannot unmarshal number 3000000000 ${field('PodSpec.spec.priority')} of type int32`],
    [
      pod({ activeDeadlineSeconds: 2n ** 63n }),
      `json: cannot unmarshal number 9223372036854776000 ${field('PodSpec.spec.activeDeadlineSeconds')} of type int64`,
    ],
    // a named type of Go
    [pod({ restartPolicy: [] }), `json: cannot unmarshal array ${field('PodSpec.spec.restartPolicy')} of type v1.RestartPolicy`],
    [
      { apiVersion: 'v1', kind: 'Pod', metadata: { uid: 7 } },
      `json: cannot unmarshal number ${field('ObjectMeta.metadata.uid')} of type types.UID`,
    ],
    [pod({ overhead: 'x' }), `json: cannot unmarshal string ${field('PodSpec.spec.overhead')} of type v1.ResourceList`],
    // objects, lists and maps
    [{ apiVersion: 'v1', kind: 'Pod', spec: [] }, `json: cannot unmarshal array ${field('Pod.spec')} of type v1.PodSpec`],
    [pod({ tolerations: {} }), `json: cannot unmarshal object ${field('PodSpec.spec.tolerations')} of type []v1.Toleration`],
    [pod({ tolerations: ['x'] }), `json: cannot unmarshal string ${field('PodSpec.spec.tolerations')} of type v1.Toleration`],
    [pod({}, { args: [1] }), `json: cannot unmarshal number ${field('Container.spec.containers.args')} of type string`],
    [pod({ nodeSelector: [] }), `json: cannot unmarshal array ${field('PodSpec.spec.nodeSelector')} of type map[string]string`],
    [pod({ nodeSelector: { ssd: true } }), `json: cannot unmarshal bool ${field('PodSpec.spec.nodeSelector')} of type string`],
    // structs that hold their fields by embedding
    [
      pod({ volumes: [{ name: 'v', hostPath: 'x' }] }),
      `json: cannot unmarshal string ${field('Volume.spec.volumes.VolumeSource.hostPath')} of type v1.HostPathVolumeSource`,
    ],
    [
      pod({}, { livenessProbe: { httpGet: { path: 7 } } }),
      `json: cannot unmarshal number ${field('HTTPGetAction.spec.containers.livenessProbe.ProbeHandler.httpGet.path')} of type string`,
    ],
    // types that decode themselves
    [pod({}, { resources: { limits: { memory: '1GB' } } }), quantityFormat],
    [pod({}, { resources: { limits: { memory: true } } }), quantityFormat],
    [pod({}, { resources: { limits: { memory: '1K' } } }), "unable to parse quantity's suffix"],
    [
      { apiVersion: 'v1', kind: 'Pod', metadata: { creationTimestamp: 'now' } },
      'parsing time "now" as "2006-01-02T15:04:05Z07:00": cannot parse "now" as "2006"',
    ],
    [
      { apiVersion: 'v1', kind: 'Pod', metadata: { creationTimestamp: 7 } },
      `json: cannot unmarshal number ${field('ObjectMeta.metadata.creationTimestamp')} of type string`,
    ],
    [
      { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { renewTime: '2026-01-01T00:00:00Z' } },
      'parsing time "2026-01-01T00:00:00Z" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "Z" as ".000000"',
    ],
    [{ apiVersion: 'v1', kind: 'Secret', data: { key: 'p@ss' } }, 'illegal base64 data at input byte 1'],
    [{ apiVersion: 'v1', kind: 'Secret', data: { key: {} } }, `json: cannot unmarshal object ${field('Secret.data')} of type []uint8`],
    [
      { apiVersion: 'v1', kind: 'Secret', data: { key: [1, 256] } },
      `json: cannot unmarshal number 256 ${field('Secret.data')} of type uint8`,
    ],
    [
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ targetPort: 8080.5 }] } },
      `json: cannot unmarshal number 8080.5 ${field('ServicePort.spec.ports.targetPort')} of type int32`,
    ],
    [
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ targetPort: true }] } },
      `json: cannot unmarshal bool ${field('ServicePort.spec.ports.targetPort')} of type int32`,
    ],
  ]
  test.each(wrong.map(([value, message]) => ({ value, message })))('is $message', ({ value, message }) => {
    expect(messageOf(value)).toBe(message)
  })

  test.each([
    [{ additionalProperties: 'yes' }, 'boolean or JSON schema expected'],
    [
      { enum: 'a' },
      'json: cannot unmarshal string into Go struct field JSONSchemaProps.spec.versions.schema.openAPIV3Schema.enum of type []v1.JSON',
    ],
    [
      { items: { type: 7 } },
      'json: cannot unmarshal number into Go struct field JSONSchemaProps.spec.versions.schema.openAPIV3Schema.items.type of type string',
    ],
    [
      { items: { externalDocs: { url: 7 } } },
      'json: cannot unmarshal number into Go struct field JSONSchemaProps.spec.versions.schema.openAPIV3Schema.items.externalDocs.url of type string',
    ],
    [{ items: { typo: 7 } }, undefined],
    [{ items: 7 }, undefined],
    [{ default: { anything: [null, 1.5] }, 'x-kubernetes-int-or-string': true }, undefined],
    [
      { properties: { a: { typo: 7 } } },
      'strict decoding error: unknown field "spec.versions[0].schema.openAPIV3Schema.properties.a.typo"',
    ],
  ])('of the JSON schema %j', (schema, message) => {
    expect(messageOf(definitionWith(schema))).toBe(message)
  })

  test('is about the first wrong type in the order of sorted keys, in which kubectl sends them', () => {
    const value = { apiVersion: 'v1', kind: 'Pod', spec: { priority: 'x', hostNetwork: 'x' }, metadata: { name: 7 } }
    expect(messageOf(value)).toBe(`json: cannot unmarshal number ${field('ObjectMeta.metadata.name')} of type string`)
  })

  test('is about a type that decodes itself rather than about any other wrong type', () => {
    expect(messageOf(pod({ hostNetwork: 'x', overhead: { cpu: '1,5' } }))).toBe(quantityFormat)
  })

  test('joins all unknown fields, sorted, where no type is wrong', () => {
    const value = { ...pod({ zeta: 1 }, { alpha: null }), omega: [] }
    expect(messageOf(value)).toBe(
      'strict decoding error: unknown field "omega", unknown field "spec.containers[0].alpha", unknown field "spec.zeta"'
    )
    expect(messageOf({ ...value, metadata: { name: 7 } })).toMatch(/^json: /)
  })

  test('quotes a field as Go does', () => {
    expect(messageOf(pod({ 'a"b\n': 1 }))).toBe('strict decoding error: unknown field "spec.a\\"b\\n"')
  })

  test('tells a hundred unknown fields at most', () => {
    const value = pod(Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`x${index}`, 1])))
    expect(decoded(value).errors).toHaveLength(150)
    expect(messageOf(value)!.split(', ')).toHaveLength(100)
  })

  test('tells the repeated keys of a JSON text where types are known', () => {
    const { errors, message } = decoded(definitionWith({ default: { a: 1 } }), {
      duplicates: [
        ['metadata', 'name'],
        ['metadata', 'labels', 'a'],
        ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'default', 'a'],
        ['nothing', 'a'],
      ],
    })
    expect(errors.map(error => [error.code, error.path])).toEqual([
      ['duplicate-field', ['metadata', 'name']],
      ['duplicate-field', ['metadata', 'labels', 'a']],
    ])
    expect(message).toMatch(/: strict decoding error: duplicate field "metadata.labels.a", duplicate field "metadata.name"$/)
  })
})

describe('older servers', () => {
  test('do not name embedded structs nor the fields inside a nested schema', () => {
    const version = { minor: 34 }
    expect(decoded(pod({ volumes: [{ name: 'v', hostPath: 'x' }] }), { version }).message).toMatch(
      /Go struct field Volume\.spec\.volumes\.hostPath of type v1\.HostPathVolumeSource$/
    )
    expect(decoded(definitionWith({ items: { properties: { a: { type: 7 } } } }), { version }).message).toMatch(
      /Go struct field JSONSchemaProps\.spec\.versions\.schema\.openAPIV3Schema\.items of type string$/
    )
  })

  test.each([
    ['resources', { limits: { cpu: 1 } }, 31, 32],
    ['hostnameOverride', 'web', 33, 34],
    ['schedulingGroup', {}, 35, 36],
  ])('do not know spec.%s before its version', (name, value, without, since) => {
    expect(decoded(pod({ [name]: value }), { version: { minor: without } }).errors.map(error => error.sentence)).toEqual([
      `unknown field "spec.${name}"`,
    ])
    expect(decoded(pod({ [name]: value }), { version: { minor: since } }).errors).toEqual([])
  })
})
