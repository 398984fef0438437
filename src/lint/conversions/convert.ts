import type { FieldPath } from '../../k8s/field-path.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import type { FixProposal } from '../rule.ts'
import { asWritten } from '../written-text.ts'
import { definitionEdits } from './custom-resource-definition.ts'
import { topologyEdits } from './endpoint-slice.ts'
import { metricEdits, utilizationEdits } from './horizontal-pod-autoscaler.ts'
import { ingressEdits } from './ingress.ts'
import { type WrittenEdit, WrittenObject } from './written.ts'

type Conversion = (object: WrittenObject) => readonly WrittenEdit[] | undefined

/** What else changes with the API version of a kind. */
const conversions: ReadonlyMap<string, Conversion> = new Map([
  ['extensions/v1beta1 Ingress', ingressEdits],
  ['networking.k8s.io/v1beta1 Ingress', ingressEdits],
  ['autoscaling/v2beta1 HorizontalPodAutoscaler', metricEdits],
  ['autoscaling/v1 HorizontalPodAutoscaler', utilizationEdits],
  ['apiextensions.k8s.io/v1beta1 CustomResourceDefinition', definitionEdits],
  ['discovery.k8s.io/v1beta1 EndpointSlice', topologyEdits],
  ['flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema', () => []],
  ['flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema', () => []],
  ['flowcontrol.apiserver.k8s.io/v1beta1 PriorityLevelConfiguration', sharesEdits],
  ['flowcontrol.apiserver.k8s.io/v1beta2 PriorityLevelConfiguration', sharesEdits],
])

/** Writes an object in the API version that took the place of its own, fields and all; undefined where that needs a person. */
export function convertedTo(
  document: SourceDocument,
  root: FieldPath,
  written: { readonly apiVersion: string; readonly kind: string },
  apiVersion: string
): FixProposal | undefined {
  const edits = conversions.get(`${written.apiVersion} ${written.kind}`)?.(new WrittenObject(document, root))
  if (edits === undefined) return undefined
  return {
    title: `Write it in ${apiVersion}`,
    safe: false,
    edits: [
      { at: { document, path: [...root, 'apiVersion'], target: 'value' }, text: asWritten(apiVersion, document) },
      ...edits.map(({ start, end, text }) => ({ at: { document, start, end }, text })),
    ],
  }
}

function sharesEdits(object: WrittenObject): readonly WrittenEdit[] {
  const path: FieldPath = ['spec', 'limited', 'assuredConcurrencyShares']
  return object.valueAt(path) === undefined ? [] : [object.rename(path, 'nominalConcurrencyShares')]
}
