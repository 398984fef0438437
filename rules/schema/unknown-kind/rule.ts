import { asWritten, type Declaration, defineRule, type FixProposal } from '../../kit.ts'

export default defineRule({
  id: 'schema/unknown-kind',
  summary: 'A kind or an API version that the API server does not serve',
  severity: 'error',
  claim: 'fails',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['unknown-kind'],
  peers: [],
  when: { declarations: true },
  messages: {
    kind: 'No kind {kind} is served in version {apiVersion}.',
    meant: 'No kind {kind} is served in version {apiVersion}: {suggestion} is.',
    later: 'No kind {kind} is served in version {apiVersion} before Kubernetes 1.{introduced}.',
    undefined: 'No kind {kind} is served in version {apiVersion}: nothing in the input defines it.',
  },
  help: 'Write a kind and an API version that Kubernetes serves.',
  component: { name: 'kubectl', sentence: 'no matches for kind "{kind}" in version "{apiVersion}"' },
  fixable: 'safe',
  document(view, context) {
    for (const declaration of view.declarations) {
      const { document, root, problem, apiVersion, kind, lifecycle, at = [] } = declaration
      if (problem === undefined || kind === undefined || apiVersion === undefined || declaration.described !== undefined) continue
      const data = { kind, apiVersion }
      const place = { document, path: [...root, ...at] }
      if (problem === 'unknown-kind') {
        const help = 'Add the CustomResourceDefinition of this kind to the input.'
        if (context.environment.world === 'closed') context.report({ at: place, message: 'undefined', data, help })
      } else if (problem === 'later-api') {
        const help = `Write it for Kubernetes 1.${context.environment.version.minor}, or judge for a later version.`
        context.report({ at: place, message: 'later', data: { ...data, introduced: lifecycle?.introduced ?? '' }, help })
      } else if (isWronglyCased(declaration)) continue
      else if (problem === 'misspelt-kind' || problem === 'unknown-version') context.report({ at: place, ...wording(declaration, data) })
    }
  },
})

/** Names that are right but for their letter case are said to be that. */
function isWronglyCased({ suggestion, apiVersion, kind }: Declaration): boolean {
  return suggestion?.kind.toLowerCase() === kind?.toLowerCase() && suggestion?.apiVersion.toLowerCase() === apiVersion?.toLowerCase()
}

function wording({ document, root, suggestion }: Declaration, data: { readonly kind: string; readonly apiVersion: string }) {
  if (suggestion === undefined) return { message: 'kind', data } as const
  const wrong = (['apiVersion', 'kind'] as const).filter(key => suggestion[key] !== data[key])
  const words = wrong.map(key => `${key}: ${suggestion[key]}`).join(' and ')
  const fix: FixProposal = {
    title: `Write ${words}`,
    safe: wrong.every(key => suggestion[key].toLowerCase() === data[key].toLowerCase()),
    edits: wrong.map(key => ({
      at: { document, path: [...root, key], target: 'value' as const },
      text: asWritten(suggestion[key], document),
    })),
  }
  const title = `${suggestion.kind} in ${suggestion.apiVersion}`
  return { message: 'meant', data: { ...data, suggestion: title }, help: `Write ${words}.`, fixes: [fix] } as const
}
