import type { FieldPath } from '../../k8s/field-path.ts'
import { behindEntry, entryText, withoutEntry } from '../../source/repair/entries.ts'
import type { WrittenEdit, WrittenObject } from './written.ts'

/** What stands once for all versions in a beta, and in each version since. */
const perVersion = ['validation', 'subresources', 'additionalPrinterColumns'] as const
const openSchema = 'schema:\n  openAPIV3Schema:\n    type: object\n    x-kubernetes-preserve-unknown-fields: true\n'

/** A definition of apiextensions.k8s.io/v1beta1 as v1 has it. Mirrors apiextensions pkg/apis/apiextensions/v1beta1/conversion.go, v1.21. */
export function definitionEdits(object: WrittenObject): readonly WrittenEdit[] | undefined {
  const { text } = object.document.file
  const keys = object.keysAt(['spec'])
  const isOpen = object.valueAt(['spec', 'preserveUnknownFields']) === true && keys.includes('validation')
  if (isOpen || object.valueAt(['spec', 'conversion', 'webhookClientConfig']) !== undefined) return undefined
  const edits: (WrittenEdit | undefined)[] = []
  for (const key of [...perVersion, 'preserveUnknownFields'] as const)
    if (keys.includes(key)) edits.push(withoutEntry(text, object.keyStart(['spec', key])))
  const count = object.lengthAt(['spec', 'versions'])
  if (count === 0) {
    const column = object.column(['spec', 'version'])
    if (column === undefined) return undefined
    const name = object.text(['spec', 'version'])
    const blank = ' '.repeat(column)
    const fields = fieldsOfVersion(object, keys, column + 2)
    const start = object.keyStart(['spec', 'version'])
    const lineEnd = text.indexOf('\n', start)
    if (fields === undefined || lineEnd === -1) return undefined
    const head = `versions:\n${blank}- name: ${name}\n${blank}  served: true\n${blank}  storage: true\n`
    edits.push({ start, end: lineEnd + 1, text: head + fields })
  } else {
    if (keys.includes('version')) edits.push(withoutEntry(text, object.keyStart(['spec', 'version'])))
    for (let index = 0; index < count; index++) edits.push(versionEdit(object, keys, ['spec', 'versions', index]))
  }
  return edits.every(edit => edit !== undefined) ? edits : undefined
}

/** What a version of the list lacks, behind its last field. */
function versionEdit(object: WrittenObject, keys: readonly string[], version: FieldPath): WrittenEdit | undefined {
  const { text } = object.document.file
  const own = object.keysAt(version)
  const last = own.toSorted((a, b) => object.keyStart([...version, b]) - object.keyStart([...version, a]))[0]
  const behind = last === undefined ? undefined : behindEntry(text, object.keyStart([...version, last]))
  if (behind === undefined || own.includes('schema')) return undefined
  const fields = fieldsOfVersion(object, keys, behind.column)
  const head = behind.at > 0 && text[behind.at - 1] !== '\n' ? '\n' : ''
  return fields === undefined ? undefined : { start: behind.at, end: behind.at, text: head + fields }
}

function fieldsOfVersion(object: WrittenObject, keys: readonly string[], column: number): string | undefined {
  const { text } = object.document.file
  const parts = perVersion.map(key => (keys.includes(key) ? entryText(text, object.keyStart(['spec', key]), column) : ''))
  const [validation, subresources, columns] = parts
  if (parts.some(part => part === undefined)) return undefined
  const schema = validation === '' ? openSchema.replace(/^(?=.)/gm, ' '.repeat(column)) : validation!.replace('validation', 'schema')
  return schema + subresources! + columns!.replaceAll(/\bJSONPath(?=["']?:)/g, 'jsonPath')
}
