import { expressionParts } from '../../../cel/expression-parts.ts'
import type { Program } from '../../../cel/index.ts'
import type { FieldPath } from '../../../k8s/field-path.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import type { DecidingField } from '../../answer.ts'
import { admissionGroup, nameOf, type Policy, type PolicyBinding } from './policy-objects.ts'

type Expr = Program['root']

/** The field that an expression is about: the first that it names of the object, as far as the object has it. */
export function decidingField(program: Program | undefined, variables: ReadonlyMap<string, Program>, object: KubernetesObject): FieldPath {
  const seen = new Set<Program>()
  const waiting = program === undefined ? [] : [program]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    const { path, named } = fieldsOf(next.root)
    if (path.length > 0) return present(path, object)
    for (const name of named.reverse()) {
      const variable = variables.get(name)
      if (variable !== undefined) waiting.push(variable)
    }
  }
  return []
}

/** The longest of the object's fields that an expression names first, and the variables that it uses. */
function fieldsOf(root: Expr): { readonly path: readonly string[]; readonly named: string[] } {
  const named: string[] = []
  const waiting: Expr[] = [root]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const chain = selections(node)
    if (chain?.root === 'object' && chain.path.length > 0) return { path: chain.path, named }
    if (chain?.root === 'variables' && chain.path[0] !== undefined) named.push(chain.path[0])
    waiting.push(...[...expressionParts(node)].reverse())
  }
  return { path: [], named }
}

/** `a.b.c` as the name and the fields taken of it, also where a field is taken only if it is there. */
function selections(node: Expr): { readonly root: string; readonly path: readonly string[] } | undefined {
  const path: string[] = []
  let inner = node
  for (;;) {
    if (inner.kind === 'ident') return { root: inner.name, path: path.reverse() }
    if (inner.kind === 'select') {
      path.push(inner.field)
      inner = inner.operand
      continue
    }
    const [operand, key] = inner.kind === 'call' && /^_(\?\.|\[\??)_/.test(inner.name) ? inner.args : []
    if (operand === undefined || key?.kind !== 'literal' || typeof key.value !== 'string') return undefined
    path.push(key.value)
    inner = operand
  }
}

function present(path: FieldPath, object: KubernetesObject): FieldPath {
  let value: unknown = object
  for (const [depth, step] of path.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return path.slice(0, depth)
    value = (value as Readonly<Record<string, unknown>>)[step]
  }
  return path
}

/** The policy and the binding that a refusal rests on; `path` is the deciding field of the policy. */
export function decidedBy(kind: string, policy: Policy, binding: PolicyBinding | undefined, path: FieldPath): readonly DecidingField[] {
  const at = { group: admissionGroup, namespace: null }
  const name = nameOf(policy)
  const of: DecidingField = { ...at, kind, name, path, note: `${kind} ${name} decides` }
  if (binding === undefined) return [of]
  const note = `${kind}Binding ${nameOf(binding)} puts it into force`
  return [of, { ...at, kind: `${kind}Binding`, name: nameOf(binding), path: ['spec', 'policyName'], note }]
}
