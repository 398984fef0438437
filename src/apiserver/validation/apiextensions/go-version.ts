import type { Field } from '../field.ts'
import { type GoField, goStruct } from '../go-struct.ts'
import { goSchemaValue } from './go-schema.ts'
import type { VersionPart } from './hoisted.ts'

const columnFields: readonly GoField[] = [
  ['Name', 'name', 'text'],
  ['Type', 'type', 'text'],
  ['Format', 'format', 'text'],
  ['Description', 'description', 'text'],
  ['Priority', 'priority', 'number'],
  ['JSONPath', 'jsonPath', 'text'],
]
const scaleFields: readonly GoField[] = [
  ['SpecReplicasPath', 'specReplicasPath', 'text'],
  ['StatusReplicasPath', 'statusReplicasPath', 'text'],
  ['LabelSelectorPath', 'labelSelectorPath'],
]
const subresourceFields: readonly GoField[] = [
  ['Status', 'status'],
  ['Scale', 'scale', scaleFields],
]

/** A version as an error shows it: by the names of its Go fields, without what the server keeps once for all versions. */
export function goVersion(version: Field, isHoisted: (part: VersionPart) => boolean): unknown {
  const part = (name: VersionPart, by: (field: Field) => unknown): unknown => {
    const field = version.child(name)
    return field.absent || isHoisted(name) ? null : by(field)
  }
  return {
    Name: version.child('name').text,
    Served: version.child('served').value ?? false,
    Storage: version.child('storage').value ?? false,
    Deprecated: version.child('deprecated').value ?? false,
    DeprecationWarning: version.child('deprecationWarning').value ?? null,
    Schema: part('schema', field => ({ OpenAPIV3Schema: goSchemaValue(field.child('openAPIV3Schema').value) })),
    Subresources: part('subresources', ({ value }) => goStruct(value, subresourceFields)),
    AdditionalPrinterColumns: part('additionalPrinterColumns', ({ items }) => items.map(({ value }) => goStruct(value, columnFields))),
    SelectableFields: part('selectableFields', ({ items }) => items.map(item => ({ JSONPath: item.child('jsonPath').text }))),
  }
}
