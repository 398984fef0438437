import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/probe-host',
  summary: 'A probe or hook that asks another host',
  check: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  checks: ['pss-host-probes', 'probe-host'],
  peers: [],
  message:
    '{subject} sends a probe or hook to {value}: the kubelet asks that address from the node, so the answer says nothing about this container.',
  help: 'Remove host, so that the kubelet asks the pod itself; where the program routes by name, set a Host header in httpHeaders.',
})
