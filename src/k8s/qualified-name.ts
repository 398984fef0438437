const namePart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const prefixPart = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const nameWords =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const prefixWords =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const partsWords =
  "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"

/** What is wrong with a text as a qualified name, in the server's words; nothing where it is one. Mirrors apimachinery IsQualifiedName, v1.36. */
export function qualifiedNameErrors(text: string): readonly string[] {
  const parts = text.split('/')
  if (parts.length > 2) return [partsWords]
  const name = parts.at(-1)!
  return [...(parts.length === 2 ? prefixErrors(parts[0]!) : []), ...nameErrors(name)]
}

function prefixErrors(prefix: string): readonly string[] {
  if (prefix === '') return ['prefix part must be non-empty']
  return [...(prefix.length > 253 ? ['prefix part must be no more than 253 bytes'] : []), ...(prefixPart.test(prefix) ? [] : [prefixWords])]
}

function nameErrors(name: string): readonly string[] {
  const length = name === '' ? ['name part must be non-empty'] : name.length > 63 ? ['name part must be no more than 63 bytes'] : []
  return [...length, ...(namePart.test(name) ? [] : [nameWords])]
}
