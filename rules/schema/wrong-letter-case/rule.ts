import { asWritten, type Declaration, defineRule, type FixProposal, valueAt } from '../../kit.ts'

const keys = ['apiVersion', 'kind'] as const

export default defineRule({
  id: 'schema/wrong-letter-case',
  summary: 'An apiVersion or kind that is right but for its letter case',
  severity: 'error',
  claim: 'fails',
  stage: 'decode',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['letter-case'],
  peers: [],
  when: { declarations: true },
  messages: {
    key: 'The key {written} is written {right} in Kubernetes: letter case counts.',
    value: 'The {key} {written} is written {right} in Kubernetes: letter case counts.',
  },
  help: 'Write {right}.',
  component: { name: 'kubectl', sentence: '{sentence}' },
  fixable: 'safe',
  document(view, context) {
    for (const declaration of view.declarations) {
      if (declaration.problem === undefined) continue
      const { document, root } = declaration
      const value = valueAt(document.partial ?? document.value, root)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
      for (const key of keys) {
        const written = Object.keys(value).find(name => name.toLowerCase() === key.toLowerCase()) ?? key
        const own = valueAt(value, [written])
        if (written !== key && !Object.hasOwn(value, key)) {
          const sentence = `error validating "${document.file.path}": error validating data: ${key} not set; if you choose to ignore these errors, turn validation off with --validate=false`
          const at = { document, path: [...root, written], target: 'key' as const }
          context.report({ at, message: 'key', data: { key, written, right: key, sentence }, fixes: [fix(at, key)] })
        }
        const right = isAnotherName(declaration) ? undefined : declaration.suggestion?.[key]
        if (typeof own !== 'string' || right === undefined || own === right || own.toLowerCase() !== right.toLowerCase()) continue
        const at = { document, path: [...root, written], target: 'value' as const }
        context.report({
          at,
          message: 'value',
          data: { key, written: own, right, sentence: noMatch(declaration, key, own) },
          fixes: [fix(at, right)],
        })
      }
    }
  },
})

/** More than letter case sets them apart from what was meant, which another rule says. */
function isAnotherName({ apiVersion, kind, suggestion }: Declaration): boolean {
  if (suggestion === undefined || apiVersion === undefined || kind === undefined) return false
  return apiVersion.toLowerCase() !== suggestion.apiVersion.toLowerCase() || kind.toLowerCase() !== suggestion.kind.toLowerCase()
}

function fix(at: FixProposal['edits'][number]['at'] & { readonly document: Declaration['document'] }, right: string): FixProposal {
  return { title: `Write ${right}`, safe: true, edits: [{ at, text: asWritten(right, at.document) }] }
}

/** Mirrors apimachinery pkg/api/meta/errors.go NoKindMatchError.Error, v1.36. */
function noMatch({ apiVersion, kind, suggestion }: Declaration, key: (typeof keys)[number], own: string): string {
  const names = { apiVersion: apiVersion ?? suggestion!.apiVersion, kind: kind ?? suggestion!.kind, [key]: own }
  return `no matches for kind "${names.kind}" in version "${names.apiVersion}"`
}
