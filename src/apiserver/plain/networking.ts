import { port, portNumber, protocol } from './containers.ts'
import { object } from './metadata.ts'
import { isLetterLabel, isPlainPath, isPortName, isSubdomain } from './names.ts'
import { selector } from './selectors.ts'
import { choice, isFilledList, itemsOf, list, type Members, type Part, shape, struct, text, texts, value } from './shape.ts'

const maxHost = 253

/** A host by a name that is surely no address. */
function isHost(host: string): boolean {
  return host.length <= maxHost && isSubdomain(host.startsWith('*.') ? host.slice(2) : host) && /[g-z]/.test(host)
}

const servicePort = struct(
  shape({ name: text(isPortName), number: portNumber }, [], ({ name, number }) => (name === undefined) !== (number === undefined))
)
const service = struct(shape({ name: text(isLetterLabel), port: servicePort }, ['name', 'port']))
const backend = struct(shape({ service }, ['service']))
const path = shape({ path: text(isPlainPath), pathType: choice('Prefix', 'Exact', 'ImplementationSpecific'), backend }, [
  'path',
  'pathType',
  'backend',
])
const http = struct(shape({ paths: list(path) }, ['paths'], ({ paths }) => isFilledList(paths)))
const ingressSpec = shape(
  {
    ingressClassName: text(isSubdomain),
    defaultBackend: backend,
    rules: list(shape({ host: text(isHost), http })),
    tls: list(shape({ hosts: texts(isHost), secretName: text(isSubdomain) })),
  },
  [],
  ({ rules, defaultBackend }) => isFilledList(rules) || (rules === undefined && defaultBackend !== undefined)
)

/** Whether nothing can be said of an Ingress. */
export const isPlainIngress = object(isSubdomain, { spec: struct(ingressSpec) }, ['spec'])

const block = struct(shape({ cidr: text(isNetwork), except: texts(isNetwork) }, ['cidr'], holdsExceptions))
const peer = shape(
  { podSelector: struct(selector), namespaceSelector: struct(selector), ipBlock: block },
  [],
  ({ podSelector, namespaceSelector, ipBlock }) =>
    (ipBlock === undefined) !== (podSelector === undefined && namespaceSelector === undefined)
)
const policyPort = shape({ port, protocol })
const policySpec = shape({
  podSelector: struct(selector),
  policyTypes: value(types => itemsOf(types).length <= 2 && itemsOf(types).every(type => policyTypes.includes(type as unknown as string))),
  ingress: direction('from'),
  egress: direction('to'),
})
const policyTypes = ['Ingress', 'Egress']

function direction(peers: string): Part {
  return list(shape({ [peers]: list(peer), ports: list(policyPort) }))
}

/** Whether nothing can be said of a NetworkPolicy. */
export const isPlainNetworkPolicy = object(isSubdomain, { spec: struct(policySpec) }, ['spec'])

const canonical = /^(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})\/(0|[1-9][0-9]?)$/

/** The first address of a network of IPv4 in its canonical form, and how many it holds; undefined where a text is none. */
function networkOf(text: string): readonly [first: number, size: number] | undefined {
  const parts = canonical.exec(text)?.slice(1).map(Number)
  if (parts === undefined || parts[4]! > 32 || parts.some((part, index) => index < 4 && part > 255)) return undefined
  const first = ((parts[0]! * 256 + parts[1]!) * 256 + parts[2]!) * 256 + parts[3]!
  const size = 2 ** (32 - parts[4]!)
  return first % size === 0 ? [first, size] : undefined
}

function isNetwork(text: string): boolean {
  return networkOf(text) !== undefined
}

function holdsExceptions({ cidr, except }: Members): boolean {
  if (except === undefined) return true
  const [first, size] = networkOf(cidr as string)!
  return (except as readonly string[]).every(part => {
    const [start, length] = networkOf(part)!
    return length < size && start >= first && start < first + size
  })
}
