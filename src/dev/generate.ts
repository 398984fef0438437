import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { generateActionBundle } from './action-bundle.ts'
import { generateApiLifecycle } from './api-lifecycle.ts'
import { generateBootstrapPolicy } from './bootstrap-policy.ts'
import { generateConfigSchema } from './config-schema.ts'
import { generateHooks } from './hooks.ts'
import { generateInternalTypes } from './internal-types.ts'
import { generateOutputSchemas } from './output-schemas.ts'
import { root, writeWhole } from './project.ts'
import { generateReadme } from './readme.ts'
import { generateRuleRegistry } from './rule-registry.ts'
import { generateSchemaTable } from './schema-table.ts'

/** Everything that is generated and committed, in the order in which one is made of another. */
const generators: readonly (() => Promise<ReadonlyMap<string, string>>)[] = [
  schemaTable,
  bootstrapPolicy,
  apiLifecycle,
  internalTypes,
  generateRuleRegistry,
  generateConfigSchema,
  generateHooks,
  generateOutputSchemas,
  generateActionBundle,
  generateReadme,
]

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const stale: string[] = []
for (const generate of generators) {
  for (const [path, text] of await generate()) {
    const file = join(root, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    stale.push(path)
    if (!flags.check) writeWhole(file, text)
  }
}
if (!flags.check) console.log(stale.length === 0 ? 'Everything generated is current.' : stale.map(path => `wrote ${path}`).join('\n'))
else if (stale.length > 0) {
  console.error(
    `These files are not what the sources give; \`npm run generate\` writes them:\n${stale.map(path => `  ${path}`).join('\n')}`
  )
  process.exitCode = 1
}

/** The table of all types needs the servers' own descriptions, which the repository does not hold. */
async function schemaTable(): Promise<ReadonlyMap<string, string>> {
  const openapi = process.env['SEATRIAL_OPENAPI']
  if (openapi === undefined || !existsSync(openapi)) return new Map()
  return new Map(generateSchemaTable({ openapi: resolve(openapi) }).map(({ path, content }) => [path, content]))
}

/** So do the roles and bindings that a server creates. */
async function bootstrapPolicy(): Promise<ReadonlyMap<string, string>> {
  const folder = process.env['SEATRIAL_BOOTSTRAP_POLICY']
  return folder === undefined || !existsSync(folder) ? new Map() : generateBootstrapPolicy(resolve(folder))
}

/** And the lifecycle of its APIs. */
async function apiLifecycle(): Promise<ReadonlyMap<string, string>> {
  const file = process.env['SEATRIAL_API_LIFECYCLE']
  return file === undefined || !existsSync(file) ? new Map() : generateApiLifecycle(resolve(file))
}

/** And the server's own types. */
async function internalTypes(): Promise<ReadonlyMap<string, string>> {
  const modules = process.env['SEATRIAL_GO_MODULES']
  return modules === undefined || !existsSync(modules) ? new Map() : generateInternalTypes(resolve(modules), '36.2')
}
