import { defineRule } from '../../kit.ts'

const sockets = [
  '/var/run/docker.sock',
  '/var/run/containerd/containerd.sock',
  '/var/run/k3s/containerd/containerd.sock',
  '/var/run/crio/crio.sock',
  '/var/run/cri-dockerd.sock',
  '/var/run/podman/podman.sock',
]

export default defineRule({
  id: 'security/runtime-socket-mounted',
  summary: "A container that holds the socket of its node's container runtime",
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['recommended', 'security'],
  checks: ['runtime-socket'],
  peers: [
    { tool: 'kube-linter', check: 'docker-sock', same: false, difference: 'Docker alone.' },
    { tool: 'checkov', check: 'CKV_K8S_27', same: false, difference: 'Docker alone.' },
    { tool: 'kubescape', check: 'C-0074', same: false, difference: 'Reports the folder of the socket, too.' },
    { tool: 'trivy', check: 'KSV-0006', same: false, difference: 'Docker alone.' },
    { tool: 'datree', check: 'CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET', same: false, difference: 'Docker alone.' },
  ],
  when: { pods: true },
  messages: {
    socket:
      'Volume {volume} hands {path} of the node to the pod: whoever may talk to the container runtime starts any container, privileged ones too.',
  },
  help: 'Remove the mount; build images with a rootless builder, and read metrics from the kubelet.',
  pod({ spec, specAt }, context) {
    for (const [index, { name = '', hostPath }] of (spec.volumes ?? []).entries()) {
      const path = hostPath?.path
      if (path === undefined || !sockets.some(socket => path === socket || path === socket.replace(/^\/var\/run/, '/run'))) continue
      context.report({ at: specAt.child('volumes', index, 'hostPath', 'path'), message: 'socket', data: { volume: name, path } })
    }
  },
})
