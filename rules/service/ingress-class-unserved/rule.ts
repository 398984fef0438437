import { type Cluster, defineRule, FieldRef, nearestName, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'service/ingress-class-unserved',
  summary: 'An Ingress of a class that no controller of the input serves',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['ingress-class-unserved'],
  peers: [],
  when: { kinds: ['Ingress', 'IngressClass'] },
  messages: {
    class: 'No controller of the input serves IngressClass {name}: it is of {controller}, and the one that runs answers to {served}.',
    annotation: 'No controller of the input serves class {name}: Ingress {title} gets no address and no error.',
  },
  help: 'Name a class that a controller serves: {served}.',
  cluster({ cluster, environment, report, simulate }) {
    const { controllers, classes } = simulate(servedClasses)
    for (const resource of cluster.ofKind('networking.k8s.io', 'IngressClass')) {
      const controller = valueAt(resource.object, ['spec', 'controller'])
      if (resource.role !== 'input' || typeof controller !== 'string' || controllers.size === 0 || controllers.has(controller)) continue
      const near = nearestName(controller, controllers)
      report({
        at: new FieldRef(resource, ['spec', 'controller']),
        message: 'class',
        data: { name: resource.name ?? '', controller, served: [...controllers].slice(0, 3).join(', ') },
        presets: near !== undefined || environment.world === 'closed' ? ['correctness'] : ['recommended'],
        help: `Write ${near ?? [...controllers][0]}, or run a controller for ${controller}.`,
      })
    }
    for (const ingress of cluster.ofKind('networking.k8s.io', 'Ingress')) {
      const annotations = ingress.object.metadata?.annotations ?? {}
      const name = Object.hasOwn(annotations, classAnnotation) ? annotations[classAnnotation] : undefined
      if (ingress.role !== 'input' || !name || classes.size === 0 || classes.has(name)) continue
      if (cluster.find('networking.k8s.io', 'IngressClass', null, name) !== undefined) continue
      report({
        at: new FieldRef(ingress, ['metadata', 'annotations', classAnnotation]),
        message: 'annotation',
        data: { name, title: ingress.name ?? '', served: [...classes].slice(0, 3).join(', ') },
        presets: nearestName(name, classes) !== undefined || environment.world === 'closed' ? ['correctness'] : ['recommended'],
      })
    }
  },
})

const classAnnotation = 'kubernetes.io/ingress.class'
const flag = /^--?(controller-class|ingress-class|ingressclass|providers\.kubernetesingress\.ingressclass)=(.+)$/i

/** What the arguments of controllers say they serve: `controllers` as IngressClasses name them, `classes` as the old annotation does. */
function servedClasses(cluster: Cluster): { readonly controllers: ReadonlySet<string>; readonly classes: ReadonlySet<string> } {
  const controllers = new Set<string>()
  const classes = new Set<string>()
  for (const { spec } of cluster.podTemplates)
    for (const { command = [], args = [] } of spec.containers ?? [])
      for (const word of [...command, ...args]) {
        const [, name, value] = flag.exec(word) ?? []
        if (value === undefined || value.includes('$(')) continue
        if (name === 'controller-class') controllers.add(value)
        else classes.add(value)
      }
  return { controllers, classes }
}
