import { asWritten, type Declaration, defineRule, type FixProposal, nearestName, valueAt } from '../../kit.ts'

const keys = ['apiVersion', 'kind'] as const

export default defineRule({
  id: 'schema/missing-kind',
  summary: 'A manifest without apiVersion or kind',
  severity: 'error',
  claim: 'fails',
  stage: 'decode',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['schema-required'],
  peers: [],
  when: { declarations: true },
  messages: {
    missing: 'This manifest has no {key}.',
    misspelt: 'This manifest has no {key}: it is written {written}.',
    type: '{key} of this manifest is no text.',
    object: 'This item of a List is no object.',
  },
  help: 'Write {key}.',
  component: {
    name: 'kubectl',
    sentence:
      'error validating "{file}": error validating data: {words}; if you choose to ignore these errors, turn validation off with --validate=false',
  },
  fixable: 'safe',
  document(view, context) {
    for (const declaration of view.declarations) {
      const { document, root, problem } = declaration
      const value = valueAt(document.partial ?? document.value, root)
      const file = document.file.path
      if (problem === 'not-an-object' && root.length > 0)
        context.report({
          at: { document, path: root },
          message: 'object',
          data: { file, key: '', words: 'invalid object to validate' },
          help: 'Write an object, or remove the item.',
        })
      if (problem !== 'missing-kind' && problem !== 'missing-api-version' && problem !== 'wrong-type') continue
      if (!isManifest(value)) continue
      for (const key of keys) {
        const own = valueAt(value, [key])
        const words = `${key} ${own === undefined || own === null || own === '' ? 'not set' : "isn't string type"}`
        if ((typeof own === 'string' && own !== '') || isWronglyCased(value, key)) continue
        context.report({ ...wording(declaration, key, value, own), data: { key, file, words, written: misspelt(value, key) ?? '' } })
      }
    }
  },
})

function wording({ document, root, suggestion }: Declaration, key: (typeof keys)[number], value: unknown, own: unknown) {
  const at = { document, path: [...root, key] }
  if (own !== undefined && own !== null && own !== '') return { at, message: 'type', help: `Write ${key} as a text.` } as const
  const written = misspelt(value, key)
  if (written !== undefined) {
    const place = { document, path: [...root, written], target: 'key' as const }
    const fix: FixProposal = { title: `Write ${key}`, safe: true, edits: [{ at: place, text: asWritten(key, document) }] }
    return { at: place, message: 'misspelt', fixes: [fix] } as const
  }
  return suggestion === undefined
    ? ({ at, message: 'missing' } as const)
    : ({ at, message: 'missing', help: `Write ${key}: ${suggestion[key]}.` } as const)
}

/** A key that is right but for its letter case is said to be that. */
function isWronglyCased(value: unknown, key: string): boolean {
  return misspelt(value, key)?.toLowerCase() === key.toLowerCase()
}

/** The key that stands for `key`, in another letter case or with a slip. */
function misspelt(value: unknown, key: string): string | undefined {
  return typeof value === 'object' && value !== null && !Object.hasOwn(value, key) ? nearestName(key, Object.keys(value)) : undefined
}

/** Whether it was meant for Kubernetes: one of the two keys is there, or both nearly are. */
function isManifest(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const cases = new Set(Object.keys(value).map(key => key.toLowerCase()))
  return keys.some(key => cases.has(key.toLowerCase())) || keys.every(key => misspelt(value, key) !== undefined)
}
