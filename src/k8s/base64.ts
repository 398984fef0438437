/** How many bytes a text of base64 stands for. */
export function base64Length(text: string): number {
  let length = 0
  for (let index = 0; index < text.length; index++) if (isDigit(text.charCodeAt(index))) length += 1
  return Math.floor((length * 3) / 4)
}

/** The bytes that a text of base64 stands for, one character each; '' where it is none. */
export function base64Bytes(text: string): string {
  try {
    return atob(text.replace(/[\r\n]/g, ''))
  } catch {
    return ''
  }
}

/** The text of base64 for the bytes of a text in UTF-8. */
export function base64Of(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 43 || code === 47
}
