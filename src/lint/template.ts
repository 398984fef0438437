/** Fills `{name}` from `data`; throws where a name has no value, for that is a mistake of the rule. What is filled in is not read again. */
export function fillTemplate(template: string, data: Readonly<Record<string, string | number>> = {}): string {
  let filled = ''
  let from = 0
  for (let at = template.indexOf('{'); at !== -1; at = template.indexOf('{', at + 1)) {
    const end = nameEnd(template, at + 1)
    if (end === at + 1 || template[end] !== '}') continue
    const name = template.slice(at + 1, end)
    if (!Object.hasOwn(data, name)) throw new Error(`nothing to fill in for {${name}} of "${template}"`)
    filled += template.slice(from, at) + String(data[name])
    from = end + 1
  }
  return filled + template.slice(from)
}

/** Where a name of letters, and of digits after the first, ends that begins there. */
function nameEnd(text: string, start: number): number {
  for (let at = start; ; at++) {
    const code = text.charCodeAt(at)
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122
    if (!isLetter && !(at > start && code >= 48 && code <= 57)) return at
  }
}
