/** Shorter values decode to anything by chance. */
const shortest = 8
const longest = 4096
const lowered = /^(?=.*[a-z].*[a-z].*[a-z])[a-z0-9+/]+={0,2}$/

/** Whether a value is base64 without a capital letter that stands for bytes which are no text. */
export function isLowered(value: string): boolean {
  if (value.length < shortest || value.length > longest || value.length % 4 !== 0 || /[A-Z]/.test(value) || !lowered.test(value))
    return false
  return !isText(atob(value))
}

/** The value with the one letter case in which all of it decodes to plain text in lower case; undefined where there are several. */
export function restored(value: string): string | undefined {
  const groups: string[] = []
  for (let at = 0; at < value.length; at += 4) {
    const meant = variants(value.slice(at, at + 4)).filter(group => /^[a-z0-9 ._:/@=-]*\n?$/.test(atob(group)))
    if (meant.length !== 1) return undefined
    groups.push(meant[0]!)
  }
  return groups.join('')
}

/** Every letter case of a group whose bits beyond the last byte are zero, as encoders write it. */
function variants(group: string): readonly string[] {
  let found: readonly string[] = ['']
  for (const character of group) {
    const upper = character.toUpperCase()
    const cases = upper === character ? [character] : [character, upper]
    found = found.flatMap(start => cases.map(end => start + end))
  }
  return found.filter(each => btoa(atob(each)) === each)
}

function isText(bytes: string): boolean {
  const { length } = bytes
  for (let at = 0; at < length; at++) {
    const c = bytes.charCodeAt(at)
    if (c === 127 || (c < 32 && c !== 9 && c !== 10 && c !== 13)) return false
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0)))
    return true
  } catch {
    return false
  }
}
