import type { SourceDocument } from '../source/source-document.ts'
import { itemsOf } from './kustomize.ts'
import { targetTest } from './kustomize-patches.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

type Path = Parameters<SourceDocument['locate']>[0]

/** Where the `replacements` of a kustomization put other values into an object. Mirrors kustomize api/filters/replacement replacement.go, v5. */
export function replacedPaths(kustomization: Mapping, object: Mapping): readonly Path[] {
  return itemsOf(kustomization, 'replacements')
    .flatMap(([, replacement]) => (isMapping(replacement) ? itemsOf(replacement, 'targets') : []))
    .flatMap(([, target]) => {
      const select = isMapping(target) ? ownValue(target, 'select') : undefined
      if (!isMapping(target) || !isMapping(select) || !targetTest(select)(object)) return []
      return itemsOf(target, 'fieldPaths').flatMap(([, path]) => (typeof path === 'string' ? pathsAt(object, stepsOf(path)) : []))
    })
}

/** The steps between the dots of a path; those in brackets are one, and a dot behind a backslash is none. */
function stepsOf(path: string): readonly string[] {
  return (path.match(/(?:\[[^\]]*\]|\\.|[^.\\[])+/g) ?? []).map(step => step.replaceAll('\\.', '.'))
}

function pathsAt(value: unknown, steps: readonly string[]): readonly Path[] {
  let found: readonly { readonly value: unknown; readonly path: Path }[] = [{ value, path: [] }]
  for (const step of steps)
    found = found.flatMap(({ value: parent, path }) =>
      childrenOf(parent, step).map(([key, child]) => ({ value: child, path: [...path, key] }))
    )
  return found.map(({ path }) => path)
}

function childrenOf(parent: unknown, step: string): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(parent)) {
    const selector = /^\[([^=]*)=(.*)\]$/.exec(step)
    return [...parent.entries()].filter(([index, item]) =>
      selector === null ? step === '*' || step === String(index) : isMapping(item) && String(ownValue(item, selector[1]!)) === selector[2]
    )
  }
  if (!isMapping(parent)) return []
  return step === '*' ? Object.entries(parent) : [[step, ownValue(parent, step)]]
}
