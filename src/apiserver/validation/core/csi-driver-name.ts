import { byteLength } from '../../../k8s/names/byte-length.ts'
import { dnsSubdomainErrors } from '../../../k8s/names/dns.ts'
import type { Row } from '../row.ts'
import { formatted, required } from '../rows.ts'

const maxLength = 63

const anyCase = (text: string): readonly string[] => dnsSubdomainErrors(text.toLowerCase())

/** The name of a CSI driver, in any case. Mirrors pkg/apis/core/validation/validation.go ValidateCSIDriverName, v1.36. */
export function csiDriverName(at: string): readonly Row[] {
  return [required(at), ...driverNameForm(at)]
}

/** What a name of a driver must look like. */
export function driverNameForm(at: string): readonly Row[] {
  return [
    {
      at,
      reason: 'FieldValueTooLong',
      check: ({ text }) => (byteLength(text) > maxLength ? [`may not be more than ${maxLength} bytes`] : []),
    },
    { ...formatted(at, anyCase), since: 35 },
    { ...formatted(at, anyCase, 'always'), until: 34 },
  ]
}
