import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, isStruct, type Struct } from '../fill.ts'
import { keepWritten, resourceListDefaults, writtenAmounts } from './resource-list.ts'

const lists = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']

/** Mirrors pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem, v1.36. */
export function limitRangeDefaults(limitRange: KubernetesObject): KubernetesObject {
  return change(limitRange, 'spec', spec =>
    changeItems(spec, 'limits', written => {
      const item = lists.reduce((changed, list) => change(changed, list, resourceListDefaults), written)
      return item['type'] === 'Container' ? containerDefaults(item) : item
    })
  )
}

/** A default limit comes from the maximum; a default request from the default limit, else from the minimum. */
function containerDefaults(item: Struct): Struct {
  const limits = together(item['default'], item['max'])
  const requests = together(item['defaultRequest'], limits, item['min'])
  return { ...item, ...(isEmpty(limits) ? {} : { default: limits }), ...(isEmpty(requests) ? {} : { defaultRequest: requests }) }
}

/** All entries; of equal keys the earliest. */
function together(...written: readonly unknown[]): Struct {
  const all = Object.create(null) as Record<string, unknown>
  const asWritten = Object.create(null) as Record<string, unknown>
  for (const list of written) {
    if (!isStruct(list)) continue
    for (const [name, amount] of Object.entries(list)) {
      if (Object.hasOwn(all, name)) continue
      all[name] = amount
      asWritten[name] = writtenAmounts(list)[name]
    }
  }
  keepWritten(all, asWritten)
  return all
}

function isEmpty(struct: Struct): boolean {
  return Object.keys(struct).length === 0
}
