import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseOptions } from '../../src/config/options.ts'
import { check } from '../../src/pipeline.ts'

/** One or more files, by path, and what is found in them: `line rule`. */
async function run(
  files: string | Readonly<Record<string, string>>,
  options: Readonly<Record<string, unknown>> = {}
): Promise<readonly string[]> {
  const named = typeof files === 'string' ? { 'a.yaml': files } : files
  const inputs = Object.entries(named).map(([path, text]) => ({ path, text }))
  const { diagnostics, internalErrors } = await check({ inputs }, parseOptions({ sets: 'auto', ...options }, 'check'), rules)
  expect(internalErrors).toEqual([])
  return diagnostics.map(({ rule, span }) => `${span.file.path}:${span.file.position(span.start).line} ${rule}`)
}

const all = { preset: ['all'] }

function service(spec: string, name = 'web', namespace = 'shop'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: ${spec}\n`
}

function deployment({
  name = 'web',
  namespace = 'shop',
  pod = '',
  replicas = 3,
  container = '',
  template = '',
  metadata = '',
} = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}${metadata}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}${template}}
    spec:
${pod}      containers:
        - name: ${name}
          image: registry.example.com/shop/${name}:1.4.2
          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}
${container}`
}

const docs = (...texts: readonly string[]): string => texts.join('---\n')
const of = (found: readonly string[], rule: RegExp): readonly string[] => found.filter(line => rule.test(line))

describe('what peers get wrong', () => {
  test('1: a Service without a selector that has hand-made slices is no dangling one', async () => {
    const slice = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{port: 80}]
endpoints: [{addresses: [10.0.0.1]}]
`
    expect(of(await run(docs(service('{ports: [{port: 80}]}'), slice), all), / (?:selector|service)\//)).toEqual([])
  })

  test('2: an autoscaler finds its target by group and in its own namespace', async () => {
    const controller = `apiVersion: v1
kind: ReplicationController
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: "nginx:1.27"}]}
`
    const autoscaler = (target: string, namespace: string): string => `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: ${namespace}}
spec:
  scaleTargetRef: ${target}
  maxReplicas: 3
`
    const toController = autoscaler('{apiVersion: v1, kind: ReplicationController, name: web}', 'shop')
    expect(of(await run(docs(controller, toController)), / autoscaling\/target/)).toEqual([])
    const toDeployment = autoscaler('{apiVersion: apps/v1, kind: Deployment, name: web}', 'other')
    expect(of(await run(docs(deployment(), toDeployment)), / autoscaling\/target/)).toEqual(['a.yaml:19 autoscaling/target-not-found'])
  })

  test.each(['---\r\n', '--- # c\n', '---  \n', '\n---\t\n'])('3: documents are parted by %j', async separator => {
    const one = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndate: {}\n`
    expect(await run(`\ufeff${one('a')}${separator}${one('b')}`)).toHaveLength(2)
  })

  test('4: an Ingress that names a port number which the Service has not', async () => {
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: web, port: {number: 8080}}}
`
    expect(of(await run(docs(service('{selector: {app: web}, ports: [{port: 80}]}'), ingress)), / service\/ingress/)).toEqual([
      'a.yaml:16 service/ingress-port-unknown',
    ])
  })

  test('5: a topology spread keeps replicas apart as well as anti-affinity', async () => {
    const spread =
      '      topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: web}}}]\n'
    expect(of(await run(deployment(), all), /replicas-may-share-node/)).toHaveLength(1)
    expect(of(await run(deployment({ pod: spread }), all), /replicas-may-share-node/)).toEqual([])
  })

  test('6: no restartPolicy is right, for its default is', async () => {
    expect(of(await run(deployment(), all), /restart/i)).toEqual([])
  })

  test('7: matchExpressions match', async () => {
    const expression = '{matchExpressions: [{key: app, operator: In, values: [web, api]}]}'
    const budget = `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web, namespace: shop}\nspec: {minAvailable: 1, selector: ${expression}}\n`
    const policy = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web, namespace: shop}\nspec: {podSelector: ${expression}}\n`
    expect(of(await run(docs(deployment(), budget, policy), all), / selector\/|budget-missing/)).toEqual([])
  })

  test('8: a Service and its pods may be in different directories of one run', async () => {
    const files = { 'a/service.yaml': service('{selector: {app: web}, ports: [{port: 80}]}'), 'b/web.yaml': deployment() }
    expect(of(await run(files, all), / selector\//)).toEqual([])
  })

  test('9: no namespace is the namespace default', async () => {
    const text = docs(service('{selector: {app: web}, ports: [{port: 80}]}', 'web', 'default'), deployment({ namespace: '' }))
    expect(of(await run(text, all), / selector\//)).toEqual([])
  })

  test('13: the items of a PodList are checked', async () => {
    const list = 'apiVersion: v1\nkind: PodList\nitems:\n  - metadata: {name: a}\n    spec:\n      containerz: []\n'
    expect(await run(list)).toContain('a.yaml:6 schema/unknown-field')
  })

  test('15: a suppression on the pod template or above one container silences that part alone', async () => {
    const wrong = (rest: Parameters<typeof deployment>[0]): string =>
      deployment({ metadata: ', labelz: {}', container: '          imag: x\n', ...rest })
    const field = /unknown-field/
    expect(of(await run(wrong({})), field)).toHaveLength(2)
    expect(of(await run(wrong({ template: ', annotations: {seatrial.dev/ignore: "schema/unknown-field: x"}' })), field)).toEqual([
      'a.yaml:3 schema/unknown-field',
    ])
    const above = wrong({}).replace('        - name', '        # seatrial-ignore schema/unknown-field: x\n        - name')
    expect(of(await run(above), field)).toEqual(['a.yaml:3 schema/unknown-field'])
  })

  test('16: an API version that the cluster no longer serves is named', async () => {
    const job =
      'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "* * * * *"\n  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}}}\n'
    expect((await run(job, { kubernetesVersion: '1.31' })).some(line => line.startsWith('a.yaml:1 '))).toBe(true)
  })

  test('17: an object that two files define is a finding in one directory, and two sets in two', async () => {
    const twice = /object-defined-twice/
    expect(of(await run({ 'a/web.yaml': deployment(), 'b/web.yaml': deployment() }), twice)).toEqual([])
    expect(of(await run({ 'web/a.yaml': deployment(), 'web/b.yaml': deployment() }), twice)).toHaveLength(1)
  })

  test.each([
    ['1.34', 1],
    ['1.35', 0],
  ])('18: an unmasked /proc in a user namespace, in %s', async (kubernetesVersion, count) => {
    const pod = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  hostUsers: false
  containers:
    - name: web
      image: nginx:1.27
      securityContext: {procMount: Unmasked}
`
    expect(of(await run(pod, { preset: ['pss-baseline'], kubernetesVersion }), /unmasked-proc$/)).toHaveLength(count)
  })

  test('21: a limit that a LimitRange of the input gives is not missing', async () => {
    const range = `apiVersion: v1
kind: LimitRange
metadata: {name: limits, namespace: shop}
spec: {limits: [{type: Container, default: {cpu: 500m, memory: 128Mi}, defaultRequest: {cpu: 100m, memory: 64Mi}}]}
`
    const bare = deployment().replace(/ {10}resources.*\n/, '')
    expect(of(await run(bare, all), / resource\/requests-missing/)).toHaveLength(1)
    expect(of(await run(docs(range, bare), all), / resource\/(?:requests|cpu-limit)-missing/)).toEqual([])
  })

  test('22: a number that no container declares is no finding by default', async () => {
    expect(await run(docs(service('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'), deployment()))).toEqual([])
  })

  test('23: a test pod of a chart needs nothing that keeps it running', async () => {
    const pod = (annotation: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web-test, namespace: shop${annotation}}
spec:
  restartPolicy: Never
  containers:
    - name: web
      image: nginx:1.27
`
    expect(of(await run(pod(''), { preset: ['reliability'] }), / (?:workload|probe)\//)).not.toEqual([])
    const hook = pod(', annotations: {helm.sh/hook: test}')
    expect(of(await run(hook, { preset: ['reliability'] }), / (?:workload|probe|disruption|scheduling)\//)).toEqual([])
  })

  test('24: an image by its digest has no tag to be wrong about', async () => {
    const pinned = deployment().replace('web:1.4.2', `web@sha256:${'0'.repeat(64)}`)
    expect(of(await run(pinned, all), / image\//)).toEqual([])
  })
})
