import { check, type Input } from '../../src/index.ts'

/** A definition of `Widget.example.com`, namespaced, its `spec` described by a schema. */
export function definitionOf(spec: object, version: object = {}, root: object = {}): object {
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec }, ...root } }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema, ...version }],
    },
  }
}

/** An object of that kind. */
export function widget(spec: unknown, fields: object = {}): object {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' }, spec, ...fields }
}

/** Inputs, one file for each object. */
export function inputsOf(objects: readonly object[]): readonly Input[] {
  return objects.map((object, index) => ({ path: `${index}.json`, text: JSON.stringify(object) }))
}

/** The server's answers to objects, in order. */
export async function answersTo(objects: readonly object[], given: Partial<Parameters<typeof check>[0]> = {}) {
  const { options, ...job } = given
  const result = await check({ inputs: inputsOf(objects), ...job, options: { world: 'closed', asServer: true, stored: true, ...options } })
  return result.server ?? []
}

/** What the server says of a widget whose spec a schema describes: `201`, the message of a 400, or each cause of a 422. */
export async function verdictOn(schema: object, spec: unknown, fields: object = {}): Promise<readonly string[]> {
  const [answer] = await answersTo([widget(spec, fields)], { crds: inputsOf([definitionOf(schema)]) })
  if (answer?.causes !== undefined) return answer.causes.map(({ field, message }) => `${field}: ${message}`).sort()
  return [answer?.message ?? String(answer?.code)]
}
