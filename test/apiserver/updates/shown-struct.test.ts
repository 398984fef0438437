import { describe, expect, test } from 'vitest'
import { check } from '../../../src/index.ts'

const kinds = {
  Pod: (image: string, rest: object = {}) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'shop' },
    spec: { serviceAccountName: 'shop', automountServiceAccountToken: false, containers: [{ name: 'c', image }], ...rest },
  }),
  PersistentVolume: (source: object) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'a' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], storageClassName: 'manual', ...source },
  }),
  Job: (image: string) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'a', namespace: 'shop' },
    spec: { template: { spec: { restartPolicy: 'Never', hostNetwork: true, containers: [{ name: 'c', image }] } } },
  }),
}

async function refusal(from: object, to: object, options: object = {}): Promise<string> {
  const file = (object: object) => [{ path: 'a.json', text: JSON.stringify(object) }]
  const { server } = await check({ inputs: file(to), from: file(from), options: { asServer: true, update: 'replace', ...options } })
  return server?.[0]?.causes?.map(({ message }) => message).join('\n') ?? ''
}

describe('what a refused update shows', () => {
  test('are the lines of the pod that differ, as the server holds it', async () => {
    const message = await refusal(kinds.Pod('x:1'), kinds.Pod('x:2', { hostname: 'h' }))
    expect(message.slice(message.indexOf('@@'))).toBe(
      '@@ -64,7 +64,7 @@\n   "SELinuxChangePolicy": null\n  },\n  "ImagePullSecrets": null,\n- "Hostname": "",\n+ "Hostname": "h",\n  "Subdomain": "",\n  "SetHostnameAsFQDN": null,\n  "Affinity": null,\n'
    )
  })

  test('is nothing of the image, which may change', async () => {
    expect(await refusal(kinds.Pod('x:1'), kinds.Pod('x:2'))).toBe('')
  })

  test('are lists that were sent empty', async () => {
    const alias = [{ ip: '10.0.0.1', hostnames: ['h'] }]
    const message = await refusal(kinds.Pod('x:1', { hostAliases: alias }), kinds.Pod('x:1', { hostAliases: [] }))
    expect(message).toContain('+ "HostAliases": [],\n')
  })

  test('are the sources of a volume', async () => {
    const message = await refusal(
      kinds.PersistentVolume({ hostPath: { path: '/x' } }),
      kinds.PersistentVolume({ hostPath: { path: '/y' } })
    )
    expect(message).toBe(
      'Forbidden: spec.persistentvolumesource is immutable after creation\n@@ -2,7 +2,7 @@\n  "GCEPersistentDisk": null,\n  "AWSElasticBlockStore": null,\n  "HostPath": {\n-  "Path": "/x",\n+  "Path": "/y",\n   "Type": ""\n  },\n  "Glusterfs": null,\n'
    )
  })

  test("is a Job's template whole", async () => {
    const message = await refusal(kinds.Job('x:1'), kinds.Job('x:2'), { update: 'apply' })
    expect(message).toMatch(
      /^Invalid value: \{(?:"labels":\{[^}]*\},)?"Spec":\{"Volumes":null,"InitContainers":null,"Containers":\[\{"Name":"c","Image":"x:2"/
    )
    expect(message).toContain(
      '"SecurityContext":{"HostNetwork":true,"HostPID":false,"HostIPC":false,"ShareProcessNamespace":null,"HostUsers":null,'
    )
    expect(message).toMatch(/"SchedulingGroup":null\}\}: field is immutable$/)
  })

  test('is told in the old way before 1.34', async () => {
    const message = await refusal(kinds.Pod('x:1'), kinds.Pod('x:1', { hostname: 'h' }), { kubernetesVersion: '1.33' })
    expect(message).not.toContain('@@')
  })
})
