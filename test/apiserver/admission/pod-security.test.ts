import { describe, expect, test } from 'vitest'
import { evaluatePod } from '../../../src/apiserver/admission/pod-security/evaluate.ts'
import type { Level } from '../../../src/apiserver/admission/pod-security/policy.ts'
import { policyOf } from '../../../src/apiserver/admission/pod-security/policy.ts'
import { core, pod, refusals, verdictOf } from './admitted.ts'

const label = 'pod-security.kubernetes.io/'
const namespace = (labels: Readonly<Record<string, string>>) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'guarded', labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${label}${key}`, value])) },
})
const guarded = (spec: object = {}) => pod(spec, { namespace: 'guarded' })
const kept = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [{ name: 'c', image: 'i', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
}

/** Reasons of a pod by a level as of a minor; the server knows minors up to 36. */
function reasons(level: Level, version: number | 'latest', spec: object, annotations: object = {}): readonly string[] {
  return evaluatePod({ level, version }, { metadata: { annotations } as never, spec }, 36).map(
    ({ reason, detail }) => `${reason} (${detail})`
  )
}

describe('checks', () => {
  const one = (fields: object, more: object = {}) => ({ ...more, containers: [{ name: 'c', ...fields }] })
  const secured = (securityContext: object, more: object = {}) => one({ securityContext }, more)

  test.each<[number | 'latest', object, readonly string[]]>([
    ['latest', { hostNetwork: true, hostPID: true, hostIPC: true }, ['host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)']],
    ['latest', { volumes: [{ name: 'v', hostPath: { path: '/' } }] }, ['hostPath volumes (volume "v")']],
    ['latest', one({ ports: [{ hostPort: 80 }, { hostPort: 0 }] }), ['hostPort (container "c" uses hostPort 80)']],
    [34, one({ livenessProbe: { httpGet: { host: 'h' } } }), ['probe or lifecycle host (container "c" uses probe or lifecycle host "h")']],
    [33, one({ livenessProbe: { httpGet: { host: 'h' } } }), []],
    ['latest', secured({ privileged: true }), ['privileged (container "c" must not set securityContext.privileged=true)']],
    ['latest', secured({ procMount: 'Unmasked' }), ['procMount (container "c" must not set securityContext.procMount to "Unmasked")']],
    ['latest', secured({ procMount: 'Unmasked' }, { hostUsers: false }), []],
    [
      34,
      secured({ procMount: 'Unmasked' }, { hostUsers: false }),
      ['procMount (container "c" must not set securityContext.procMount to "Unmasked")'],
    ],
    [
      'latest',
      secured({ capabilities: { add: ['NET_RAW', 'CHOWN'] } }),
      ['non-default capabilities (container "c" must not include "NET_RAW" in securityContext.capabilities.add)'],
    ],
    [
      30,
      secured({ seLinuxOptions: { type: 'container_engine_t' } }),
      ['seLinuxOptions (container "c" set forbidden securityContext.seLinuxOptions: type "container_engine_t")'],
    ],
    [31, secured({ seLinuxOptions: { type: 'container_engine_t' } }), []],
    [
      'latest',
      { securityContext: { seLinuxOptions: { type: 't', user: 'u', role: 'r' } } },
      ['seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "t"; user may not be set; role may not be set)'],
    ],
    [
      'latest',
      secured({ seccompProfile: { type: 'Unconfined' } }),
      ['seccompProfile (container "c" must not set securityContext.seccompProfile.type to "Unconfined")'],
    ],
    [18, secured({ seccompProfile: { type: 'Unconfined' } }), []],
    [31, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'a' }] } }, ['forbidden sysctls (net.ipv4.tcp_rmem, a)']],
    [32, { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }] } }, []],
    [
      'latest',
      secured({ windowsOptions: { hostProcess: true } }),
      ['hostProcess (container "c" must not set securityContext.windowsOptions.hostProcess=true)'],
    ],
    [
      'latest',
      secured({ appArmorProfile: { type: 'Unconfined' } }),
      ['forbidden AppArmor profile (container "c" must not set AppArmor profile type to "Unconfined")'],
    ],
  ])('of baseline as of %s: %j', (version, spec, expected) => {
    expect(reasons('baseline', version, spec)).toEqual(expected)
  })

  test('of annotations hold where there were no fields yet', () => {
    const annotations = { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' }
    expect(reasons('baseline', 18, {}, annotations)).toEqual([
      'seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")',
    ])
    expect(reasons('baseline', 19, {}, annotations)).toEqual([])
  })

  test.each<[number | 'latest', object, readonly string[]]>([
    ['latest', kept, []],
    [
      'latest',
      { containers: [{ name: 'a' }, { name: 'b' }] },
      [
        'allowPrivilegeEscalation != false (containers "a", "b" must set securityContext.allowPrivilegeEscalation=false)',
        'unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"])',
        'runAsNonRoot != true (pod or containers "a", "b" must set securityContext.runAsNonRoot=true)',
        'seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
      ],
    ],
    ['latest', { ...kept, os: { name: 'windows' }, containers: [{ name: 'c' }] }, []],
    [
      'latest',
      { ...kept, volumes: [{ name: 'v', hostPath: {} }] },
      ['restricted volume types (volume "v" uses restricted volume type "hostPath")'],
    ],
    [
      'latest',
      {
        ...kept,
        volumes: [
          { name: 'v', nfs: {} },
          { name: 'w', emptyDir: {} },
        ],
      },
      ['restricted volume types (volume "v" uses restricted volume type "nfs")'],
    ],
    ['latest', { ...kept, securityContext: { ...kept.securityContext, runAsUser: 0 } }, ['runAsUser=0 (pod must not set runAsUser=0)']],
    ['latest', { ...kept, hostUsers: false, securityContext: { ...kept.securityContext, runAsUser: 0 } }, []],
    [22, { ...kept, securityContext: { ...kept.securityContext, runAsUser: 0 } }, []],
  ])('of restricted as of %s: %j', (version, spec, expected) => {
    expect(reasons('restricted', version, spec)).toEqual(expected)
  })

  test('are those of the server where a version is newer than it', () => {
    const spec = { containers: [{ name: 'c', livenessProbe: { httpGet: { host: 'h' } } }] }
    expect(evaluatePod({ level: 'baseline', version: 36 }, { metadata: {}, spec }, 30)).toEqual([])
  })
})

describe('a policy', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['of no label asks for nothing', {}, ['privileged', 'privileged', 'privileged']],
    ['that enforces also warns', { [`${label}enforce`]: 'baseline' }, ['baseline', 'privileged', 'baseline']],
    [
      'warns of what it is told to',
      { [`${label}enforce`]: 'baseline', [`${label}warn`]: 'privileged' },
      ['baseline', 'privileged', 'privileged'],
    ],
    [
      'that nobody knows is enforced as restricted, and warns of nothing',
      { [`${label}enforce`]: 'x', [`${label}warn`]: 'y' },
      ['restricted', 'privileged', 'privileged'],
    ],
  ])('%s', (_, labels, expected) => {
    const { enforce, audit, warn } = policyOf(labels).policy
    expect([enforce, audit, warn].map(({ level }) => level)).toEqual(expected)
  })
})

describe('a namespace', () => {
  test('is refused where its labels say nothing that is a policy', async () => {
    expect(await refusals(namespace({ enforce: 'strict', 'warn-version': '1.30' }))).toEqual([
      'Namespace "guarded" is invalid: [metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted, ' +
        'metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value: "1.30": must be "latest" or "v1.x"]',
    ])
  })

  test('that gets stricter names the pods that it would no longer take', async () => {
    const present = [guarded({ hostNetwork: true }), { ...guarded({ hostNetwork: true }), metadata: { name: 'a', namespace: 'guarded' } }]
    const { warnings } = await verdictOf(namespace({ enforce: 'baseline' }), present, undefined, 'closed', namespace({}))
    expect(warnings.map(({ message }) => message)).toEqual([
      'existing pods in namespace "guarded" violate the new PodSecurity enforce level "baseline:latest"',
      'a (and 1 other pod): host namespaces',
    ])
  })
})

describe('a pod', () => {
  const words = 'PodSecurity "baseline:latest": host namespaces (hostNetwork=true)'

  test('is refused by what its namespace enforces, and warned of what it warns of', async () => {
    expect(await refusals(guarded({ hostNetwork: true }), [namespace({ enforce: 'baseline' })])).toEqual([
      `pods "p" is forbidden: violates ${words}`,
    ])
    const warned = await verdictOf(guarded({ hostNetwork: true }), [namespace({ warn: 'baseline' })])
    expect([warned.objections, warned.warnings.map(({ message }) => message)]).toEqual([[], [`would violate ${words}`]])
  })

  test('points at the first field at fault, and at the label', async () => {
    const { objections } = await verdictOf(guarded({ hostNetwork: true }), [namespace({ enforce: 'baseline' })])
    expect(objections[0]).toMatchObject({
      at: ['spec', 'hostNetwork'],
      decidedBy: [{ kind: 'Namespace', path: ['metadata', 'labels', `${label}enforce`] }],
    })
  })

  test('of a template is only warned of', async () => {
    const template = {
      ...core('PodTemplate', 't'),
      metadata: { name: 't', namespace: 'guarded' },
      template: { spec: { hostNetwork: true, containers: [{ name: 'c', image: 'i' }] } },
    }
    const { objections, warnings } = await verdictOf(template, [namespace({ enforce: 'baseline' })])
    expect([objections, warnings.map(({ message }) => message)]).toEqual([[], [`would violate ${words}`]])
  })
})
