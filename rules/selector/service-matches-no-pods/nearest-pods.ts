import {
  asWritten,
  FieldRef,
  type LabelSelector,
  matchesLabelSelector,
  mayHaveLabel,
  nearestName,
  type PodTemplate,
  type Resource,
  resourceTitle,
  valueAt,
} from '../../kit.ts'

type Labels = Readonly<Record<string, string>>

/** The pods that were most likely meant. */
export interface Nearest {
  readonly template: PodTemplate
  /** The first label that is not as selected. */
  readonly key: string
  readonly written: string | undefined
}

/** The pods that have most of the labels, or a label spelt almost like one of them. */
export function nearestTemplate(selector: Labels, templates: readonly PodTemplate[]): Nearest | undefined {
  let best: (Nearest & { readonly score: number }) | undefined
  for (const template of templates) {
    const labels = template.metadata.labels ?? {}
    const missing = Object.keys(selector).filter(key => !mayHaveLabel(template, key, selector[key]!))
    const similar = missing.find(
      key => Object.hasOwn(labels, key) && nearestName(selector[key]!, [labels[key]!, labels[key]!.replaceAll('-', '')]) !== undefined
    )
    const matched = Object.keys(selector).length - missing.length
    const score = matched * 2 + (similar === undefined ? 0 : 1)
    const key = similar ?? missing[0]!
    if (score > (best?.score ?? 0)) best = { template, key, written: Object.hasOwn(labels, key) ? labels[key] : undefined, score }
  }
  return best
}

function selectsOwnPods({ owner, metadata }: PodTemplate): boolean {
  const own = valueAt(owner.object, ['spec', 'selector']) as LabelSelector | undefined
  return own?.matchLabels === undefined || matchesLabelSelector(own, metadata.labels)
}

/** The finding at the label that differs, with the place of the other. */
export function comparison(resource: Resource, selector: Labels, { template, key, written }: Nearest) {
  const at = new FieldRef(resource, ['spec', 'selector', key])
  const other = `the pods of ${resourceTitle(template.owner)}`
  const theirs = template.metadataAt.child('labels', ...(written === undefined ? [] : [key]))
  if (written === undefined)
    return {
      at,
      related: [{ at: theirs, message: `${other} have no label ${key}` }],
      help: `Add ${key}: ${selector[key]} to the labels of ${other}, or select labels that they have.`,
    }
  return {
    at,
    related: [{ at: theirs, message: `${other} have ${key}=${written}` }],
    help: `Write ${key}: ${written} here, or ${key}: ${selector[key]} in the labels of ${other}.`,
    // labels that their own workload does not select may be the ones at fault
    fixes: selectsOwnPods(template)
      ? [{ title: `Write ${key}: ${written}`, safe: false, edits: [{ at, text: asWritten(written, resource.document) }] }]
      : [],
  }
}
