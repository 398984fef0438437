const digit = new Uint8Array(128)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') digit[character.charCodeAt(0)] = 1
const lineFeed = 10
const carriageReturn = 13
const padding = 61

/** The byte at which Go's base64.StdEncoding.Decode gives up, or -1. Mirrors decodeQuantum of encoding/base64, Go 1.26. */
export function base64ErrorOffset(text: string): number {
  const end = text.length
  let at = digitsEnd(text)
  if (at === end && at % 4 === 0) return -1
  at -= at % 4
  for (;;) {
    let inQuantum = 0
    while (inQuantum < 4) {
      if (at === end) return inQuantum === 0 ? -1 : at - inQuantum
      const code = text.charCodeAt(at++)
      if (code < 128 && digit[code] === 1) inQuantum++
      else if (code === padding) return paddingErrorOffset(text, at, inQuantum)
      else if (code !== lineFeed && code !== carriageReturn) return at - 1
    }
  }
}

/** Where the first character is that is no digit. */
function digitsEnd(text: string): number {
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code > 127 || digit[code] === 0) break
    at++
  }
  return at
}

function paddingErrorOffset(text: string, from: number, inQuantum: number): number {
  let at = from
  if (inQuantum < 2) return at - 1
  if (inQuantum === 2) {
    at = skipLineBreaks(text, at)
    if (at === text.length) return at
    if (text.charCodeAt(at) !== padding) return at - 1
    at++
  }
  at = skipLineBreaks(text, at)
  return at < text.length ? at : -1
}

function skipLineBreaks(text: string, from: number): number {
  let at = from
  while (at < text.length && (text.charCodeAt(at) === lineFeed || text.charCodeAt(at) === carriageReturn)) at++
  return at
}
