import { nearestName } from '../k8s/nearest.ts'
import { hostNetworkReadings, ipBlockReadings, networkPlugins } from './choices.ts'
import { didYouMean, type OptionReader, shown } from './option-reader.ts'
import { type NetworkSettings, UsageError } from './settings.ts'

const assumptions = ['ip-block-selects-pods', 'host-network-pods'] as const

/** What the options say about the network. */
export function networkOptions(options: OptionReader): NetworkSettings {
  const assume = options.textPairs('assume')
  for (const key of assume.keys()) {
    if (!assumptions.some(known => known === key))
      throw new UsageError(`${options.title('assume')} has no ${shown(key)}.${didYouMean(nearestName(key, assumptions))}`)
  }
  const title = (key: string): string => `${options.title('assume')} ${key}`
  const [block, host] = assumptions.map(key => assume.get(key))
  const plugin = options.optionalChoice('cni', networkPlugins)
  const compat = options.optionalChoice('compat', ['np-guard'])
  return {
    ...(plugin !== undefined && { plugin }),
    ...(block !== undefined && { ipBlockSelectsPods: options.oneOf(title(assumptions[0]), block, ipBlockReadings) }),
    ...(host !== undefined && { hostNetworkPods: options.oneOf(title(assumptions[1]), host, hostNetworkReadings) }),
    exposure: options.switch('exposure'),
    ...(compat !== undefined && { compat }),
  }
}
