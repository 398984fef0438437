import type { Flag } from '../flag.ts'
import { flags, optionKey } from '../flags.ts'

/** Flags that make no sense in a file, or must not come from a checked repository. */
const onlyFlags: ReadonlySet<string> = new Set([
  'limit',
  'timing',
  'config',
  'no-config',
  'print-config',
  'update-baseline',
  'force',
  'version',
  'help',
])

/** Values that name files: in a configuration file relative to it. */
const pathValues: ReadonlySet<string> = new Set(['PATH', 'FILE', 'OLD', 'FORMAT=FILE'])

/** The flags of one name that a configuration file may hold as a key; commands may take them with other values. */
export interface FileKey {
  readonly key: string
  readonly flags: readonly Flag[]
}

/** Every key of a configuration file that a flag has too, in the order of the flags. */
export function fileKeys(): readonly FileKey[] {
  const keys = new Map<string, Flag[]>()
  for (const flag of flags) {
    if (onlyFlags.has(flag.name)) continue
    const key = optionKey(flag.name)
    const same = keys.get(key)
    if (same === undefined) keys.set(key, [flag])
    else same.push(flag)
  }
  return [...keys].map(([key, same]) => ({ key, flags: same }))
}

/** Whether the values of a flag are paths. */
export function namesPath({ value = '' }: Flag): boolean {
  return pathValues.has(value)
}
