import type { ReachOutcome } from '../outcome.ts'
import type { Answer, ClosedPath } from '../simulate/network/index.ts'
import { painter } from './colors.ts'
import { displayWidth, padToWidth } from './display-width.ts'
import { escapeForTerminal, joinLines } from './escape.ts'
import { fieldPlaceResult } from './results/place.ts'

export interface ReachTextOptions {
  readonly color: boolean
}

/** What a person reads: connections line by line, or the changes, answers and assertions that were asked for. */
export function reachText(outcome: ReachOutcome, { color }: ReachTextOptions): string {
  const paint = painter(color)
  const { reach, changes, assertions } = outcome
  const { connections, answers, exposure, unevaluated, profile } = reach
  const isAsked = answers.length > 0 || assertions !== undefined || changes !== undefined
  const sources = new Set(connections.map(({ src }) => src.id))
  const width = [...sources].reduce((widest, id) => Math.max(widest, Math.min(displayWidth(id), 60)), 0)
  const listed = isAsked
    ? []
    : connections.map(({ src, dst, words: { allow, depends, on } }) => {
        const open = depends === undefined ? '' : paint('dim', ` (depends on ${on.join(', ')}: ${depends})`)
        return `${padToWidth(shown(src.id), width)} => ${shown(dst.id)} : ${shown(allow ?? 'nothing for certain')}${open}`
      })
  const changed = (changes ?? []).map(
    ({ type, src, dst, old, new: now }) =>
      `${type}: ${shown(src)} => ${shown(dst)} : ${shown(old ?? 'No Connections')} -> ${shown(now ?? 'No Connections')}`
  )
  const held = (assertions ?? []).map(
    ({ id, expect, verdict, holds }) =>
      `${holds ? paint('green', 'holds') : paint('red', 'fails')}  ${idText(id)}: ${holds ? verdict : `${verdict}, not ${expect}`}`
  )
  return joinLines([
    ...(profile.enforced ? [] : [`No policy is enforced: the network plug-in is ${profile.plugin}.`]),
    ...listed,
    ...(isAsked ? [] : closedLines(reach.closedPaths())),
    ...(changes !== undefined && changes.length === 0 ? ['No connection opens or closes.'] : changed),
    ...answers.flatMap(answer => ('end' in answer ? [] : answerLines(answer))),
    ...held,
    ...exposure.flatMap(({ workload, direction, protected: isProtected, peers }) => [
      ...peers.map(({ peer, allow, depends }) => {
        const arrow = direction === 'egress' ? '=>' : '<='
        return `${shown(workload)} ${arrow} ${shown(peer)} : ${shown(allow ?? `depends: ${depends ?? ''}`)}`
      }),
      ...(isProtected ? [] : [`${shown(workload)} is not restricted on ${direction}`]),
    ]),
    ...unevaluated.map(({ resource: { type, namespace, name }, affects }) => {
      const who = `${type.kind} ${namespace === null ? '' : `${namespace}/`}${name ?? ''}`
      return shown(`Not evaluated: ${who}${affects.length === 0 ? '' : `, which leaves ${affects.join(', ')} open`}`)
    }),
  ])
}

function closedLines(paths: readonly ClosedPath[]): readonly string[] {
  const lines = paths.map(({ from, at, service, port, protocol, source, why }) => {
    const { file, line, column } = fieldPlaceResult(at)
    const policies = why.map(step => {
      const place = fieldPlaceResult(step.at)
      return `${step.policy}, ${place.file}:${place.line}:${place.column}`
    })
    const told = source === '' ? '' : ` (${source})`
    const who = `${from.namespace ?? ''}/${from.name ?? ''}[${from.type.kind}] -x-> svc:${service.namespace ?? ''}/${service.name ?? ''} ${protocol} ${port}`
    return shown(`  ${who}   ${file}:${line}:${column}${told} closed by ${policies.join('; ')}`)
  })
  return lines.length === 0 ? [] : ['Closed, though something needs it:', ...lines]
}

function answerLines({ id, verdict, egress, ingress, on, loopback, why }: Answer): readonly string[] {
  const open = on.length === 0 ? '' : `, depends on ${on.join(', ')}`
  return [
    `${idText(id)}: ${verdict}${loopback ? ' (a pod to itself)' : ` (egress ${egress}, ingress ${ingress}${open})`}`,
    ...why.map(({ direction, tier, policy, rule, action, at }) => {
      const { file, line, column } = fieldPlaceResult(at)
      const words = rule === undefined ? 'restricts, and no rule of it allows' : `${action.toLowerCase()}s by rule ${rule}`
      return `  ${direction}: ${shown(tier === 'NetworkPolicy' ? `NetworkPolicy ${policy}` : `${tier} policy ${policy}`)} ${words}  ${shown(`${file}:${line}:${column}`)}`
    }),
  ]
}

function idText(id: unknown): string {
  return shown(typeof id === 'string' ? id : JSON.stringify(id))
}

function shown(text: string): string {
  return escapeForTerminal(text)
}
