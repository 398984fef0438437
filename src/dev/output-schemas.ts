import { join } from 'node:path'
import { createGenerator } from 'ts-json-schema-generator'
import { root } from './project.ts'

/** The results of the contract: the type that each format is generated from. */
const results = [
  { format: 'check', type: 'CheckResult', source: 'src/report/results/check.ts' },
  { format: 'simulate', type: 'SimulateResult', source: 'src/report/results/simulate.ts' },
  { format: 'reach', type: 'ReachResult', source: 'src/report/results/reach.ts' },
  { format: 'access', type: 'AccessResult', source: 'src/report/results/access.ts' },
  { format: 'why', type: 'WhyResult', source: 'src/report/results/why.ts' },
  { format: 'fix', type: 'FixResults', source: 'src/report/results/fix.ts' },
  { format: 'rules', type: 'RulesResult', source: 'src/report/results/rules.ts' },
  { format: 'test-rules', type: 'TestRulesResult', source: 'src/report/results/test-rules.ts' },
  { format: 'batch', type: 'BatchAnswer', source: 'src/report/results/batch.ts' },
] as const

/** The JSON schemas of schemas/output, by path in the project: readers ignore keys that they don't know, so further keys are allowed. */
export async function generateOutputSchemas(): Promise<ReadonlyMap<string, string>> {
  const schemas = new Map<string, string>()
  for (const { format, type, source } of results) {
    const generator = createGenerator({
      path: join(root, source),
      tsconfig: join(root, 'tsconfig.json'),
      type,
      expose: 'export',
      topRef: false,
      additionalProperties: true,
      // the project is checked by its own compiler; this one only reads types
      skipTypeCheck: true,
      sortProps: false,
    })
    const schema = generator.createSchema(type)
    schemas.set(`schemas/output/${format}.v1.json`, `${JSON.stringify(schema, undefined, 2)}\n`)
  }
  return schemas
}
