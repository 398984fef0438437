import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/token-account-missing',
  summary: 'A token Secret for an account that is not there',
  family: 'token-account',
  checks: ['ref-account-token'],
  peers: [],
  when: { kinds: ['Secret'] },
  consequence: 'the token controller deletes the Secret',
  component: {
    name: 'kube-controller-manager',
    sentence: 'deleting secret {namespace}/{name} because service account {name} was not found',
  },
})
