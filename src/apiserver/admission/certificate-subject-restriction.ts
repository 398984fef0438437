import { base64Bytes } from '../../k8s/base64.ts'
import { mastersGroup } from '../../k8s/rbac.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import { forbidden } from '../status.ts'
import type { AdmissionPlugin } from './plugin.ts'

interface SigningRequest extends KubernetesObject {
  readonly spec?: { readonly signerName?: string; readonly request?: string }
}

/** A value of ASN.1: its tag, and where its content is. */
interface Value {
  readonly tag: number
  readonly from: number
  readonly to: number
}

const signer = 'kubernetes.io/kube-apiserver-client'
const words = `use of ${signer} signer with ${mastersGroup} group is not allowed`
const body = /-----BEGIN CERTIFICATE REQUEST-----([\sA-Za-z0-9+/=]*)-----END/
/** 2.5.4.10, encoded. */
const organization = '\x55\x04\x0a'
const identifierTag = 0x06

/** Refuses to certify members of the group that may do everything. Mirrors plugin/pkg/admission/certificates/subjectrestriction/admission.go, v1.36. */
export const certificateSubjectRestriction: AdmissionPlugin = {
  name: 'CertificateSubjectRestriction',
  validate(request) {
    const { spec = {} } = request.object as SigningRequest
    if (request.operation !== 'create' || spec.signerName !== signer) return undefined
    const der = base64Bytes((body.exec(base64Bytes(spec.request ?? ''))?.[1] ?? '').replaceAll(/\s/g, ''))
    return organizations(der).includes(mastersGroup) ? forbidden(request, words, ['spec', 'request']) : undefined
  },
}

/** The organizations that the subject of a PKCS #10 request names. */
function organizations(der: string): readonly string[] {
  const [info] = valuesIn(der, valuesIn(der, { tag: 0, from: 0, to: der.length })[0])
  const [, subject] = valuesIn(der, info)
  const attributes = valuesIn(der, subject).flatMap(set => valuesIn(der, set))
  return attributes.flatMap(attribute => {
    const [type, value] = valuesIn(der, attribute)
    const isOrganization = type?.tag === identifierTag && der.slice(type.from, type.to) === organization
    return isOrganization && value !== undefined ? [der.slice(value.from, value.to)] : []
  })
}

/** The values that one holds, as far as they are whole. */
function valuesIn(der: string, outer: Value | undefined): readonly Value[] {
  const values: Value[] = []
  for (let at = outer?.from ?? 0; at + 1 < (outer?.to ?? 0); ) {
    const first = der.charCodeAt(at + 1)
    const more = first < 0x80 ? 0 : first & 0x7f
    let length = more === 0 ? first : 0
    for (let index = 0; index < more; index++) length = length * 0x100 + der.charCodeAt(at + 2 + index)
    const from = at + 2 + more
    if (!(from + length <= outer!.to)) break
    values.push({ tag: der.charCodeAt(at), from, to: from + length })
    at = from + length
  }
  return values
}
