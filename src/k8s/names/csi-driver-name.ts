import { isAtLeast, type KubernetesVersion, newestVersion } from '../version.ts'
import { byteLength } from './byte-length.ts'
import { dnsSubdomainErrors } from './dns.ts'
import { type FormatError, malformed, missing, tooLong } from './format-error.ts'

const maxLength = 63
/** Before this minor a missing name is also told to be malformed. */
const missingAloneSince = 35

/** The name of a CSI driver, in which capital letters pass. Mirrors pkg/apis/core/validation/validation.go ValidateCSIDriverName, v1.36. */
export function csiDriverNameErrors(text: string, version: KubernetesVersion = newestVersion): readonly FormatError[] {
  if (text === '' && isAtLeast(version, missingAloneSince)) return [missing()]
  return [
    ...(text === '' ? [missing()] : []),
    ...(byteLength(text) > maxLength ? [tooLong(text, maxLength)] : []),
    ...dnsSubdomainErrors(text.toLowerCase()).map(detail => malformed(text, detail)),
  ]
}
