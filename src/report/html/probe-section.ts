import type { SimulationOutcome } from '../../simulate/control-plane/index.ts'
import type { ContainerTimeline, Span } from '../../simulate/probes/index.ts'
import { cells, span } from '../probes-text.ts'
import { type Content, html, type Markup, section, table } from './markup.ts'

const note =
  'Left: from the start of a container to the moment when it can be ready, and to the moment when the kubelet gives it up. Right: from the moment when it hangs until no Service sends it anything, and until it is stopped.'

/** The timelines of the containers by their probes. */
export function probeSection({ probes }: SimulationOutcome): Markup {
  const all = probes.flatMap(({ containers }) => containers)
  const latest = Math.max(1, ...all.flatMap(momentsOf))
  const rows = probes.flatMap(({ template: { namespace, owner }, containers }) =>
    containers.map((timeline): readonly Content[] => {
      const { earliestReady, startGivenUp, killedAfterHang, leftOutAfterHang, container } = timeline
      const from = [
        ...(earliestReady === undefined
          ? []
          : [mark('ready', { earliest: 0, latest: earliestReady }, latest, `can be ready from ${earliestReady} s`)]),
        ...(startGivenUp === undefined ? [] : [mark('stopped', startGivenUp, latest, `given up after ${span(startGivenUp)}`)]),
      ]
      const hung = [
        ...(leftOutAfterHang === undefined ? [] : [mark('left', leftOutAfterHang, latest, `left out after ${span(leftOutAfterHang)}`)]),
        ...(killedAfterHang === undefined ? [] : [mark('stopped', killedAfterHang, latest, `stopped after ${span(killedAfterHang)}`)]),
      ]
      return [
        `${namespace}/${owner.name ?? ''} ${container}`,
        lane(from, 'ready without a probe, never given up'),
        lane(hung, 'nothing happens'),
        cells(timeline).at(-1)!,
      ]
    })
  )
  return section('Probes', note, table(['Container', 'After the start', 'When it hangs', 'Time to stop'], rows))
}

function momentsOf({ earliestReady = 0, startGivenUp, killedAfterHang, leftOutAfterHang }: ContainerTimeline): readonly number[] {
  return [earliestReady, startGivenUp?.latest ?? 0, killedAfterHang?.latest ?? 0, leftOutAfterHang?.latest ?? 0]
}

function mark(kind: string, { earliest, latest }: Span, longest: number, words: string): Markup {
  const [left, width] = [(earliest / longest) * 100, Math.max(1.5, ((latest - earliest) / longest) * 100)]
  return html`<div class="lane"><i class="${kind}" style="margin-left:${Math.min(left, 98.5)}%;width:${Math.min(width, 100 - Math.min(left, 98.5))}%"></i><small>${words}</small></div>`
}

function lane(marks: readonly Markup[], otherwise: string): Content {
  return marks.length === 0 ? html`<small>${otherwise}</small>` : marks
}
