const lower = 1
const digit = 2
const upper = 4
const dash = 8
const dot = 16
const underscore = 32

/** What each character of ASCII is; 0 for those that no name has. */
const classes = new Uint8Array(128)
for (let code = 97; code <= 122; code++) classes[code] = lower
for (let code = 65; code <= 90; code++) classes[code] = upper
for (let code = 48; code <= 57; code++) classes[code] = digit
classes[45] = dash
classes[46] = dot
classes[95] = underscore

const maxLabel = 63
const maxSubdomain = 253
const maxPortName = 15

function classAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? classes[code]! : 0
}

/** Whether a text is a DNS label. */
export function isLabel(text: string): boolean {
  return text.length <= maxLabel && isLabelPart(text, 0, text.length)
}

/** Whether a text is a DNS label that begins with a letter, which every format of names takes. */
export function isLetterLabel(text: string): boolean {
  return isLabel(text) && classAt(text, 0) === lower
}

/** Whether a text is a DNS subdomain. */
export function isSubdomain(text: string): boolean {
  return text.length <= maxSubdomain && isSubdomainPart(text, text.length)
}

function isSubdomainPart(text: string, end: number): boolean {
  let start = 0
  for (let index = 0; index < end; index++)
    if (text.charCodeAt(index) === 46) {
      if (!isLabelPart(text, start, index)) return false
      start = index + 1
    }
  return isLabelPart(text, start, end)
}

function isLabelPart(text: string, start: number, end: number): boolean {
  let last = dash
  for (let index = start; index < end; index++) {
    const own = classAt(text, index)
    if ((own & (lower | digit | dash)) === 0 || (index === start && own === dash)) return false
    last = own
  }
  return last !== dash
}

/** Whether a text is the key of a label: a name, which may have a DNS subdomain and `/` before it. */
export function isKey(text: string): boolean {
  const slash = text.indexOf('/')
  return slash === -1 ? isName(text, 0) : slash <= maxSubdomain && isSubdomainPart(text, slash) && isName(text, slash + 1)
}

/** Whether a text is the value of a label. */
export function isLabelValue(text: string): boolean {
  return text === '' || isName(text, 0)
}

function isName(text: string, start: number): boolean {
  const end = text.length
  if (end === start || end - start > maxLabel) return false
  const edge = lower | upper | digit
  if ((classAt(text, start) & edge) === 0 || (classAt(text, end - 1) & edge) === 0) return false
  for (let index = start + 1; index < end - 1; index++) if (classAt(text, index) === 0) return false
  return true
}

/** Whether a text is a key of a ConfigMap or Secret. */
export function isDataKey(text: string): boolean {
  return text.length <= maxSubdomain && text !== '' && hasNameCharacters(text) && text !== '.' && !text.startsWith('..')
}

/** Whether a text is the name of a variable in every version. */
export function isVariableName(text: string): boolean {
  return isDataKey(text) && classAt(text, 0) !== digit
}

function hasNameCharacters(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (classAt(text, index) === 0) return false
  return true
}

/** Whether a text is the name of a port. */
export function isPortName(text: string): boolean {
  return text.length <= maxPortName && isLabelPart(text, 0, text.length) && /[a-z]/.test(text) && !text.includes('--')
}

/** Whether a text may be a segment of a path, as the names of roles are. */
export function isPathSegment(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !text.includes('/') && !text.includes('%')
}

/** Whether a text is an absolute path without anything in it that a server looks at more closely. */
export function isPlainPath(text: string): boolean {
  return text.charCodeAt(0) === 47 && !text.includes('//') && !text.includes('/.') && !text.includes('%')
}

/** Whether anything is written. */
export function isFilled(text: string): boolean {
  return text !== ''
}
