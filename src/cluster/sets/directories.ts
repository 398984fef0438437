/** The directory of a file as its steps: `[]` for a file of the working directory, a first step `''` for an absolute path. */
export function directoryOf(file: string): readonly string[] {
  const steps = file.split('/').filter((step, index) => step !== '.' && (step !== '' || index === 0))
  return steps.slice(0, -1)
}

/** The steps that both directories begin with. */
export function commonDirectory(one: readonly string[], other: readonly string[]): readonly string[] {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length++
  return one.slice(0, length)
}

/** The directory as people write it: `.` for the working directory. */
export function formatDirectory(steps: readonly string[]): string {
  if (steps.length === 0) return '.'
  return steps.length === 1 && steps[0] === '' ? '/' : steps.join('/')
}
