import type { FieldPath } from '../../k8s/field-path.ts'
import { opened, type WrittenEdit, type WrittenObject } from './written.ts'

/** An Ingress of a beta as networking.k8s.io/v1 has it. Mirrors pkg/apis/networking/v1beta1/conversion.go and defaults.go, v1.21. */
export function ingressEdits(object: WrittenObject): readonly WrittenEdit[] | undefined {
  const edits: WrittenEdit[] = []
  const backend: FieldPath = ['spec', 'backend']
  if (object.valueAt(backend) !== undefined) {
    const own = backendEdits(object, backend)
    if (own === undefined) return undefined
    edits.push(object.rename(backend, 'defaultBackend'), ...own)
  }
  for (let rule = 0; rule < object.lengthAt(['spec', 'rules']); rule++) {
    const paths: FieldPath = ['spec', 'rules', rule, 'http', 'paths']
    for (let index = 0; index < object.lengthAt(paths); index++) {
      const own = pathEdits(object, [...paths, index])
      if (own === undefined) return undefined
      edits.push(...own)
    }
  }
  return edits
}

function pathEdits(object: WrittenObject, path: FieldPath): readonly WrittenEdit[] | undefined {
  const backend = [...path, 'backend']
  if (object.valueAt(backend) === undefined) return undefined
  const edits = backendEdits(object, backend)
  if (edits === undefined || object.valueAt([...path, 'pathType']) !== undefined) return edits
  const start = object.keyStart(backend)
  const column = object.column(backend)
  const word = 'pathType: ImplementationSpecific'
  const text = column === undefined ? `${word}, ` : `${word}\n${' '.repeat(column)}`
  return object.document.format === 'json' ? undefined : [{ start, end: start, text }, ...edits]
}

/** `serviceName` and `servicePort` within `service`; a backend that is a resource stays. */
function backendEdits(object: WrittenObject, backend: FieldPath): readonly WrittenEdit[] | undefined {
  const name = [...backend, 'serviceName']
  const port = [...backend, 'servicePort']
  const keys = object.keysAt(backend)
  const isService = keys.length === 2 && keys.includes('serviceName') && keys.includes('servicePort')
  if (!isService) return keys.includes('serviceName') || keys.includes('servicePort') ? undefined : []
  const portKey = typeof object.valueAt(port) === 'number' ? 'number' : 'name'
  const column = object.column(name)
  if (column === undefined || column !== object.column(port)) {
    const written = object.text(backend)
    if (!written.startsWith('{') || !written.endsWith('}') || object.document.format === 'json') return undefined
    return [object.value(backend, `{service: {name: ${object.text(name)}, port: {${portKey}: ${object.text(port)}}}}`)]
  }
  const portLines = (first: number) =>
    [
      [first, 'port:'],
      [first + 2, portKey],
    ] as const
  if (object.keyStart(name) < object.keyStart(port)) {
    const lines = opened(column, portLines(2))
    return [
      object.rename(
        name,
        opened(column, [
          [0, 'service:'],
          [2, 'name'],
        ])
      ),
      object.rename(port, `  ${lines}`),
    ]
  }
  return [object.rename(port, opened(column, [[0, 'service:'], ...portLines(2)])), object.rename(name, '  name')]
}
