import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { loadPlugins } from '../../../../src/apiserver/admission/plugins.ts'
import { newestVersion } from '../../../../src/k8s/version.ts'
import { allResourceTypes } from '../../../../src/schema/resource-types.ts'
import { validating, validatingBinding } from './policies.ts'

const root = join(import.meta.dirname, '../../../..')
/** Imports and re-exports of values: those of types alone load nothing. */
const loading = /^(?:import|export) (?!type )(?:[^'"]*? from )?['"](\.[^'"]+)['"]/gm

/** Everything that is loaded with a file, without what is imported on demand. */
function loadedWith(entry: string): readonly string[] {
  const seen = new Set<string>()
  const waiting = [join(root, entry)]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !existsSync(file)) continue
    seen.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(loading)) waiting.push(join(dirname(file), path!))
  }
  return [...seen].map(file => relative(root, file))
}

test.each(['src/pipeline.ts', 'src/apiserver/index.ts', 'src/cluster/apply/unasked-webhooks.ts'])('%s loads no CEL by itself', entry => {
  const loaded = loadedWith(entry)
  expect(loaded.length).toBeGreaterThan(10)
  expect(loaded.filter(file => file.startsWith('src/cel/') || file.startsWith('src/apiserver/expressions/'))).toEqual([])
})

test('what evaluates policies does load it', () => {
  expect(loadedWith('src/apiserver/admission/validating-admission-policy.ts')).toContain('src/cel/index.ts')
})

test.each<[string, readonly object[], boolean]>([
  ['no policy', [], false],
  ['a policy that is not in force', [validating({})], false],
  ['a policy in force', [validating({}), validatingBinding()], true],
])('with %s among the objects', async (_, objects, isLoaded) => {
  const types = allResourceTypes(newestVersion).filter(({ kind }) => kind === 'ConfigMap')
  const names = (await loadPlugins(types, objects))(types[0]!).map(({ name }) => name)
  expect(names.includes('ValidatingAdmissionPolicy')).toBe(isLoaded)
})
