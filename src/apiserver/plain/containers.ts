import { envFieldPaths } from '../validation/core/env-field-paths.ts'
import { arePlainResources } from './amounts.ts'
import { isDataKey, isFilled, isLabel, isPortName, isSubdomain, isVariableName } from './names.ts'
import {
  any,
  areDistinct,
  choice,
  count,
  entries,
  hasOneMember,
  isFilledList,
  itemsOf,
  list,
  type Members,
  number,
  type Part,
  shape,
  struct,
  text,
  texts,
  value,
} from './shape.ts'

const maxPort = 65_535
const maxId = 2 ** 31 - 1

/** The number of a port. */
export const portNumber = number(1, maxPort)
/** A port by its number or name. */
export const port = value(isPort)
/** Which protocol a port is for. */
export const protocol = choice('TCP', 'UDP', 'SCTP')
/** The id of a user or group. */
export const id = number(0, maxId)
/** Which system calls are allowed, unless a file of the node says. */
export const seccompProfile = struct(shape({ type: choice('RuntimeDefault', 'Unconfined') }, ['type']))

/** Whether a value is the number or the name of a port. */
export function isPort(port: unknown): boolean {
  return typeof port === 'string' ? isPortName(port) : typeof port === 'number' && port >= 1 && port <= maxPort
}

const keyRef = struct(shape({ name: text(isSubdomain), key: text(isDataKey), optional: any }, ['name', 'key']))
const fieldRef = struct(shape({ apiVersion: choice('v1'), fieldPath: choice(...envFieldPaths) }, ['apiVersion', 'fieldPath']))
const source = struct(shape({ configMapKeyRef: keyRef, secretKeyRef: keyRef, fieldRef }, [], hasOneMember))
const variable = shape({ name: text(isVariableName), value: any, valueFrom: source }, ['name'], hasOneValue)

function hasOneValue({ value: written = '', valueFrom }: Members): boolean {
  return valueFrom === undefined || written === ''
}

const allKeysOf = struct(shape({ name: text(isSubdomain), optional: any }, ['name']))
const variables = shape(
  { prefix: text(isVariableName), configMapRef: allKeysOf, secretRef: allKeysOf },
  [],
  ({ configMapRef, secretRef }) => (configMapRef === undefined) !== (secretRef === undefined)
)

const containerPort = shape({ name: text(isPortName), containerPort: portNumber, protocol }, ['containerPort', 'protocol'])

const mount = shape({ name: text(isFilled), mountPath: text(isFilled), readOnly: any, subPath: text(isInside) }, ['name', 'mountPath'])

function isInside(path: string): boolean {
  return path.charCodeAt(0) !== 47 && !path.includes('..')
}

const amounts = entries(isFilled)
const resources = struct(shape({ limits: amounts, requests: amounts }, [], arePlainResources))

const command = value(isFilledList)
const httpHeaders = list(shape({ name: text(name => /^[-A-Za-z0-9]+$/.test(name)), value: any }, ['name']))
const httpGet = struct(
  shape({ path: text(isFilled), port, scheme: choice('HTTP', 'HTTPS'), host: any, httpHeaders }, ['path', 'port', 'scheme'])
)
const exec = struct(shape({ command }, ['command']))
const tcpSocket = struct(shape({ port, host: any }, ['port']))
const handlers = { httpGet, exec, tcpSocket, grpc: struct(shape({ port: portNumber, service: any }, ['port'])) }

function hasOneHandler({ httpGet, exec, tcpSocket, grpc }: Members): boolean {
  const found = (httpGet === undefined ? 0 : 1) + (exec === undefined ? 0 : 1) + (tcpSocket === undefined ? 0 : 1)
  return found + (grpc === undefined ? 0 : 1) === 1
}

function probe(successThreshold: Part): Part {
  const timing = { initialDelaySeconds: count, timeoutSeconds: count, periodSeconds: count, failureThreshold: count }
  return struct(shape({ ...handlers, ...timing, successThreshold }, [], hasOneHandler))
}

const once = probe(number(1, 1))
const hook = struct(shape({ httpGet, exec, tcpSocket }, [], hasOneHandler))

const securityContext = struct(
  shape(
    {
      allowPrivilegeEscalation: any,
      privileged: any,
      readOnlyRootFilesystem: any,
      runAsNonRoot: any,
      runAsUser: id,
      runAsGroup: id,
      capabilities: struct(shape({ add: texts(isNotAdmin), drop: any })),
      seccompProfile,
    },
    [],
    ({ allowPrivilegeEscalation, privileged }) => allowPrivilegeEscalation !== false || privileged !== true
  )
)

function isNotAdmin(capability: string): boolean {
  return capability !== 'CAP_SYS_ADMIN'
}

function isImage(image: string): boolean {
  return image !== '' && image.trim().length === image.length
}

const parts = {
  name: text(isLabel),
  image: text(isImage),
  imagePullPolicy: choice('Always', 'IfNotPresent', 'Never'),
  command: any,
  args: any,
  workingDir: any,
  stdin: any,
  tty: any,
  ports: list(containerPort),
  env: list(variable),
  envFrom: list(variables),
  resources,
  volumeMounts: list(mount),
  securityContext,
  terminationMessagePath: any,
  terminationMessagePolicy: choice('File', 'FallbackToLogsOnError'),
}

const required = ['name', 'image']

function isWithoutRepeats({ ports, env, volumeMounts }: Members): boolean {
  return areDistinct(itemsOf(ports), 'name') && areDistinct(itemsOf(env), 'name') && areDistinct(itemsOf(volumeMounts), 'mountPath')
}

/** A container that runs before the others. */
export const initContainer = shape(parts, required, isWithoutRepeats)

/** A container of a pod. */
export const container = shape(
  {
    ...parts,
    livenessProbe: once,
    readinessProbe: probe(count),
    startupProbe: once,
    lifecycle: struct(shape({ postStart: hook, preStop: hook })),
  },
  required,
  isWithoutRepeats
)
