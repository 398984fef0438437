import { decidingPlaces, defineRule, FieldRef, resourceTitle } from '../../kit.ts'

/** What to do about the refusals of single plugins. */
const helps: ReadonlyMap<string, string> = new Map([
  ['Priority', 'Name a PriorityClass that exists, or add it to the input.'],
  ['NamespaceLifecycle', 'Add the Namespace to the input, before this object.'],
  ['LimitRanger', 'Write amounts that the LimitRange allows, or change the LimitRange.'],
  ['ServiceAccount', 'Name a ServiceAccount that exists, or add it to the input.'],
  ['PodSecurity', 'Set the fields that the standard asks for, or use a namespace that asks for less.'],
  ['RuntimeClass', 'Name a RuntimeClass that exists and agrees with the pod, or add it to the input.'],
  ['ValidatingAdmissionPolicy', 'Write what the policy asks for, or change the policy or its binding.'],
  ['MutatingAdmissionPolicy', 'Correct the policy, whose change cannot be made, or let it ignore failures.'],
  ['ResourceQuota', 'Ask for less, remove what uses up the quota, or raise it.'],
  ['PersistentVolumeClaimResize', 'Keep the size, or use a StorageClass that allows volumes to grow.'],
])

/** What the server says before a policy's own words. */
const byPolicy = /^(?:ValidatingAdmissionPolicy|policy) ['"].*? denied request: /s

export default defineRule({
  id: 'api/refused-by-admission',
  summary: 'An object that an admission plugin of the API server refuses',
  severity: 'error',
  claim: 'fails',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['namespace-missing-reject', 'vap-deny'],
  peers: [],
  when: { server: true },
  messages: {
    plugin: 'Admission plugin {plugin} refuses {title}: {words}.',
    server: 'The API server refuses {title}: {words}.',
  },
  help: 'Change the field that is marked, or what it is checked against.',
  component: { name: 'kube-apiserver', sentence: '{sentence}' },
  object(resource, context) {
    for (const objection of context.request(resource)?.verdict.objections ?? []) {
      if (objection.stage === 'decode' || objection.errors.length > 0) continue
      const { stage, plugin, reason, message: sentence, at = [] } = objection
      const words = sentence
        .replace(/^.*? is forbidden: /s, '')
        .replace(byPolicy, '')
        .replace(/[.:]?(?:\n.*)?$/s, '')
      context.report({
        at: new FieldRef(resource, at),
        message: plugin === undefined ? 'server' : 'plugin',
        data: { title: resourceTitle(resource), plugin: plugin ?? '', words },
        component: { reason, sentence },
        related: decidingPlaces(objection, context.cluster),
        ...(stage === 'authorize'
          ? { help: 'Send it as somebody who may, or grant the sender what is missing.' }
          : helpFor(plugin ?? '', words)),
      })
    }
  },
})

function helpFor(plugin: string, words: string): { help?: string } {
  if (words.startsWith('failed quota'))
    return { help: 'Write what the quota counts for every container, or give defaults with a LimitRange.' }
  const help = helps.get(plugin)
  return help === undefined ? {} : { help }
}
