import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'

const folder = join(import.meta.dirname, '../../schemas/output')

/** Checks results against their published schema, in which, unlike for readers, a key that it does not name is a mistake. */
export function strictSchema(format: 'access' | 'check' | 'simulate' | 'rules' | 'batch'): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(folder, `${format}.v1.json`), 'utf8'))
  return new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(closed(schema) as object)
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy
}
