import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.ts'
import { reachableSchemas } from './schema-table.ts'
import { encodingMark } from './schema-table-encoding.ts'
import { readGoTypes } from './schema-table-go-types.ts'
import { nodeOf } from './schema-table-nodes.ts'
import { isOpenApiFolder, readOpenApi } from './schema-table-openapi.ts'

const openapi = process.env['SEATRIAL_OPENAPI']
const modules = process.env['SEATRIAL_GO_MODULES']
const version = process.argv[2]
if (!isOpenApiFolder(openapi) || modules === undefined || version === undefined) {
  console.error('SEATRIAL_OPENAPI and SEATRIAL_GO_MODULES must name folders, and the first argument a version such as v0.36.2')
  process.exit(2)
}

const versions = readOpenApi(openapi)
const fieldsOf = readGoTypes(modules, version)
const goTypes: Record<string, Record<string, string>> = {}
const goEncoding: Record<string, string> = {}
for (const schemaName of reachableSchemas(versions)) {
  const fields = fieldsOf(schemaName)
  const entries: Record<string, string> = {}
  const marked = new Set<string>()
  for (const { schemas } of versions) {
    for (const [name, schema] of Object.entries(schemas.get(schemaName)?.properties ?? {})) {
      const field = fields?.get(name)
      if (field === undefined) {
        if (fields !== undefined && schemas === versions.at(-1)!.schemas) console.error(`no Go field: ${schemaName}.${name}`)
        continue
      }
      if (field.embedded[0] === 'TypeMeta') continue
      const mark = encodingMark(field, nodeOf(schema))
      if (mark !== '') marked.add(`${mark}${name}`)
      const pointer = field.pointer && isZero(schema.default)
      const type = field.type === nodeOf(schema).goType && !pointer ? '' : `${pointer ? '*' : ''}${field.type}`
      const text = `${field.embedded.length > 0 ? `${field.embedded.join('.')}>` : ''}${type}`
      if (text !== '') entries[name] = text
    }
  }
  if (fields === undefined) console.error(`no Go struct: ${schemaName}`)
  if (marked.size > 0) goEncoding[schemaName] = [...marked].sort().join(',')
  if (Object.keys(entries).length > 0) goTypes[schemaName] = entries
}
writeFileSync(join(root, 'schemas/go-types.json'), `${JSON.stringify(goTypes, null, 1)}\n`)
writeFileSync(join(root, 'schemas/go-encoding.json'), `${JSON.stringify(goEncoding, null, 1)}\n`)

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === false || JSON.stringify(value) === '{}'
}
