import { byteLength } from './byte-length.ts'
import { dnsSubdomainErrors } from './dns.ts'
import { type FormatError, malformed, missing, tooLong } from './format-error.ts'

const maxLength = 63

/** The name of a CSI driver, in which capital letters pass. Mirrors pkg/apis/core/validation/validation.go ValidateCSIDriverName, v1.36. */
export function csiDriverNameErrors(text: string): readonly FormatError[] {
  if (text === '') return [missing()]
  return [
    ...(byteLength(text) > maxLength ? [tooLong(text, maxLength)] : []),
    ...dnsSubdomainErrors(text.toLowerCase()).map(detail => malformed(text, detail)),
  ]
}
