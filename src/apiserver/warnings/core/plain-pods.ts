import type { Field } from '../../validation/field.ts'
import { isEmptyValue, memberOf, textOf } from '../../validation/value-check.ts'
import { wholeBytes } from './fractional-bytes.ts'

/** As many as are compared with each other. */
const few = 24
const byteResources: readonly string[] = ['memory', 'ephemeral-storage']
const plainKinds: ReadonlySet<string> = new Set(['name', 'emptyDir', 'hostPath', 'persistentVolumeClaim'])
const fileKinds: ReadonlySet<string> = new Set(['configMap', 'secret', 'downwardAPI'])

/** Whether nothing can be warned of in volumes: all are of kinds that are there to stay, with all files or none. */
export function arePlainVolumes(volumes: unknown): boolean {
  if (!Array.isArray(volumes)) return true
  for (const volume of volumes as readonly unknown[])
    for (const kind in volume as object)
      if (!plainKinds.has(kind) && !(fileKinds.has(kind) && isEmptyValue(memberOf(memberOf(volume, kind), 'items')))) return false
  return true
}

/** Whether a container says nothing twice, and all amounts of bytes are whole. */
export function isPlainContainer(container: unknown): boolean {
  const resources = memberOf(container, 'resources')
  return (
    haveDistinctNames(memberOf(container, 'env')) && areWhole(memberOf(resources, 'limits')) && areWhole(memberOf(resources, 'requests'))
  )
}

/** Whether no two ports of the containers have a number or a name in common, and none wants an address of a node. */
export function havePlainPorts(containers: readonly Field[]): boolean {
  const ports: unknown[] = []
  for (const { value } of containers) {
    const own = memberOf(value, 'ports')
    if (Array.isArray(own)) for (const port of own) ports.push(port)
  }
  if (ports.length > few) return false
  for (let index = 0; index < ports.length; index++) {
    if (textOf(memberOf(ports[index], 'hostIP')) !== '') return false
    for (let other = 0; other < index; other++) {
      if (memberOf(ports[index], 'containerPort') === memberOf(ports[other], 'containerPort')) return false
      const name = memberOf(ports[index], 'name')
      if (name !== undefined && name === memberOf(ports[other], 'name')) return false
    }
  }
  return true
}

function haveDistinctNames(variables: unknown): boolean {
  if (!Array.isArray(variables)) return true
  if (variables.length > few) return new Set(variables.map(variable => textOf(memberOf(variable, 'name')))).size === variables.length
  for (let index = 1; index < variables.length; index++) {
    const name = textOf(memberOf(variables[index], 'name'))
    for (let other = 0; other < index; other++) if (textOf(memberOf(variables[other], 'name')) === name) return false
  }
  return true
}

function areWhole(amounts: unknown): boolean {
  for (const resource of byteResources) {
    const amount = memberOf(amounts, resource)
    if (amount !== undefined && !(typeof amount === 'string' && wholeBytes.test(amount))) return false
  }
  return true
}
