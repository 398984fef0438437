import type { KubernetesVersion } from '../../../../k8s/version.ts'

/** Words that CEL keeps for itself. */
const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(' ')
)
const escapes: ReadonlyMap<string, string> = new Map([
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
])
const characters: ReadonlyMap<string, string> = new Map([...escapes].map(([character, written]) => [written.slice(2, -2), character]))

/** A field's name as rules write it; undefined where no rule can name it. Mirrors apiserver pkg/cel/escaping.go Escape, v1.36. */
export function escapeName(name: string): string | undefined {
  if (!/^[A-Za-z_./-][A-Za-z0-9_./-]*$/.test(name)) return undefined
  if (reserved.has(name)) return `__${name}__`
  return name.replace(/__|[./-]/g, part => escapes.get(part)!)
}

/** The field that a rule's name means; undefined for none. Mirrors Unescape. */
export function unescapeName(escaped: string): string | undefined {
  let isName = true
  const name = escaped.replace(/__[^_]+__/g, part => {
    const content = part.slice(2, -2)
    const character = characters.get(content)
    if (character !== undefined) return character
    isName &&= reserved.has(content) && part.length === escaped.length
    return content
  })
  return isName ? name : undefined
}

/**
 * The field that a rule names: words that CEL keeps for itself need no escape behind a dot. Mirrors apiserver pkg/cel/types.go
 * DeclTypeProvider.FindStructFieldType, with the environment of the release before.
 */
export function fieldNamed<Type>(
  fields: ReadonlyMap<string, Type> | undefined,
  name: string,
  version: KubernetesVersion
): Type | undefined {
  const own = fields?.get(name)
  return own === undefined && version.minor >= 32 && reserved.has(name) ? fields?.get(`__${name}__`) : own
}
