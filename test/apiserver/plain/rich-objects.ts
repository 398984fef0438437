type Fields = Record<string, unknown>

const labels = { app: 'x' }
const selector = { matchLabels: labels }
const expressions = [
  { key: 'tier', operator: 'In', values: ['a', 'b'] },
  { key: 'example.com/zone', operator: 'Exists' },
]

const podSpec: Fields = {
  serviceAccountName: 'runner',
  imagePullSecrets: [{ name: 'registry' }],
  priorityClassName: 'high',
  securityContext: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 2000, fsGroupChangePolicy: 'OnRootMismatch', runAsNonRoot: true },
  initContainers: [{ name: 'init', image: 'i:1', volumeMounts: [{ name: 'files', mountPath: '/files', subPath: 'a/b' }] }],
  containers: [
    {
      name: 'main',
      image: 'example.com/i:1',
      ports: [
        { name: 'http', containerPort: 8080 },
        { name: 'admin', containerPort: 8081 },
      ],
      env: [
        { name: 'A', value: 'a' },
        { name: 'B', valueFrom: { configMapKeyRef: { name: 'c', key: 'k.x' } } },
        { name: 'C', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      ],
      envFrom: [{ prefix: 'P_', secretRef: { name: 's' } }],
      resources: { requests: { cpu: '500m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
      startupProbe: { tcpSocket: { port: 8080 } },
      livenessProbe: { httpGet: { path: '/x', port: 'http', httpHeaders: [{ name: 'X-A', value: 'b' }] } },
      readinessProbe: { exec: { command: ['true'] }, successThreshold: 2 },
      lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
      securityContext: { allowPrivilegeEscalation: false, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] }, runAsUser: 1 },
      volumeMounts: [
        { name: 'files', mountPath: '/files', readOnly: true },
        { name: 'all', mountPath: '/all' },
      ],
    },
    { name: 'other', image: 'i', livenessProbe: { grpc: { port: 90 } } },
  ],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: expressions }] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: expressions } }],
    },
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: selector, topologyKey: 'example.com/rack' }] },
  },
  tolerations: [{ operator: 'Exists' }, { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: selector }],
  volumes: [
    { name: 'files', configMap: { name: 'c', items: [{ key: 'a', path: 'a.txt' }] } },
    { name: 'secret', secret: { secretName: 's', defaultMode: 256 } },
    { name: 'claim', persistentVolumeClaim: { claimName: 'x' } },
    { name: 'host', hostPath: { path: '/var', type: 'Directory' } },
    {
      name: 'all',
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
          { configMap: { name: 'c', items: [{ key: 'ca', path: 'ca.crt' }] } },
          { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
        ],
      },
    },
  ],
}

const metadata = { name: 'x', labels }
const template = { metadata: { labels, annotations: { 'example.com/a': 'b' } }, spec: podSpec }
const claim = { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }

/** Objects that say much, of which nothing is wrong. */
export const richObjects: readonly Fields[] = [
  { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 0, minReadySeconds: 5, selector, template } },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: { selector, template, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { serviceName: 'x', selector, template, updateStrategy: { type: 'OnDelete' }, volumeClaimTemplates: [claim] },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'x' },
    spec: { backoffLimit: 1, template: { spec: { ...podSpec, restartPolicy: 'Never' } } },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'x' },
    spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } } },
  },
  { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: 'None', selector: labels } },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'NodePort',
      selector: labels,
      ports: [
        { name: 'a', port: 80, targetPort: 'http' },
        { name: 'b', port: 81, appProtocol: 'example.com/h2' },
      ],
    },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: { defaultBackend: { service: { name: 'x', port: { name: 'http' } } }, rules: [{ host: '*.example.org' }] },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchExpressions: expressions },
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ podSelector: selector, namespaceSelector: {} }], ports: [{ port: 'dns', protocol: 'UDP' }] }],
    },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:x' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata, imagePullSecrets: [{ name: 'registry' }], secrets: [{ name: 'a' }] },
  { apiVersion: 'v1', kind: 'Secret', metadata, immutable: true, stringData: { 'a.txt': 'b' } },
]
