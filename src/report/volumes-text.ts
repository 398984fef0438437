import type { ClaimState, SimulationOutcome, VolumeState } from '../simulate/control-plane/index.ts'
import { limited } from './aftermath-text.ts'
import type { Paint } from './colors.ts'
import { counted } from './counts.ts'
import { escapeForTerminal } from './escape.ts'
import { boundedText, sentenceLine } from './message-text.ts'
import { hangingLines } from './wrap.ts'

const unboundLimit = 100

/** The claims that wait and what for, what the others have got, and whose each volume is. */
export function volumeBlocks(outcome: SimulationOutcome, width: number, paint: Paint): readonly (readonly string[])[] {
  const { persistentVolumeClaims: claims, persistentVolumes: volumes } = outcome
  const bound = claims.filter(({ phase }) => phase === 'Bound').map(claimRow)
  return [
    unboundLines(outcome, width, paint),
    limited(['CLAIM', 'CLASS', 'VOLUME'], bound, 'PersistentVolumeClaim', width, paint),
    limited(['VOLUME', 'STATE', 'CLAIM'], volumes.map(volumeRow), 'PersistentVolume', width, paint),
  ]
}

function unboundLines(outcome: SimulationOutcome, width: number, paint: Paint): readonly string[] {
  const unbound = outcome.persistentVolumeClaims.filter(({ phase }) => phase !== 'Bound')
  if (unbound.length === 0) return []
  const reasons = lastReasons(outcome)
  const entries = unbound.slice(0, unboundLimit).map(({ namespace, name, phase }) => {
    const title = `${namespace}/${name}`
    return {
      title: escapeForTerminal(boundedText(title)),
      words: reasons.get(title) ?? (phase === 'Pending' ? 'Pending: the input does not say what could bind it' : phase),
    }
  })
  const left = unbound.length - entries.length
  const more = left > 0 ? [`  and ${counted(left, 'more claim')}`] : []
  return [paint('yellow', 'UNBOUND CLAIMS'), ...hangingLines(entries, width), ...more]
}

/** What was last said about each claim. */
export function lastReasons({ events }: SimulationOutcome): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>()
  for (const { kind, namespace, name, reason, message } of events)
    if (kind === 'PersistentVolumeClaim') reasons.set(`${namespace}/${name}`, `${reason}: ${sentenceLine(message)}`)
  return reasons
}

function claimRow({ namespace, name, storageClassName, volumeName }: ClaimState): string[] {
  return [`${namespace}/${name}`, storageClassName ?? '-', volumeName ?? '-']
}

function volumeRow({ name, phase, claim, message }: VolumeState): string[] {
  return [name, message === undefined ? phase : `${phase}, ${sentenceLine(message)}`, claim ?? '-']
}
