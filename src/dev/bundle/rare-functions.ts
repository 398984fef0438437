import { forMistakes } from './rare.ts'
import { statementsOf } from './statements.ts'
import type { FunctionUse } from './trial.ts'

/**
 * Functions of the hot file's outermost scope that a check of a sound manifest does not call, each with the name of the file for it: one for
 * those that manifests with mistakes need, and one for each folder of sources.
 */
export function rareFunctions(text: string, sound: readonly FunctionUse[], mistaken: readonly FunctionUse[]): ReadonlyMap<string, string> {
  const called = calledAt(sound)
  const needed = calledAt(mistaken)
  const rare = new Map<string, string>()
  for (const { kind, name, at, module } of statementsOf(text)) {
    if (kind !== 'function' || name === undefined || called.has(at) || !/^(?:src|rules)\/|^program\./.test(module)) continue
    rare.set(
      name,
      needed.has(at)
        ? forMistakes
        : module
            .split('/')
            .slice(0, 2)
            .join('.')
            .replace(/^src\./, '')
    )
  }
  return rare
}

function calledAt(uses: readonly FunctionUse[]): ReadonlySet<number> {
  return new Set(uses.flatMap(({ at, ran }) => (ran ? [at] : [])))
}
