/** How the server says that a text does not match a format. Mirrors apimachinery pkg/util/validation/validation.go RegexError, v1.36. */
export function regexWords(words: string, format: string, ...examples: readonly string[]): string {
  const shown = examples.map(example => `'${example}', `).join(' or ')
  return shown === ''
    ? `${words} (regex used for validation is '${format}')`
    : `${words} (e.g. ${shown}regex used for validation is '${format}')`
}

/** Mirrors MaxLenError. */
export function maxLengthWords(length: number): string {
  return `must be no more than ${length} characters`
}

/** Mirrors InclusiveRangeError. */
export function inclusiveRangeWords(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`
}
