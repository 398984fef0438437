import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { workloadSet } from '../../src/dev/bench/workloads.ts'
import { type CheckResult, check, type Input, type LibraryJob, openWorkspace, UsageError } from '../../src/index.ts'
import { corpus } from '../bench/corpus.ts'
import { Random } from '../bench/random.ts'
import { someEdit } from './edits.ts'

const root = join(import.meta.dirname, '../..')

function folder(...path: readonly string[]): readonly Input[] {
  const top = join(root, ...path)
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(?:ya?ml|json|md)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => ({ path: relative(top, file), text: readFileSync(file, 'utf8') }))
}

/** One file for some objects of a set that goes together. */
function workloads(count: number): readonly Input[] {
  const documents = workloadSet(count).split('---\n')
  const files = Array.from({ length: Math.ceil(documents.length / 3) }, (_, i) => documents.slice(3 * i, 3 * i + 3).join('---\n'))
  return files.map((text, i) => ({ path: `set/${i}.yaml`, text }))
}

const policies: Input = {
  path: 'policies.yaml',
  text: `apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: team-0}
spec:
  limits:
    - {type: Container, max: {memory: 200Mi}}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: quota, namespace: team-0}
spec: {hard: {pods: "10", requests.cpu: "2", services: "4"}}
---
apiVersion: v1
kind: Namespace
metadata:
  name: team-0
  labels: {pod-security.kubernetes.io/enforce: restricted}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: replicas}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  validations:
    - expression: object.spec.replicas <= 3
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: replicas}
spec: {policyName: replicas, validationActions: [Deny]}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: boats.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: boats, singular: boat, kind: Boat, listKind: BoatList}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                length: {type: integer, maximum: 30}
---
apiVersion: example.com/v1
kind: Boat
metadata: {name: dinghy, namespace: team-0}
spec: {length: 4}
`,
}

interface Case extends Omit<LibraryJob, 'inputs'> {
  readonly name: string
  readonly inputs: () => readonly Input[]
  readonly edits: number
}

const cases: readonly Case[] = [
  { name: 'an example', inputs: () => folder('examples/shop'), edits: 14 },
  { name: 'an example with every rule', inputs: () => folder('examples/shop'), options: { preset: ['all'] }, edits: 14 },
  { name: 'a monorepo', inputs: () => folder('test/projects/monorepo'), options: { sets: 'auto' }, edits: 14 },
  { name: 'overlays', inputs: () => folder('test/projects/overlays'), options: { sets: 'auto' }, edits: 14 },
  { name: 'a chart and other files', inputs: () => folder('test/projects/mixed'), options: { sets: 'auto' }, edits: 8 },
  { name: 'pages', inputs: () => folder('test/projects/notes'), options: { sets: 'file', preset: ['all'] }, edits: 8 },
  { name: 'a repository of applications', inputs: () => [...corpus(40)], options: { preset: ['all'] }, edits: 16 },
  { name: 'a closed world', inputs: () => [...corpus(30)], options: { world: 'closed', preset: ['recommended'] }, edits: 8 },
  { name: 'workloads on nodes under policies', inputs: () => [policies, ...workloads(12)], options: { preset: ['all'] }, edits: 16 },
  { name: 'an update', inputs: () => workloads(6), from: workloads(5), options: { preset: ['all'] }, edits: 8 },
  { name: 'requests of somebody', inputs: () => [policies, ...workloads(4)], options: { as: 'jane', asServer: true }, edits: 8 },
  { name: 'several versions', inputs: () => folder('examples/shop'), options: { kubernetesVersion: '1.30,1.36' }, edits: 3 },
]

describe('a workspace', () => {
  test.each(cases)(
    'of $name says after every change what a check of its texts says',
    { timeout: 300_000 },
    async ({ name, inputs, edits, ...job }) => {
      const random = new Random(name.length * 7919)
      const texts = new Map(inputs().map(input => [input.path, input]))
      const workspace = await openWorkspace({ ...job, inputs: [...texts.values()] })
      const history: string[] = []
      for (let step = 0; step <= edits; step++) {
        const edit = step === 0 ? undefined : someEdit([...texts.values()], random)
        if (edit !== undefined) {
          history.push(edit.path)
          if (edit.text === undefined) texts.delete(edit.path)
          else texts.set(edit.path, { ...texts.get(edit.path), path: edit.path, text: edit.text })
          workspace.change(edit.path, edit.text)
          if (random.chance(0.2)) continue
        }
        const found = await workspace.check()
        const wanted = await check({ ...job, inputs: [...texts.values()] })
        if (!isDeepStrictEqual(found, wanted)) expect({ found, history }).toEqual({ found: wanted, history })
      }
    }
  )
})

describe('what a workspace keeps', () => {
  const [deployment, service] = [
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replica: 2\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n  typ: NodePort\n',
  ]
  const placesOf = (result: CheckResult) => result.diagnostics.map(({ rule, line, document }) => `${rule} ${line} ${document}`)

  test('is found where it stands after lines above it have changed', async () => {
    const workspace = await openWorkspace({ inputs: [{ path: 'web.yaml', text: `${deployment}---\n${service}` }] })
    const before = await workspace.check()
    workspace.change('web.yaml', `# one line more\n${deployment}---\n${service}`)
    const after = await workspace.check()
    expect(placesOf(before)).toContain('schema/unknown-field 13 1')
    expect(placesOf(after)).toContain('schema/unknown-field 14 1')
    expect(after.diagnostics).toHaveLength(before.diagnostics.length)
  })

  test('goes with its file, and comes back with it', async () => {
    const workspace = await openWorkspace({ inputs: [{ path: 'service.yaml', text: service }] })
    const before = await workspace.check()
    workspace.change('service.yaml', undefined)
    expect((await workspace.check()).diagnostics).toEqual([])
    workspace.change('service.yaml', service)
    expect(await workspace.check()).toEqual(before)
  })

  test('is told in the order in which checks are asked for', async () => {
    const workspace = await openWorkspace({ inputs: [{ path: 'service.yaml', text: service }] })
    const first = workspace.check()
    workspace.change('service.yaml', service.replace('typ:', 'type:'))
    const second = workspace.check()
    expect(placesOf(await first)).toContain('schema/unknown-field 7 0')
    expect(placesOf(await second)).not.toContain('schema/unknown-field 7 0')
  })

  test('is nothing of the rules of a house, which say their mistakes in every check', async () => {
    const rule = { path: 'rules.yaml', text: 'rules: nonsense\n' }
    const job = { inputs: [{ path: 'service.yaml', text: service }], config: { customRules: [rule] } }
    const workspace = await openWorkspace(job)
    const wanted = await check(job)
    expect(await workspace.check()).toEqual(wanted)
    expect(await workspace.check()).toEqual(wanted)
  })

  test('is nothing where the options are none', async () => {
    await expect(openWorkspace({ inputs: [], options: { presets: 'everything' } })).rejects.toThrow(UsageError)
  })
})

test('nothing is kept by cluster or by documents but what a workspace can watch', () => {
  const files = ['src', 'rules'].flatMap(top =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .map(file => join(root, top, file))
  )
  expect(
    files.filter(file => /new WeakMap<(?:Cluster|Environment|readonly (?:Resource|DocumentView)\[\])/.test(readFileSync(file, 'utf8')))
  ).toEqual([])
})
