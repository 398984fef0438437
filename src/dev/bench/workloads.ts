const kinds = ['Deployment', 'Deployment', 'Deployment', 'StatefulSet', 'Deployment', 'Job', 'CronJob'] as const
const workloadsInNamespace = 25
const podsOnNode = 50

/**
 * A set that goes together, as a stream of documents: workloads of all kinds with what they refer to, and nodes with room for them.
 * Some Services select no pods, and some pods find no node.
 */
export function workloadSet(workloads: number): string {
  const namespaces = Math.ceil(workloads / workloadsInNamespace)
  const nodes = Math.ceil((workloads * 3) / podsOnNode)
  return [
    ...Array.from({ length: nodes }, (_, i) => node(i)),
    ...Array.from({ length: namespaces }, (_, i) => namespace(i)),
    ...Array.from({ length: workloads }, (_, i) => withItsObjects(i)),
  ].join('---\n')
}

function node(index: number): string {
  return `apiVersion: v1
kind: Node
metadata:
  name: node-${index}
  labels:
    kubernetes.io/hostname: node-${index}
    topology.kubernetes.io/zone: zone-${index % 3}
status:
  allocatable: {cpu: "64", memory: 256Gi, pods: "250"}
`
}

function namespace(index: number): string {
  return `apiVersion: v1
kind: Namespace
metadata:
  name: team-${index}
`
}

function withItsObjects(index: number): string {
  const name = `app-${index}`
  const metadata = `metadata:
  name: ${name}
  namespace: team-${Math.floor(index / workloadsInNamespace)}
  labels: {app: ${name}}
`
  const kind = kinds[index % kinds.length]!
  const service = `apiVersion: v1
kind: Service
${metadata}spec:
  selector: {app: ${index % 10 === 9 ? `${name}x` : name}}
  ports:
    - port: 80
      targetPort: http
`
  const config = `apiVersion: v1
kind: ConfigMap
${metadata}data:
  LOG_LEVEL: info
  UPSTREAM: http://app-${index + 1}.team-${Math.floor((index + 1) / workloadsInNamespace)}.svc:80
`
  const budget = `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata}spec:
  maxUnavailable: 1
  selector:
    matchLabels: {app: ${name}}
`
  return [workload(kind, name, metadata, index), service, config, ...(index % 3 === 0 ? [budget] : [])].join('---\n')
}

function workload(kind: (typeof kinds)[number], name: string, metadata: string, index: number): string {
  const selector = `  selector:
    matchLabels: {app: ${name}}
`
  const template = podTemplate(name, kind === 'Job' || kind === 'CronJob' ? 'Never' : 'Always', index)
  switch (kind) {
    case 'CronJob':
      return `apiVersion: batch/v1
kind: CronJob
${metadata}spec:
  schedule: "*/5 * * * *"
  jobTemplate:
    spec:
${indented(template, 4)}`
    case 'Job':
      return `apiVersion: batch/v1
kind: Job
${metadata}spec:
  completions: 2
${template}`
    case 'StatefulSet':
      return `apiVersion: apps/v1
kind: StatefulSet
${metadata}spec:
  serviceName: ${name}
  replicas: 3
${selector}${template}`
    case 'Deployment':
      return `apiVersion: apps/v1
kind: Deployment
${metadata}spec:
  replicas: ${2 + (index % 3)}
${selector}${template}`
  }
}

function podTemplate(name: string, restartPolicy: string, index: number): string {
  const zone = index % 50 === 49 ? 'none' : `zone-${index % 3}`
  const node = index % 5 === 4 ? `      nodeSelector: {topology.kubernetes.io/zone: ${zone}}\n` : ''
  return `  template:
    metadata:
      labels: {app: ${name}}
    spec:
      restartPolicy: ${restartPolicy}
${node}      containers:
        - name: main
          image: registry.example.com/${name}:1.4.${index % 10}
          envFrom:
            - configMapRef: {name: ${name}}
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
`
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by))
}
