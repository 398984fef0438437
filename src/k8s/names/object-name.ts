import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors } from './dns.ts'

/** What is wrong with the name of an object; with `prefix`, of its `generateName`, to which the server adds a suffix. */
export type ObjectNameFormat = (name: string, prefix: boolean) => readonly string[]

/** Mirrors apimachinery pkg/api/validation/generic.go NameIsDNSSubdomain, v1.36. */
export const nameIsDnsSubdomain: ObjectNameFormat = (name, prefix) => dnsSubdomainErrors(prefix ? withoutTrailingDash(name) : name)

/** Mirrors NameIsDNSLabel. */
export const nameIsDnsLabel: ObjectNameFormat = (name, prefix) => dnsLabelErrors(prefix ? withoutTrailingDash(name) : name)

/** Mirrors NameIsDNS1035Label. */
export const nameIsDns1035Label: ObjectNameFormat = (name, prefix) => dns1035LabelErrors(prefix ? withoutTrailingDash(name) : name)

/** A name that may be a segment of a path. Mirrors apimachinery pkg/api/validation/path/name.go ValidatePathSegmentName, v1.36. */
export const nameIsPathSegment: ObjectNameFormat = (name, prefix) => {
  if (!prefix && (name === '.' || name === '..')) return [`may not be '${name}'`]
  return ['/', '%'].filter(forbidden => name.includes(forbidden)).map(forbidden => `may not contain '${forbidden}'`)
}

/** What the server adds may follow a dash. Mirrors generic.go maskTrailingDash. */
function withoutTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name
}
