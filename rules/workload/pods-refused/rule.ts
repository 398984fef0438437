import { decidingPlaces, defineRule, refusedPods, resourceTitle } from '../../kit.ts'

/** What to do about the refusals of single plugins. */
const helps: ReadonlyMap<string, string> = new Map([
  ['LimitRanger', 'Write requests and limits that the LimitRange allows, or change the LimitRange.'],
  ['ResourceQuota', 'Ask for less, run fewer pods, or raise the quota.'],
  ['PodSecurity', 'Set the fields that the standard asks for, or run the pods in a namespace that asks for less.'],
  ['ServiceAccount', 'Name a ServiceAccount that exists, or add it to the input.'],
  ['Priority', 'Name a PriorityClass that exists, or add it to the input.'],
  ['RuntimeClass', 'Name a RuntimeClass that exists and agrees with the pods, or add it to the input.'],
  ['ValidatingAdmissionPolicy', 'Write what the policy asks for, or change the policy or its binding.'],
  ['MutatingAdmissionPolicy', 'Correct the policy, whose change cannot be made, or let it ignore failures.'],
])

/** What the server says before a policy's own words. */
const byPolicy = /^(?:ValidatingAdmissionPolicy|policy) ['"].*? denied request: /s

export default defineRule({
  id: 'workload/pods-refused',
  summary: 'A workload whose pods the API server refuses',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['quota-exceeded', 'quota-needs-requests', 'limitrange-violated', 'psa-enforce'],
  peers: [],
  when: { controlledPods: true },
  messages: {
    all: 'The API server takes {title} and refuses its pods: {words}.',
    some: 'The API server takes {title} and refuses {refused} of its {wanted} pods: {words}.',
  },
  help: 'Change the field of the template that is marked, or what it is checked against.',
  component: { name: 'kube-controller-manager', reason: 'FailedCreate', sentence: '{sentence}' },
  cluster(context) {
    for (const { template, pod, refusal, created, wanted, at } of context.simulate(refusedPods)) {
      if (template.owner.role !== 'input') continue
      const words = refusal.message
        .replace(/^.*? is (forbidden|invalid): /s, '')
        .replace(byPolicy, '')
        .replace(/\.$/, '')
      const sentence = `${pod.failure}${refusal.message}`
      context.report({
        at,
        message: created === 0 || wanted === undefined ? 'all' : 'some',
        data: { title: resourceTitle(template.owner), words, wanted: wanted ?? 0, refused: (wanted ?? 0) - created },
        component: { name: pod.component, reason: 'FailedCreate', sentence },
        related: decidingPlaces(refusal, context.cluster),
        ...helpFor(refusal.plugin ?? '', words),
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
