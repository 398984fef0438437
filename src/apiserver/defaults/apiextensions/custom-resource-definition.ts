import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeOrAdd, fillAbsent, fillEmpty, type Struct } from '../fill.ts'

/** Mirrors apiextensions-apiserver pkg/apis/apiextensions/v1/defaults.go, v1.36. */
export function customResourceDefinitionDefaults(definition: KubernetesObject): KubernetesObject {
  return changeOrAdd(definition, 'spec', written => {
    const spec = changeOrAdd(fillAbsent(written, { conversion: { strategy: 'None' } }), 'names', namesDefaults)
    return change(spec, 'conversion', conversion =>
      change(conversion, 'webhook', webhook =>
        change(webhook, 'clientConfig', config => change(config, 'service', service => fillAbsent(service, { port: 443 })))
      )
    )
  })
}

function namesDefaults(names: Struct): Struct {
  const kind = typeof names['kind'] === 'string' ? names['kind'] : ''
  return kind === '' ? names : fillEmpty(names, { singular: kind.toLowerCase(), listKind: `${kind}List` })
}
