import { expect, test } from 'vitest'
import { deploymentRules } from '../../../src/apiserver/validation/apps/deployment.ts'
import { containerRules } from '../../../src/apiserver/validation/core/container.ts'
import { podSpecRules } from '../../../src/apiserver/validation/core/pod-spec.ts'
import { probesRules } from '../../../src/apiserver/validation/core/probes.ts'
import { serviceRules } from '../../../src/apiserver/validation/core/service.ts'
import { volumesErrors } from '../../../src/apiserver/validation/core/volumes.ts'
import { Field } from '../../../src/apiserver/validation/field.ts'
import { fieldError } from '../../../src/apiserver/validation/field-errors.ts'
import { annotationsErrors, areAnnotations } from '../../../src/apiserver/validation/meta/annotations.ts'
import { areLabels, labelsErrors } from '../../../src/apiserver/validation/meta/labels.ts'
import type { Rule, ValidationContext } from '../../../src/apiserver/validation/row.ts'
import { errorsOf } from '../../../src/apiserver/validation/validate.ts'
import { isFeatureOn } from '../../../src/k8s/feature-gates.ts'
import type { FieldError } from '../../../src/k8s/field-error.ts'

const versions = [29, 31, 33, 34, 36]

const spec = {
  replicas: 2,
  minReadySeconds: 1,
  progressDeadlineSeconds: 600,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '25%', maxSurge: 1 } },
  selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a'] }] },
  template: {
    metadata: { labels: { app: 'web', tier: 'a' }, annotations: { 'example.com/note': 'text' } },
    spec: {
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'web',
      preemptionPolicy: 'Never',
      securityContext: {
        fsGroup: 2000,
        sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }],
        seccompProfile: { type: 'RuntimeDefault' },
      },
      tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoSchedule' }],
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 10, podAffinityTerm: { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'zone', matchLabelKeys: ['x'] } },
          ],
        },
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }],
          },
        },
      },
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'config', configMap: { name: 'config', defaultMode: 420, items: [{ key: 'a', path: 'b' }] } },
      ],
      initContainers: [{ name: 'init', image: 'a', ports: [{ containerPort: 1, hostPort: 1, protocol: 'TCP' }] }],
      containers: [
        {
          name: 'web',
          image: 'web:1',
          imagePullPolicy: 'Always',
          ports: [
            { name: 'web', containerPort: 8080, protocol: 'TCP' },
            { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
          ],
          env: [
            { name: 'A', value: 'b' },
            { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } } },
            { name: 'C', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
          ],
          resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { cpu: '250m', memory: '256Mi' } },
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
          securityContext: { runAsUser: 1, allowPrivilegeEscalation: false, privileged: false, capabilities: { add: ['NET_ADMIN'] } },
          livenessProbe: { httpGet: { path: '/', port: 'web', scheme: 'HTTP' }, periodSeconds: 10, successThreshold: 1 },
          readinessProbe: { tcpSocket: { port: 8080 } },
        },
      ],
    },
  },
}
const service = {
  metadata: { name: 'web', annotations: {} },
  spec: {
    type: 'ClusterIP',
    clusterIP: '10.0.0.1',
    clusterIPs: ['10.0.0.1'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    sessionAffinity: 'None',
    selector: { app: 'web' },
    ports: [{ name: 'web', port: 80, protocol: 'TCP', targetPort: 'web' }],
  },
}
/** What a mutation puts in the place of a value, by its type. */
const words = [
  '',
  'a',
  'Web_1',
  'v1',
  '-',
  'a/b',
  'Always',
  'Localhost',
  'CAP_SYS_ADMIN',
  '512Mi',
  '2',
  '0%',
  'None',
  '../a',
  'x'.repeat(70),
]
const numbers = [0, -1, 1, 80, 70_000, 500]
const members = [
  'hostPort',
  'subPath',
  'fileKeyRef',
  'windowsOptions',
  'lifecycle',
  'restartPolicy',
  'value',
  'exec',
  'nodePort',
  'hostIP',
  'iscsi',
]

function random(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A copy with one place changed: another value of its type, nothing at all, twice the same, or a member more. */
function mutated<T>(value: T, next: (below: number) => number): T {
  const copy = structuredClone(value)
  let owner: Record<string, unknown> = copy as Record<string, unknown>
  for (;;) {
    const keys = Object.keys(owner)
    const key = keys[next(keys.length)]
    if (key === undefined) return copy
    const member = owner[key]
    const isInner = typeof member === 'object' && member !== null
    if (isInner && next(8) > 0) {
      owner = member as Record<string, unknown>
      continue
    }
    const kind = next(4)
    if (kind === 0 && Array.isArray(owner)) owner.splice(Number(key), 1)
    else if (kind === 0) delete owner[key]
    else if (kind === 1 && Array.isArray(owner)) owner.push(structuredClone(member))
    else if (kind === 1) owner[members[next(members.length)]!] = next(2) === 0 ? {} : words[next(words.length)]
    else if (typeof member === 'string') owner[key] = words[next(words.length)]
    else if (typeof member === 'number') owner[key] = numbers[next(numbers.length)]
    else if (typeof member === 'boolean') owner[key] = !member
    return copy
  }
}

/** Every rule by itself, whatever it says of values that are sound. */
function allErrors(subject: Field, rules: readonly Rule[], context: ValidationContext): FieldError[] {
  const { minor } = context.version
  return rules.flatMap(rule => {
    const { since = 0, until = 99, gate } = rule
    if (minor < since || minor > until || (gate !== undefined && !isFeatureOn(gate, context.version))) return []
    if ('errors' in rule) {
      const of = rule.of === undefined ? [] : [rule.of].flat()
      return of.length === 0 || of.some(name => subject.has(name)) ? [...rule.errors(subject, context)] : []
    }
    const field = subject.at(rule.at)
    if ('rules' in rule) {
      if (field.absent || rule.when?.(subject, context) === false) return []
      const list = typeof rule.rules === 'function' ? rule.rules() : rule.rules
      const parts = rule.each === undefined ? [field] : rule.each === 'item' ? field.items : field.entries
      return parts.flatMap(part => allErrors(part, list, context))
    }
    const { reason, zero, when, check, printedAs, shows } = rule
    if (field.absent && reason !== 'FieldValueRequired' && zero === undefined) return []
    if (when?.(subject, context) === false) return []
    const judged = field.absent && zero !== undefined ? field.withValue(zero) : field
    const printed = printedAs === undefined ? judged : judged.printedBelow(subject, printedAs)
    return check(judged, context).map(detail => fieldError(reason, printed, detail, shows === undefined ? judged.value : shows(judged)))
  })
}

function pathsOf(errors: Iterable<FieldError>): readonly string[] {
  return [...errors].map(({ field, message }) => `${field}: ${message}`)
}

test('What is sound by its value alone has no error, and what has one is told of it, for 1,200 changed objects', () => {
  let wrong = 0
  for (let seed = 1; seed <= 1200; seed++) {
    const next = random(seed * 7919)
    const context = { version: { major: 1, minor: versions[seed % versions.length]! } as const, isPod: false }
    const object = Array.from({ length: 1 + next(2) }).reduce<{ spec: typeof spec }>(before => mutated(before, next), { spec })
    const template = (object.spec?.template ?? {}) as typeof spec.template
    const podSpec = Field.root({ spec: template.spec ?? {} }).child('spec')
    const judge = (subject: Field, rules: readonly Rule[]): void => {
      const expected = pathsOf(allErrors(subject, rules, context))
      wrong += expected.length > 0 ? 1 : 0
      expect(pathsOf(errorsOf(subject, rules, context)), `seed ${seed}`).toEqual(expected)
    }
    judge(Field.root(object), deploymentRules)
    judge(podSpec, podSpecRules)
    for (const container of [...podSpec.child('containers').items, ...podSpec.child('initContainers').items]) {
      judge(container, containerRules)
      judge(container, probesRules)
    }
    judge(Field.root(mutated(service, next)), serviceRules)
    const { labels, annotations } = template.metadata ?? {}
    if (areLabels(labels, context)) expect(labelsErrors(Field.root(labels), context)).toEqual([])
    if (areAnnotations(annotations, context)) expect(annotationsErrors(Field.root(annotations), context)).toEqual([])
  }
  expect(wrong).toBeGreaterThan(500)
})

test('A volume that is sound by itself still may not have the name of another one', () => {
  const context = { version: { major: 1, minor: 36 } as const, isPod: false }
  const volumes = [
    { name: 'data', emptyDir: {} },
    { name: 'data', emptyDir: {} },
  ]
  const { errors } = volumesErrors(Field.root({ volumes }), context)
  expect(pathsOf(errors)).toEqual(['volumes[1].name: Duplicate value: "data"'])
})
