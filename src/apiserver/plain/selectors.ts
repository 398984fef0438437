import { labels } from './metadata.ts'
import { isKey, isLabelValue } from './names.ts'
import { choice, isFilledList, list, type Members, type Shape, shape, text, texts } from './shape.ts'

const requirement = shape(
  { key: text(isKey), operator: choice('In', 'NotIn', 'Exists', 'DoesNotExist'), values: texts(isLabelValue) },
  ['key', 'operator'],
  ({ operator, values }) => (operator === 'In' || operator === 'NotIn') === isFilledList(values)
)

/** A label selector that a server can use, be it empty. */
export const selector: Shape = shape({ matchLabels: labels, matchExpressions: list(requirement) })

/** Whether the labels that an object selects by are, at the least one, those of its pods. */
export function selectsByLabels(matchLabels: unknown, labels: unknown): boolean {
  if (typeof matchLabels !== 'object' || matchLabels === null || typeof labels !== 'object' || labels === null) return false
  let found = 0
  for (const key in matchLabels) {
    const wanted = (matchLabels as Members)[key]
    if (!Object.hasOwn(labels, key) || (labels as Members)[key] !== wanted) return false
    found++
  }
  return found > 0
}
