import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check as runCheck } from '../../src/pipeline.ts'

const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: default}
spec:
  securityContext: {sysctls: [{name: net.core.somaxconn, value: "4096"}]}
  containers: [{name: web, image: registry.example.com/web:1.0.0}]
`
const configuration = (fields: string): string => `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${fields}`

function check(kubelet: string) {
  const only = ['scheduling/sysctl-forbidden', 'security/unsafe-sysctl']
  const cluster = [{ path: 'kubelet.yaml', text: configuration(kubelet) }]
  return runCheck({ inputs: [{ path: 'web.yaml', text: pod }], cluster }, parseOptions({ only }, 'check'), rules)
}

describe('a KubeletConfiguration of the cluster', () => {
  test.each([
    ['maxPods: 50\n', ['scheduling/sysctl-forbidden']],
    ['allowedUnsafeSysctls: [net.core.somaxconn]\n', []],
    ['allowedUnsafeSysctls: ["net.core.*"]\n', []],
    ['allowedUnsafeSysctls: [net/core/somaxconn]\n', []],
    ['allowedUnsafeSysctls: ["kernel.*"]\n', ['scheduling/sysctl-forbidden']],
  ])('decides about sysctls: %j', async (fields, expected) => {
    const { diagnostics, unchecked } = await check(fields)
    expect(diagnostics.map(({ rule }) => rule)).toEqual(expected)
    expect(unchecked).toEqual([])
  })

  test('is refused with its place where kubelets would not read it, and counts for nothing', async () => {
    const { diagnostics, unchecked } = await check('maxPods: many\nkubeReserved: {memory: 1GB}\n')
    expect(unchecked.map(({ message }) => message)).toEqual([
      'the kubelet refuses it: 3:10: maxPods: Invalid value: "many": must be a whole number',
      'the kubelet refuses it: 4:24: kubeReserved.memory: Invalid value: "1GB": must be a quantity, as a text',
    ])
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['security/unsafe-sysctl'])
  })
})
