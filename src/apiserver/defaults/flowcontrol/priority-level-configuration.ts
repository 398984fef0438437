import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, fillAbsent, fillEmpty } from '../fill.ts'

/** Mirrors pkg/apis/flowcontrol/v1/defaults.go, v1.36. */
export function priorityLevelDefaults(level: KubernetesObject): KubernetesObject {
  return change(level, 'spec', written => {
    const spec = change(written, 'exempt', exempt => fillAbsent(exempt, { nominalConcurrencyShares: 0, lendablePercent: 0 }))
    return change(spec, 'limited', limited =>
      change(fillAbsent(limited, { nominalConcurrencyShares: 30, lendablePercent: 0 }), 'limitResponse', response =>
        change(response, 'queuing', queuing => fillEmpty(queuing, { handSize: 8, queues: 64, queueLengthLimit: 50 }))
      )
    )
  })
}
