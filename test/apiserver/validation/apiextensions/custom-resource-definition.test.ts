import { expect, test } from 'vitest'
import type { KubernetesObject } from '../../../../src/k8s/types.ts'
import { errorsOf } from '../../errors-of.ts'
import { objectOf } from '../objects.ts'

function version(openAPIV3Schema: object): object {
  return { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }
}

function definition(fields: object): KubernetesObject {
  const spec = { group: 'b.c', scope: 'Namespaced', names: { plural: 'as', kind: 'A' }, versions: [version({ type: 'object' })], ...fields }
  return objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec }, 'as.b.c')
}

test.each<[string, object, string[]]>([
  ['nothing wrong', {}, []],
  ['another group than its name', { group: 'b.d' }, ['metadata.name: Invalid value: "as.b.c": must be spec.names.plural+"."+spec.group']],
  [
    'no version',
    { versions: [] },
    [
      'spec.versions: Invalid value: []: must have exactly one version marked as storage version',
      'status.storedVersions: Invalid value: null: must have at least one stored version',
    ],
  ],
  [
    'two stored versions',
    { versions: [version({ type: 'object' }), { ...version({ type: 'object' }), name: 'v2' }] },
    [
      'spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v2","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must have exactly one version marked as storage version',
      'status.storedVersions: Invalid value: ["v1"]: must have the storage version v2',
    ],
  ],
  [
    'a version twice',
    { versions: [version({ type: 'object' }), { ...version({ type: 'object' }), storage: false }] },
    [
      'spec.versions: Invalid value: [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: must contain unique version names',
    ],
  ],
  [
    'a kind with a dash',
    { names: { plural: 'as', kind: 'A-' } },
    [
      "spec.names.singular: Invalid value: \"a-\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
      "spec.names.kind: Invalid value: \"A-\": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
    ],
  ],
  ['another scope', { scope: 'Everywhere' }, ['spec.scope: Unsupported value: "Everywhere": supported values: "Cluster", "Namespaced"']],
  [
    'a webhook without a client',
    { conversion: { strategy: 'Webhook' } },
    [
      'spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook',
      'spec.conversion.conversionReviewVersions: Required value',
    ],
  ],
  [
    'fields kept that the schema does not know',
    { preserveUnknownFields: true },
    [
      'spec.preserveUnknownFields: Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
    ],
  ],
])('the definition with %s', async (_, fields, errors) => {
  expect(await errorsOf(definition(fields))).toEqual(errors)
})

test.each<[string, object, string[]]>([
  [
    'nothing wrong',
    { type: 'object', properties: { spec: { type: 'object', properties: { a: { type: 'string', pattern: '^a$' } } } } },
    [],
  ],
  [
    'a root that is no object',
    { type: 'string' },
    ['spec.validation.openAPIV3Schema.type: Invalid value: "string": must be object at the root'],
  ],
  [
    'a field without a type',
    { type: 'object', properties: { spec: {} } },
    ['spec.validation.openAPIV3Schema.properties[spec].type: Required value: must not be empty for specified object fields'],
  ],
  [
    'an array of anything',
    { type: 'object', properties: { a: { type: 'array' } } },
    ['spec.validation.openAPIV3Schema.properties[a].items: Required value: must be specified'],
  ],
  [
    'a map of unknown and known fields',
    {
      type: 'object',
      properties: { a: { type: 'object', properties: { b: { type: 'string' } }, additionalProperties: { type: 'string' } } },
    },
    [
      'spec.validation.openAPIV3Schema.properties[a].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive',
    ],
  ],
  [
    'a pattern that Go cannot read',
    { type: 'object', properties: { a: { type: 'string', pattern: '(' } } },
    [
      'spec.validation.openAPIV3Schema.properties[a].pattern: Invalid value: "(": must be a valid regular expression, but isn\'t: error parsing regexp: missing closing ): `(`',
    ],
  ],
  [
    'a list with keys of something else',
    { type: 'object', properties: { a: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'map' } } },
    [
      'spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
      'spec.validation.openAPIV3Schema.properties[a].items.type: Invalid value: "string": must be object if parent array\'s x-kubernetes-list-type is map',
    ],
  ],
  [
    'keys that the items do not require',
    {
      type: 'object',
      properties: {
        a: {
          type: 'array',
          items: { type: 'object', properties: { k: { type: 'string' } } },
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['k'],
        },
      },
    },
    [
      'spec.validation.openAPIV3Schema.properties[a].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property',
    ],
  ],
  [
    'what the schema of metadata may not hold',
    { type: 'object', properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } } },
    [
      'spec.validation.openAPIV3Schema.properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
    ],
  ],
  [
    'a type inside of a condition',
    { type: 'object', properties: { a: { type: 'string' } }, anyOf: [{ properties: { a: { type: 'string' } } }] },
    ['spec.validation.openAPIV3Schema.anyOf[0].properties[a].type: Forbidden: must be empty to be structural'],
  ],
  ['references', { type: 'object', $ref: '#/a' }, ['spec.validation.openAPIV3Schema.$ref: Forbidden: $ref is not supported']],
])('its schema with %s', async (_, fields, errors) => {
  expect(await errorsOf(definition({ versions: [version(fields)] }))).toEqual(errors)
})
