import { fstatSync, statSync } from 'node:fs'

/** What the text on standard output may use. */
export interface Terminal {
  readonly color: boolean
  readonly width: number
  readonly unicode: boolean
}

const widthWithoutTerminal = 80
const narrowest = 40

/** What standard output is, by the `--color` flag, the environment, and what it leads to. */
export function outputTerminal(color: string): Terminal {
  const stream = isDevice(1) && process.stdout.isTTY ? process.stdout : undefined
  const width = stream === undefined || !(stream.columns > 0) ? widthWithoutTerminal : Math.max(stream.columns, narrowest)
  return { color: wantsColor(color, stream !== undefined), width, unicode: hasUnicode() }
}

/** Whether a descriptor is a device, as terminals are, and not the one that swallows all; much cheaper to know than whether it is a terminal. */
export function isDevice(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor)
    return found.isCharacterDevice() && found.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev
  } catch {
    return false
  }
}

function wantsColor(flag: string, isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (flag !== 'auto') return flag === 'always'
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTerminal && (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb'
}

function hasUnicode(): boolean {
  const { LC_ALL, LC_CTYPE, LANG, WT_SESSION } = process.env
  if (process.platform === 'win32') return WT_SESSION !== undefined
  const locale = (LC_ALL || LC_CTYPE || LANG || '').toLowerCase()
  return process.platform === 'darwin' || locale.includes('utf-8') || locale.includes('utf8')
}
