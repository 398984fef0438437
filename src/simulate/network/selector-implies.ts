import { matchesLabelSelector } from '../../k8s/label-selector.ts'
import type { LabelSelector, LabelSelectorRequirement } from '../../k8s/types.ts'
import { requirementsOf } from './peer-sets.ts'

/** Whether whatever the one selects is selected by the other, too, whoever there is; false where that does not show. */
export function selectorImplies(narrow: LabelSelector, wide: LabelSelector): boolean {
  const own = requirementsOf(narrow)
  return requirementsOf(wide).every(wanted => own.some(requirement => implies(requirement, wanted)))
}

function implies(own: LabelSelectorRequirement, wanted: LabelSelectorRequirement): boolean {
  const { key = '', operator, values = [] } = own
  if (key !== (wanted.key ?? '')) return false
  switch (operator) {
    case 'In':
      // each value that it may have must do
      return values.length > 0 && values.every(value => matchesLabelSelector({ matchExpressions: [wanted] }, labelled(key, value)))
    case 'NotIn':
      return wanted.operator === 'NotIn' && (wanted.values ?? []).every(value => values.includes(value))
    case 'Exists':
      return wanted.operator === 'Exists'
    case 'DoesNotExist':
      return wanted.operator === 'DoesNotExist' || wanted.operator === 'NotIn'
    default:
      return false
  }
}

function labelled(key: string, value: string): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), { [key]: value })
}
