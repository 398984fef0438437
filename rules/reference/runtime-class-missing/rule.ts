import { referenceRule } from '../../kit.ts'

export default referenceRule({
  id: 'reference/runtime-class-missing',
  summary: 'A RuntimeClass that is not there',
  family: 'runtime-class',
  checks: ['ref-runtimeclass'],
  peers: [],
  when: { fields: ['runtimeClassName'] },
  consequence: 'the API server refuses the pods of {title}',
  component: { name: 'kube-apiserver', reason: 'Forbidden', sentence: 'pod rejected: RuntimeClass "{name}" not found' },
  closed: 'refused',
})
