/** Fills `{name}` from `data`; throws where a name has no value, for that is a mistake of the rule. What is filled in is not read again. */
export function fillTemplate(template: string, data: Readonly<Record<string, string | number>> = {}): string {
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(data, name)) throw new Error(`nothing to fill in for {${name}} of "${template}"`)
    return String(data[name])
  })
}
