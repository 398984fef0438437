const madeUp: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uid>'],
  [/\b0x[0-9a-f]{6,}\b/g, '<address>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<time>'],
  [/ \.\.\.$/, ''],
]
const innermostList = /([[{])([^[\]{}]*)([\]}])/g

/** A text of the server without what it makes up or prints in random order, so that equal texts say the same. */
export function comparable(text: string | undefined): string {
  return madeUp.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), sortLists(text ?? ''))
}

/** What is left of a sentence without the names and values of one case: equal for all cases that one line of upstream decides. */
export function shapeOf(text: string): string {
  return comparable(text)
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/'[^']*'/g, "'…'")
    .replace(/\[\d+\]/g, '[]')
    .replace(/(?<![\w.])-?\d+(?:\.\d+)?\b/g, 'N')
    .slice(0, 240)
}

/** A field path without the indexes and keys in brackets. */
export function withoutIndexes(field: string): string {
  return field.replace(/\[[^\]]*\]/g, '')
}

function sortLists(text: string): string {
  return text.replace(innermostList, (_, open: string, inside: string, close: string) => {
    const separator = inside.includes(', ') ? ', ' : ' '
    return open + inside.split(separator).sort().join(separator) + close
  })
}
