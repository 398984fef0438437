import { labelSelectorRules } from '../meta/label-selector.ts'
import type { Row, Rule } from '../row.ts'
import { required } from '../rows.ts'
import { errorsOf } from '../validate.ts'

const urls = 'nonResourceURLs'
const ofResources = ['apiGroups', 'resources', 'resourceNames']

/** Mirrors pkg/apis/rbac/validation/validation.go ValidatePolicyRule, v1.36. */
function policyRules(isNamespaced: boolean): readonly Rule[] {
  const resources: readonly Row[] = [
    required('apiGroups', 'resource rules must supply at least one api group'),
    required('resources', 'resource rules must supply at least one resource'),
  ]
  return [
    required('verbs', 'verbs must contain at least one value'),
    {
      at: urls,
      reason: 'FieldValueInvalid',
      check: field => (isNamespaced && !field.empty ? ['namespaced rules cannot apply to non-resource URLs'] : []),
    },
    {
      at: urls,
      when: rule => ofResources.some(name => !rule.child(name).empty),
      reason: 'FieldValueInvalid',
      check: field => (field.empty ? [] : ['rules cannot apply to both regular resources and non-resource URLs']),
    },
    ...resources.map((row): Row => ({ ...row, when: rule => rule.child(urls).empty })),
  ]
}

/** Mirrors ValidateRole, v1.36. */
export const roleRules: readonly Rule[] = [{ at: 'rules', each: 'item', rules: policyRules(true) }]

/** Mirrors ValidateClusterRole, v1.36. */
export const clusterRoleRules: readonly Rule[] = [
  { at: 'rules', each: 'item', rules: policyRules(false) },
  {
    at: 'aggregationRule',
    rules: [
      required('clusterRoleSelectors', 'at least one clusterRoleSelector required if aggregationRule is non-nil'),
      {
        at: 'clusterRoleSelectors',
        each: 'item',
        rules: [
          ...labelSelectorRules,
          {
            at: '',
            reason: 'FieldValueInvalid',
            check: (selector, context) => (errorsOf(selector, labelSelectorRules, context).length === 0 ? [] : ['invalid label selector.']),
            shows: () => null,
          },
        ],
      },
    ],
  },
]
