import { inclusiveRangeWords } from '../../../k8s/names/regex-words.ts'
import type { Row } from '../row.ts'
import { checkValue } from '../value-check.ts'

/** The range of ids of users and groups that a version allows. Mirrors apimachinery pkg/util/validation/validation.go IsValidUserID and IsValidGroupID, v1.36. */
const maxId = 2 ** 31 - 1

/** Ids of users and groups. */
export function idRows(names: readonly string[]): readonly Row[] {
  return names.map(at => ({
    at,
    reason: 'FieldValueInvalid',
    check: checkValue(value => (Number(value) >= 0 && Number(value) <= maxId ? [] : [inclusiveRangeWords(0, maxId)])),
  }))
}
