import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { cleanManifest } from '../../src/dev/bench/manifests.ts'
import { check } from '../../src/pipeline.ts'

/** Ids of the rules whose modules are loaded for a manifest. */
async function loadedFor(text: string): Promise<readonly string[]> {
  const loaded: string[] = []
  const watched = rules.map(({ id, severity, claim, presets, when }, index) => ({
    ...{ id, severity, claim, presets, when },
    load: () => {
      loaded.push(id)
      return rules[index]!.load()
    },
  }))
  await check({ inputs: [{ path: 'web.yaml', text }] }, parseOptions({}, 'check'), watched)
  return loaded.sort()
}

test('for a Deployment without mistakes, rules are loaded only on its kind and on fields that it has', async () => {
  expect(await loadedFor(cleanManifest)).toEqual([
    'image/invalid-reference',
    'probe/port-not-declared',
    'probe/timeout-exceeds-period',
    'reference/variable-undefined',
    'rollout/deadline-before-ready',
    'workload/duplicate-variable',
  ])
})

test('a field more brings the rules on it', async () => {
  const loaded = await loadedFor(cleanManifest.replace('    spec:\n', '    spec:\n      runtimeClassName: gvisor\n'))
  expect(loaded).toContain('reference/runtime-class-missing')
})
