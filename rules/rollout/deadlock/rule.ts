import { defineRule, FieldRef, type Resource, resourceTitle, type StuckRollout, stuckRollouts, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'rollout/deadlock',
  summary: 'A workload that runs, and whose pods cannot be replaced',
  severity: 'warning',
  claim: 'risks',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['rollout-deadlock'],
  peers: [],
  when: { kinds: ['Node', 'ResourceQuota'] },
  messages: {
    pending: 'A rollout of {title} stops with {replaced} of {desired} {pods} replaced: the next one finds no node{old}.',
    refused: 'A rollout of {title} stops with {replaced} of {desired} {pods} replaced: the server refuses the next one{old}.',
    held: 'A rollout of {title} may never end: the new pod can come to another node, while the old one keeps the volume of claim {claim} on its own.',
  },
  help: 'Leave room for one more of its pods, or for all that run at once.',
  component: { name: 'kube-scheduler', reason: 'FailedScheduling', sentence: '{sentence}' },
  cluster(context) {
    if (!context.cluster.podTemplates.some(({ owner }) => owner.role === 'input')) return
    for (const stuck of context.simulate(stuckRollouts)) {
      const { workload, why, message, replaced, desired, holdsOldPods, left } = stuck
      const old =
        left === 0 ? '' : holdsOldPods ? ', and no old one goes before' : `, while ${left} old ${left === 1 ? 'one is' : 'ones are'} left`
      const data = {
        title: resourceTitle(workload),
        replaced,
        desired,
        pods: desired === 1 ? 'pod' : 'pods',
        old,
        claim: message,
        sentence: message,
      }
      context.report({
        at: placeOf(workload),
        message: why === 'no-node' ? 'pending' : why === 'refused' ? 'refused' : 'held',
        data,
        ...helpFor(stuck),
        ...(why !== 'no-node' && { component: componentOf(stuck) }),
      })
    }
  },
})

function helpFor({ why, holdsOldPods }: StuckRollout): { readonly help?: string } {
  if (why === 'volume-held') return { help: 'Set strategy.type: Recreate, so that the old pod lets go of the volume first.' }
  if (!holdsOldPods) return {}
  return { help: 'Set maxUnavailable: 1 and maxSurge: 0, so that an old pod goes first, or leave room for one more.' }
}

function componentOf({ why, message }: StuckRollout): { readonly name: string; readonly reason: string; readonly sentence: string } {
  if (why === 'refused') return { name: 'kube-controller-manager', reason: 'FailedCreate', sentence: message }
  const sentence = 'Multi-Attach error for volume "pvc-<uid>" Volume is already used by pod(s) <pod>'
  return { name: 'attachdetach-controller', reason: 'FailedAttachVolume', sentence }
}

/** How the workload wants its pods replaced, or its name where it does not say. */
function placeOf(workload: Resource): FieldRef {
  const field = workload.type.kind === 'Deployment' ? 'strategy' : 'updateStrategy'
  const isSaid = valueAt(workload.written, ['spec', field]) !== undefined
  return new FieldRef(workload, isSaid ? ['spec', field] : ['metadata', 'name'])
}
