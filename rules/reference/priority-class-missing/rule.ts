import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/priority-class-missing',
  summary: 'A PriorityClass that is not there',
  family: 'priority-class',
  checks: ['ref-priorityclass'],
  peers: [],
  when: { fields: ['priorityClassName'] },
  consequence: 'the API server refuses the pods of {title}',
  component: { name: 'kube-apiserver', reason: 'Forbidden', sentence: 'no PriorityClass with name {name} was found' },
  closed: 'refused',
})
