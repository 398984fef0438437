import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

interface Layer {
  /** Folders and files it may import, besides itself. */
  readonly folders: readonly string[]
  /** Packages it may import. */
  readonly packages: readonly string[]
  /** Folders of which it may import types only. */
  readonly types?: readonly string[]
}

/** What each folder may import. Data flows from the upper lines to the lower ones. */
const layers: Readonly<Record<string, Layer>> = {
  'src/k8s': { folders: [], packages: [] },
  'src/source': { folders: [], packages: [] },
  'src/load': { folders: ['src/source'], packages: ['node:fs', 'node:path', 'node:child_process', 'minimatch'] },
  'src/schema': { folders: ['src/k8s', 'src/cel', 'schemas'], packages: ['ajv', 'ajv-formats'] },
  'src/cel': { folders: ['src/k8s'], packages: [] },
  'src/apiserver': { folders: ['src/k8s', 'src/schema', 'src/cel'], packages: [] },
  'src/cluster': { folders: ['src/source', 'src/k8s', 'src/schema', 'src/apiserver'], packages: [] },
  'src/simulate/volumes': { folders: ['src/k8s', 'src/apiserver', 'src/cluster'], packages: [] },
  'src/simulate/devices': { folders: ['src/k8s', 'src/apiserver', 'src/cluster'], packages: [] },
  'src/simulate/scheduler': {
    folders: ['src/k8s', 'src/apiserver', 'src/cluster', 'src/simulate/devices', 'src/simulate/volumes'],
    packages: [],
  },
  'src/simulate/rollout': {
    folders: ['src/k8s', 'src/cluster', 'src/simulate/scheduler'],
    packages: [],
    types: ['src/schema'],
  },
  'src/simulate/control-plane': {
    folders: [
      'src/k8s',
      'src/apiserver',
      'src/cluster',
      'src/simulate/devices',
      'src/simulate/disruption',
      'src/simulate/autoscaling',
      'src/simulate/rollout',
      'src/simulate/scheduler',
      'src/simulate/volumes',
      'src/simulate/kubelet',
      'src/simulate/probes',
      'src/simulate/endpoints',
    ],
    packages: [],
    types: ['src/schema'],
  },
  'src/simulate/disruption': { folders: ['src/k8s', 'src/cluster'], packages: [] },
  'src/simulate/autoscaling': { folders: ['src/k8s', 'src/schema', 'src/cluster'], packages: [] },
  'src/simulate/endpoints': { folders: ['src/k8s', 'src/cluster'], packages: [] },
  'src/simulate/kubelet': { folders: ['src/k8s', 'src/cluster'], packages: [] },
  'src/simulate/probes': { folders: ['src/k8s', 'src/cluster'], packages: [] },
  'src/simulate/network': { folders: ['src/k8s', 'src/cluster'], packages: [] },
  'src/simulate/policy-status': { folders: ['src/k8s', 'src/schema', 'src/cel', 'src/apiserver', 'src/cluster'], packages: [] },
  'src/simulate/access': { folders: ['src/k8s', 'src/schema', 'src/apiserver', 'src/cluster'], packages: [] },
  'src/lint': { folders: ['src/source', 'src/k8s', 'src/cluster', 'src/cel'], packages: ['node:crypto'] },
  'src/config': { folders: ['src/source', 'src/lint', 'src/k8s'], packages: ['minimatch'] },
  'src/outcome.ts': { folders: [], packages: [], types: ['src/cluster', 'src/config', 'src/lint', 'src/load', 'src/simulate/*'] },
  'src/summary.ts': { folders: [], packages: [], types: ['src/cluster', 'src/config', 'src/lint', 'src/outcome.ts'] },
  'src/sift.ts': { folders: ['src/config', 'src/lint', 'src/source'], packages: [] },
  'src/custom-rules.ts': { folders: ['src/config', 'src/lint'], packages: [], types: ['src/outcome.ts'] },
  'src/versions.ts': { folders: ['src/k8s', 'src/lint', 'src/summary.ts'], packages: [], types: ['src/config', 'src/outcome.ts'] },
  'src/patches.ts': { folders: ['src/cluster', 'src/lint'], packages: [], types: ['src/config', 'src/source'] },
  'src/upgrade.ts': { folders: ['src/k8s', 'src/lint'], packages: [], types: ['src/config', 'src/outcome.ts'] },
  'src/read-job.ts': {
    folders: ['src/config', 'src/load', 'src/source'],
    packages: [],
    types: ['src/outcome.ts'],
  },
  'src/declare-job.ts': {
    folders: ['src/apiserver', 'src/cluster', 'src/schema', 'src/config'],
    packages: [],
    types: ['src/k8s', 'src/load', 'src/outcome.ts', 'src/read-job.ts', 'src/source'],
  },
  'src/pipeline.ts': {
    folders: [
      'src/declare-job.ts',
      'src/read-job.ts',
      'src/versions.ts',
      'src/upgrade.ts',
      'src/patches.ts',
      'src/outcome.ts',
      'src/sift.ts',
      'src/summary.ts',
      'src/k8s',
      'src/load',
      'src/source',
      'src/schema',
      'src/apiserver',
      'src/cluster',
      'src/simulate/*',
      'src/lint',
      'src/config',
    ],
    packages: [],
  },
  'src/workspace': {
    folders: ['src/pipeline.ts', 'src/apiserver', 'src/cluster', 'src/lint'],
    packages: [],
    types: ['src/config', 'src/declare-job.ts', 'src/k8s', 'src/load', 'src/read-job.ts', 'src/schema', 'src/source'],
  },
  'src/simulate-pipeline.ts': {
    folders: ['src/declare-job.ts', 'src/pipeline.ts', 'src/read-job.ts', 'src/config', 'src/load', 'src/simulate/control-plane'],
    packages: [],
    types: ['src/cluster', 'src/outcome.ts'],
  },
  'src/access-pipeline.ts': {
    folders: ['src/declare-job.ts', 'src/pipeline.ts', 'src/read-job.ts', 'src/simulate/access'],
    packages: [],
    types: ['src/config', 'src/outcome.ts'],
  },
  'src/reach-pipeline.ts': {
    folders: ['src/declare-job.ts', 'src/read-job.ts', 'src/cluster', 'src/config', 'src/simulate/network'],
    packages: [],
    types: ['src/outcome.ts', 'src/load'],
  },
  'src/fix': { folders: ['src/lint', 'src/source'], packages: [] },
  'src/fix-pipeline.ts': {
    folders: ['src/fix', 'src/pipeline.ts'],
    packages: [],
    types: ['src/config', 'src/lint', 'src/outcome.ts'],
  },
  'src/report': {
    folders: ['src/source', 'src/lint', 'src/k8s'],
    packages: [],
    types: [
      'src/cluster',
      'src/simulate/*',
      'src/apiserver',
      'src/pipeline.ts',
      'src/fix-pipeline.ts',
      'src/outcome.ts',
      'src/load',
      'src/config',
    ],
  },
  'src/index.ts': {
    folders: [
      'src/custom-rules.ts',
      'src/pipeline.ts',
      'src/access-pipeline.ts',
      'src/simulate-pipeline.ts',
      'src/reach-pipeline.ts',
      'src/fix-pipeline.ts',
      'src/workspace',
      'src/config',
      'src/lint',
      'src/report',
      'rules/index.ts',
    ],
    packages: [],
    types: ['src/load', 'src/simulate/*'],
  },
  'src/cli': {
    folders: [
      'src/custom-rules.ts',
      'src/index.ts',
      'src/pipeline.ts',
      'src/access-pipeline.ts',
      'src/simulate-pipeline.ts',
      'src/reach-pipeline.ts',
      'src/fix-pipeline.ts',
      'src/config',
      'src/lint',
      'src/load',
      'src/report',
      'src/source',
      'src/k8s',
      'rules/index.ts',
    ],
    packages: ['node:fs', 'node:path', 'node:process', 'ora'],
    types: ['src/outcome.ts'],
  },
  'rules/kit.ts': { folders: ['src/lint', 'src/cluster', 'src/simulate/*', 'src/k8s'], packages: [] },
  'rules/index.ts': { folders: ['rules/*', 'src/lint'], packages: [] },
  'rules/*': { folders: ['rules/kit.ts'], packages: [] },
}
const lineBudget = 300
const ruleBudget = 120

const files = ['src', 'rules'].flatMap(top =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => join(top, file).split(sep).join('/'))
)
const published = files.filter(file => !file.startsWith('src/dev/'))

describe('layers', () => {
  test.each(published)('%s imports only what its layer allows', file => {
    const own = layerOf(file)
    const layer = layers[own]
    expect(layer, `no layer for ${file}`).toBeDefined()
    for (const { specifier, typeOnly } of importsOf(readFileSync(join(root, file), 'utf8'))) {
      if (!specifier.startsWith('.')) {
        expect(layer!.packages, `${file} -> ${specifier}`).toContain(specifier)
        continue
      }
      const target = relative(root, join(root, dirname(file), specifier))
        .split(sep)
        .join('/')
      const targetLayer = layerOf(target)
      const inside = own === 'rules/*' ? dirname(file) === dirname(target) : targetLayer === own
      const allowed = matches(layer!.folders, targetLayer, target) || (typeOnly && matches(layer!.types ?? [], targetLayer, target))
      expect(inside || allowed, `${file} -> ${target}`).toBe(true)
    }
  })
})

describe('size', () => {
  test.each(files.filter(file => !file.includes('.generated.')))('%s is within its budget', file => {
    const budget = /^rules\/.*\/rule\.ts$/.test(file) ? ruleBudget : lineBudget
    if (file === 'rules/index.ts') return
    expect(readFileSync(join(root, file), 'utf8').split('\n').length - 1).toBeLessThanOrEqual(budget)
  })
})

function matches(allowed: readonly string[], layer: string, target: string): boolean {
  return allowed.some(entry => entry === layer || entry === target || (entry.endsWith('/*') && layer.startsWith(entry.slice(0, -1))))
}

function layerOf(file: string): string {
  if (layers[file] !== undefined) return file
  const [top, second, third] = file.split('/')
  if (top === 'schemas') return 'schemas'
  if (top === 'rules') return 'rules/*'
  return second === 'simulate' ? `src/simulate/${third}` : `${top}/${second}`
}

function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  const found = [...text.matchAll(/^(?:import|export)\b([^'"]*?)from '([^']+)'/gm)].map(m => ({
    specifier: m[2]!,
    typeOnly: /^\s+type\b/.test(m[1]!),
  }))
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(m => ({ specifier: m[1]!, typeOnly: false }))
  const bare = [...text.matchAll(/^import '([^']+)'/gm)].map(m => ({ specifier: m[1]!, typeOnly: false }))
  return [...found, ...dynamic, ...bare]
}
