import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, changeItems, fillAbsent } from '../fill.ts'

/** Both kinds of webhook configurations. Mirrors pkg/apis/admissionregistration/v1/defaults.go, v1.36. */
export function webhookDefaults(configuration: KubernetesObject): KubernetesObject {
  const mutating = configuration.kind === 'MutatingWebhookConfiguration' ? { reinvocationPolicy: 'Never' } : {}
  return changeItems(configuration, 'webhooks', written => {
    const webhook = fillAbsent(written, {
      failurePolicy: 'Fail',
      matchPolicy: 'Equivalent',
      namespaceSelector: {},
      objectSelector: {},
      timeoutSeconds: 10,
      ...mutating,
    })
    const addressed = change(webhook, 'clientConfig', config => change(config, 'service', service => fillAbsent(service, { port: 443 })))
    return changeItems(addressed, 'rules', rule => fillAbsent(rule, { scope: '*' }))
  })
}
