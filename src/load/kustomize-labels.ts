import { Mapping as OwnMapping } from '../source/mapping.ts'
import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'
import { withValue } from './with-value.ts'

/** Labels that a kustomization adds to the objects of the files that it lists. */
export interface AddedLabels {
  readonly labels: Readonly<Record<string, string>>
  /** Whether they go into selectors, and so into templates, too. */
  readonly selectors: boolean
  readonly templates: boolean
}

/** What a kustomization adds by `commonLabels` and `labels`. */
export function addedLabels(kustomization: Mapping): readonly AddedLabels[] {
  const common = { labels: textsOf(ownValue(kustomization, 'commonLabels')), selectors: true, templates: true }
  const list = ownValue(kustomization, 'labels')
  const others = (Array.isArray(list) ? list : []).filter(isMapping).map(entry => {
    const selectors = ownValue(entry, 'includeSelectors') === true
    return { labels: textsOf(ownValue(entry, 'pairs')), selectors, templates: selectors || ownValue(entry, 'includeTemplates') === true }
  })
  return [common, ...others].filter(({ labels }) => Object.keys(labels).length > 0)
}

/** An object as it is with these labels; positions are those of the text, in which they are not. */
export function withLabels(document: SourceDocument, added: readonly AddedLabels[]): SourceDocument {
  const { value } = document
  if (added.length === 0 || !isMapping(value)) return document
  return withValue(
    document,
    added.reduce((object, labels) => labelled(object, labels), value)
  )
}

type Steps = readonly string[]

const podTemplate: Steps = ['spec', 'template', 'metadata', 'labels']
const matchLabels: Steps = ['spec', 'selector', 'matchLabels']
const jobTemplate: Steps = ['spec', 'jobTemplate']

interface Places {
  readonly selectors?: readonly Steps[]
  readonly templates?: readonly Steps[]
}

/** Where kustomize puts labels, by kind. Mirrors kustomize api/internal/konfig/builtinpluginconsts commonlabels.go, v5. */
const places: ReadonlyMap<string, Places> = new Map<string, Places>([
  ['Service', { selectors: [['spec', 'selector']] }],
  ['ReplicationController', { selectors: [['spec', 'selector']], templates: [podTemplate] }],
  ...['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map(
    kind => [kind, { selectors: [matchLabels], templates: [podTemplate] }] as const
  ),
  ['Job', { templates: [podTemplate] }],
  [
    'CronJob',
    {
      templates: [
        [...jobTemplate, 'metadata', 'labels'],
        [...jobTemplate, ...podTemplate],
      ],
    },
  ],
])
/** Selectors that only get them where they are written. */
const ifWritten: ReadonlyMap<string, Steps> = new Map([
  ['Job', matchLabels],
  ['CronJob', [...jobTemplate, ...matchLabels]],
  ['PodDisruptionBudget', matchLabels],
  ['NetworkPolicy', ['spec', 'podSelector', 'matchLabels']],
])

function labelled(object: Mapping, { labels, selectors, templates }: AddedLabels): Mapping {
  const kind = String(ownValue(object, 'kind'))
  const own = places.get(kind)
  const written = ifWritten.get(kind)
  const paths = [['metadata', 'labels'], ...(selectors ? (own?.selectors ?? []) : []), ...(templates ? (own?.templates ?? []) : [])]
  if (selectors && written !== undefined && isMapping(valueAt(object, written))) paths.push([...written])
  return paths.reduce((changed, path) => merged(changed, path, labels), object)
}

/** A copy in which the mapping at a path, made where it is absent, has these keys. */
function merged(value: unknown, path: Steps, keys: Readonly<Record<string, string>>): Mapping {
  if (value !== undefined && value !== null && !isMapping(value)) return value as Mapping
  const copy = Object.assign(new OwnMapping(), value) as Record<string, unknown>
  const [step, ...rest] = path
  if (step === undefined) Object.assign(copy, keys)
  else copy[step] = merged(ownValue(copy, step), rest, keys)
  return copy
}

function valueAt(value: unknown, path: Steps): unknown {
  return path.reduce<unknown>((parent, step) => (isMapping(parent) ? ownValue(parent, step) : undefined), value)
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  if (!isMapping(value)) return {}
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
