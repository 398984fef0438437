/**
 * Defers what a CommonJS text requires of its siblings until one of the names is used. `esm` is the text that it was made of, whose
 * imports say which names those are. The siblings are modules without effects of their own, so that their order does not matter.
 */
export function requireOnUse(commonJs: string, esm: string): string {
  const names = importedNames(esm)
  // what `import()` becomes needs no copy of the module that it gives
  const direct = commonJs.replace(/(\.then\(\(\)=>)[\w$]+\((require\("\.[^"]+"\))\)\)/g, '$1$2)')
  return direct.replace(/(?<![\w$])([\w$]+)=require\(("\.[^"]+")\)/g, (_, variable: string, specifier: string) => {
    const used = names.get(JSON.parse(specifier)) ?? []
    const getters = used.map(name => `get ${name}(){return(${variable}=require(${specifier})).${name}}`)
    return `${variable}={${getters.join(',')}}`
  })
}

/** What is imported from each sibling, under the names that the sibling gives it. */
function importedNames(esm: string): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const [, list, specifier] of esm.matchAll(/^(?:import|export)\s*\{([^}]*)\}\s*from\s*"(\.[^"]+)"/gm)) {
    const imported = list!
      .split(',')
      .map(entry => entry.trim().split(/\s+as\s+/)[0]!)
      .filter(entry => entry !== '')
    names.set(specifier!, [...(names.get(specifier!) ?? []), ...imported])
  }
  return names
}
