import { describe, expect, test } from 'vitest'
import type { KubernetesObject } from '../../../src/k8s/types.ts'
import { applying, mutating, namespace, patching, validating, validatingBinding } from './admission-policy/policies.ts'
import { pod, verdictOf } from './admitted.ts'

const shop = namespace('shop')
const labelled = (spec: object = {}, labels: object = { app: 'a' }): KubernetesObject => pod(spec, { namespace: 'shop', labels })
const by = "policy 'm' with binding 'm-b' denied request: "

async function mutated(mutations: readonly object[], object = labelled(), spec: object = {}, more: readonly KubernetesObject[] = []) {
  const { stored, objections } = await verdictOf(object, [shop, ...mutating(mutations, spec), ...more])
  return { stored, refusals: objections.map(({ message }) => message), objections }
}

const containers = ({ spec }: KubernetesObject): readonly object[] => (spec as { readonly containers: readonly object[] }).containers

describe('an apply configuration', () => {
  test('adds to what is there, and what it adds gets its missing values', async () => {
    const added = applying('Object{spec: Object.spec{initContainers: [Object.spec.initContainers{name: "proxy", image: "proxy:1"}]}}')
    const { stored } = await mutated([added], labelled({ initContainers: [{ name: 'first', image: 'i' }] }))
    expect(stored.spec).toMatchObject({
      initContainers: [{ name: 'first' }, { name: 'proxy', image: 'proxy:1', imagePullPolicy: 'IfNotPresent' }],
      containers: [{ name: 'c', image: 'i' }],
    })
  })

  test('merges items of a list by their keys', async () => {
    const limits = applying(
      'Object{spec: Object.spec{containers: object.spec.containers.map(c, Object.spec.containers{name: c.name, env: [Object.spec.containers.env{name: "A", value: "2"}]})}}'
    )
    const object = labelled({
      containers: [
        {
          name: 'c',
          image: 'i',
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '1' },
          ],
        },
      ],
    })
    const { stored } = await mutated([limits], object)
    expect(containers(stored)).toMatchObject([
      {
        name: 'c',
        image: 'i',
        env: [
          { name: 'A', value: '2' },
          { name: 'B', value: '1' },
        ],
      },
    ])
  })

  test('adds to sets and maps', async () => {
    const both = applying('Object{metadata: Object.metadata{labels: {"b": "2"}, finalizers: ["example.com/x"]}}')
    const { stored } = await mutated([both], labelled())
    expect(stored.metadata).toMatchObject({ labels: { app: 'a', b: '2' }, finalizers: ['example.com/x'] })
  })

  test.each<[string, string, string]>([
    [
      'that sets an atomic list',
      'Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: "a"}]}}',
      'error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.tolerations',
    ],
    [
      'that sets an atomic map',
      'Object{spec: Object.spec{nodeSelector: {"a": "b"}}}',
      'error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.nodeSelector',
    ],
    [
      'that sets an unknown field',
      'Object{spec: Object.spec{nope: "a"}}',
      'error applying patch: failed to convert patch object to typed object: .spec.nope: field not declared in schema',
    ],
    [
      'that sets a number to a text',
      'Object{spec: Object.spec{priority: "a"}}',
      'error applying patch: failed to convert patch object to typed object: .spec.priority: expected numeric (int or float), got string',
    ],
    [
      'that calls a field otherwise than it is called',
      'Object{spec: Object.metadata{}}',
      'type mismatch: unexpected type name "Object.metadata", expected "Object.spec", which matches field name path from root Object type',
    ],
    ['that fails', 'Object{metadata: Object.metadata{name: object.spec.nope}}', '…'],
  ])('%s refuses the request', async (_, expression, why) => {
    const error = why === '…' ? `expression '${expression}' resulted in error: no such key: nope` : why
    const { objections } = await mutated([applying(expression)])
    expect(objections.map(({ message, code, reason, stage }) => [message, code, reason, stage])).toEqual([
      [`${by}${error}`, 403, 'Invalid', 'mutate'],
    ])
  })

  test('that fails changes nothing where failures are ignored', async () => {
    const fails = applying('Object{metadata: Object.metadata{labels: {"x": object.spec.nope}}}')
    const { refusals, stored } = await mutated([fails], labelled(), { failurePolicy: 'Ignore' })
    expect([refusals, stored.metadata?.labels]).toEqual([[], { app: 'a' }])
  })
})

describe('a JSON patch', () => {
  test('adds, copies, moves, replaces and removes', async () => {
    const patch = patching(`[
      JSONPatch{op: "add", path: "/metadata/annotations", value: {"a": "1"}},
      JSONPatch{op: "copy", from: "/metadata/annotations/a", path: "/metadata/annotations/b"},
      JSONPatch{op: "move", from: "/metadata/annotations/a", path: "/metadata/annotations/" + jsonpatch.escapeKey("x/y")},
      JSONPatch{op: "replace", path: "/metadata/labels/app", value: "z"},
      JSONPatch{op: "add", path: "/spec/containers/-", value: Object.spec.containers{name: "d", image: "j"}},
      JSONPatch{op: "remove", path: "/spec/containers/0"}]`)
    const { stored, refusals } = await mutated([patch])
    expect([refusals, stored.metadata]).toMatchObject([[], { labels: { app: 'z' }, annotations: { b: '1', 'x/y': '1' } }])
    expect(containers(stored)).toMatchObject([{ name: 'd', image: 'j', imagePullPolicy: 'Always' }])
  })

  test('whose test fails changes nothing', async () => {
    const patch = patching(
      '[JSONPatch{op: "add", path: "/metadata/labels/b", value: "1"}, JSONPatch{op: "test", path: "/metadata/labels/app", value: "z"}]'
    )
    const { stored, refusals } = await mutated([patch])
    expect([refusals, stored.metadata?.labels]).toEqual([[], { app: 'a' }])
  })

  test.each<[string, string, string]>([
    [
      'into what is missing',
      '[JSONPatch{op: "add", path: "/metadata/annotations/a", value: "1"}]',
      'add operation does not apply: doc is missing path: "/metadata/annotations/a": missing value',
    ],
    [
      'of what is missing',
      '[JSONPatch{op: "remove", path: "/spec/hostNetwork"}]',
      "error in remove for path: '/spec/hostNetwork': Unable to remove nonexistent key: hostNetwork: missing value",
    ],
    [
      'over what is missing',
      '[JSONPatch{op: "replace", path: "/spec/hostNetwork", value: true}]',
      'replace operation does not apply: doc is missing key: /spec/hostNetwork: missing value',
    ],
    [
      'beyond the end of a list',
      '[JSONPatch{op: "remove", path: "/spec/containers/3"}]',
      "error in remove for path: '/spec/containers/3': Unable to access invalid index: 3: invalid index referenced",
    ],
  ])('%s refuses the request', async (_, expression, why) => {
    expect((await mutated([patching(expression)])).refusals).toEqual([`${by}JSON Patch: ${why}`])
  })

  test('that makes something else of the object is an error of the server', async () => {
    const { objections } = await mutated([patching('[JSONPatch{op: "add", path: "/spec/nope", value: "1"}]')])
    expect(objections.map(({ code, message }) => [code, message])).toEqual([
      [500, 'Internal error occurred: strict decoding error: unknown field "spec.nope"'],
    ])
  })

  test('of a key such as __proto__ changes the object alone', async () => {
    const { stored } = await mutated([patching('[JSONPatch{op: "add", path: "/metadata/labels/__proto__", value: "1"}]')])
    expect(Object.keys(stored.metadata?.labels ?? {})).toContain('__proto__')
    expect(Object.hasOwn(Object.prototype, 'labels')).toBe(false)
  })
})

describe('policies one after the other', () => {
  const seen = (letter: string): object =>
    patching(
      `[JSONPatch{op: "add", path: "/metadata/annotations", value: {"seen": object.metadata.?annotations["seen"].orValue("") + "${letter}"}}]`
    )
  const annotations = async (first: string, second: string) => {
    const one = mutating([seen('a')], { reinvocationPolicy: first }, 'one')
    const two = mutating([seen('b')], { reinvocationPolicy: second }, 'two')
    const { stored } = await verdictOf(labelled(), [shop, ...one, ...two])
    return stored.metadata?.annotations
  }

  test.each([
    ['IfNeeded', 'IfNeeded', 'abab'],
    ['IfNeeded', 'Never', 'aba'],
    ['Never', 'Never', 'ab'],
  ])('%s and %s', async (first, second, expected) => {
    expect(await annotations(first, second)).toEqual({ seen: expected })
  })

  test('are followed by the other plugins again', async () => {
    const limits = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'l', namespace: 'shop' },
      spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m' }, default: { cpu: '200m' } }] },
    }
    const added = applying('Object{spec: Object.spec{containers: [Object.spec.containers{name: "d", image: "j"}]}}')
    const { stored } = await mutated([added], labelled(), {}, [limits])
    expect(containers(stored)[1]).toMatchObject({ name: 'd', resources: { requests: { cpu: '100m' } } })
  })

  test('are followed by validation and by what validates', async () => {
    const sets = (value: string): object => applying(`Object{spec: Object.spec{restartPolicy: "${value}"}}`)
    const rule = validating({ validations: [{ expression: 'object.spec.restartPolicy != "Never"', message: 'no' }] })
    expect((await mutated([sets('Sometimes')])).refusals[0]).toMatch(/^Pod "p" is invalid: spec.restartPolicy: Unsupported value/)
    expect((await mutated([sets('Never')], labelled(), {}, [rule, validatingBinding()])).refusals).toHaveLength(1)
  })
})
