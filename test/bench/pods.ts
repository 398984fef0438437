import type { Random } from './random.ts'

type Fields = Record<string, unknown>

/** Keys whose value is undefined are left out. */
export function fields(all: Fields): Fields {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A template of a pod that a server accepts. */
export function podTemplate(name: string, random: Random): Fields {
  return {
    metadata: fields({
      labels: { app: name, ...(random.chance(0.3) ? { release: `r${random.between(1, 40)}` } : {}) },
      annotations: random.chance(0.25) ? { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' } : undefined,
    }),
    spec: podSpec(name, random),
  }
}

export function podSpec(name: string, random: Random): Fields {
  const sidecars = random.weighted([
    [0, 6],
    [1, 3],
    [2, 1],
  ])
  return fields({
    serviceAccountName: random.chance(0.4) ? name : undefined,
    securityContext: random.chance(0.4) ? { runAsNonRoot: true, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } } : undefined,
    initContainers: random.chance(0.25) ? [container('migrate', name, random, false)] : undefined,
    containers: [
      container('app', name, random, true),
      ...Array.from({ length: sidecars }, (_, index) => container(`side-${index + 1}`, name, random, false)),
    ],
    nodeSelector: random.chance(0.25) ? { 'kubernetes.io/os': 'linux' } : undefined,
    tolerations: random.chance(0.25)
      ? [{ key: 'dedicated', operator: 'Equal', value: random.pick(['batch', 'web']), effect: 'NoSchedule' }]
      : undefined,
    affinity: random.chance(0.25) ? affinity(name) : undefined,
    topologySpreadConstraints: random.chance(0.2)
      ? [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: name } },
          },
        ]
      : undefined,
    terminationGracePeriodSeconds: random.chance(0.3) ? 45 : undefined,
    volumes: [
      { name: 'settings', configMap: { name: `${name}-settings` } },
      { name: 'scratch', emptyDir: random.chance(0.5) ? {} : { sizeLimit: '256Mi' } },
    ],
  })
}

function container(name: string, owner: string, random: Random, main: boolean): Fields {
  const port = random.between(3000, 9000)
  const probed = main && random.chance(0.75)
  return fields({
    name,
    image: `registry.example.com/${owner.split('-')[0]}/${name}:${random.between(0, 9)}.${random.between(0, 30)}.${random.between(0, 20)}`,
    imagePullPolicy: random.chance(0.4) ? 'IfNotPresent' : undefined,
    command: random.chance(0.2) ? ['/bin/sh', '-c', 'exec /srv/app --listen=:$(PORT)'] : undefined,
    args: random.chance(0.4)
      ? [`--log-level=${random.pick(['info', 'debug', 'warn'])}`, '--metrics=true', '--origins=a.example.com,b.example.com']
      : undefined,
    ports: main
      ? [{ name: 'http', containerPort: port }, ...(random.chance(0.3) ? [{ name: 'metrics', containerPort: 9102, protocol: 'TCP' }] : [])]
      : undefined,
    envFrom: random.chance(0.2) ? [{ configMapRef: { name: `${owner}-settings`, optional: true } }] : undefined,
    env: random.times(2, 14, index => variable(index, owner, random)),
    resources: {
      requests: { cpu: random.pick(['50m', '100m', '250m', '1']), memory: random.pick(['64Mi', '128Mi', '512Mi', '1Gi']) },
      limits: { memory: random.pick(['1Gi', '2Gi', '4Gi']) },
    },
    livenessProbe: probed ? probe('/healthz', random) : undefined,
    readinessProbe: probed ? probe('/ready', random) : undefined,
    securityContext: random.chance(0.5)
      ? { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } }
      : undefined,
    volumeMounts: [
      { name: 'settings', mountPath: `/etc/${owner}`, readOnly: true },
      { name: 'scratch', mountPath: '/tmp' },
    ],
  })
}

function variable(index: number, owner: string, random: Random): Fields {
  return random.weighted<() => Fields>([
    [
      () => ({
        name: `OPTION_${index}`,
        value: random.pick(['on', 'true', '0644', 'a b c', 'https://api.example.com/v1?a=b&c=d', 'plain', '']),
      }),
      5,
    ],
    [() => ({ name: `TOKEN_${index}`, valueFrom: { secretKeyRef: { name: `${owner}-token`, key: 'token', optional: true } } }), 2],
    [() => ({ name: `ADDRESS_${index}`, valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }), 1],
  ])()
}

function probe(path: string, random: Random): Fields {
  return {
    httpGet: { path, port: 'http' },
    initialDelaySeconds: random.between(1, 30),
    periodSeconds: 10,
    timeoutSeconds: random.between(1, 5),
    failureThreshold: 3,
  }
}

function affinity(name: string): Fields {
  const podAffinityTerm = { labelSelector: { matchLabels: { app: name } }, topologyKey: 'kubernetes.io/hostname' }
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 50, podAffinityTerm }] } }
}
