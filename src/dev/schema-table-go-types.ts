import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the Go sources say about one field of a struct. */
export interface GoField {
  /** The type as Go's reflection prints it, a leading pointer aside: `v1.RestartPolicy`, `[]v1.OperationType`. */
  readonly type: string
  readonly pointer: boolean
  /** Names of the embedded structs that hold it, outermost first. */
  readonly embedded: readonly string[]
  /** Which values its JSON leaves out. */
  readonly omits: Omits
}

/** What `omitempty` and `omitzero` of a field's tag say. */
export type Omits = 'empty' | 'zero' | 'nothing'

interface GoStruct {
  readonly fields: ReadonlyMap<string, { readonly type: string; readonly omits: Omits }>
  /** Types of the embedded structs, as written. */
  readonly embedded: readonly string[]
}

interface GoPackage {
  readonly name: string
  readonly structs: ReadonlyMap<string, GoStruct>
  readonly aliases: ReadonlyMap<string, string>
}

/** Where the Go packages of schema names are, below a folder of Go modules named as the module cache names them. */
const modules: readonly (readonly [prefix: string, module: string, folder: string])[] = [
  ['io.k8s.api.', 'k8s.io/api', ''],
  ['io.k8s.apimachinery.', 'k8s.io/apimachinery', ''],
  ['io.k8s.apiextensions-apiserver.', 'k8s.io/apiextensions-apiserver', ''],
  ['io.k8s.kube-aggregator.', 'k8s.io/kube-aggregator', ''],
]

/** Reads the Go sources of API types below a folder of modules: for a schema name, the fields of its struct by JSON name. */
export function readGoTypes(folder: string, moduleVersion: string): (schemaName: string) => ReadonlyMap<string, GoField> | undefined {
  const packages = new Map<string, GoPackage | undefined>()
  const packageAt = (path: string): GoPackage | undefined => {
    if (!packages.has(path)) packages.set(path, readPackage(packageFolder(folder, moduleVersion, path)))
    return packages.get(path)
  }
  const fieldsOf = (path: string, name: string, outer: readonly string[]): Map<string, GoField> | undefined => {
    const goPackage = packageAt(path)
    const struct = goPackage?.structs.get(name)
    if (goPackage === undefined || struct === undefined) return undefined
    const fields = new Map<string, GoField>()
    for (const [jsonName, { type, omits }] of struct.fields)
      fields.set(jsonName, { type: reflectedType(type, goPackage), pointer: type.startsWith('*'), embedded: outer, omits })
    for (const embedded of struct.embedded) {
      const [alias, local] = embedded.includes('.') ? embedded.split('.') : [undefined, embedded]
      const target = alias === undefined ? path : (goPackage.aliases.get(alias!) ?? '')
      for (const [jsonName, field] of fieldsOf(target, local!, [...outer, local!]) ?? []) {
        if (!fields.has(jsonName)) fields.set(jsonName, field)
      }
    }
    return fields
  }
  return schemaName => {
    const entry = modules.find(([prefix]) => schemaName.startsWith(prefix))
    if (entry === undefined) return undefined
    const steps = schemaName.slice(entry[0].length).split('.')
    return fieldsOf([entry[1], ...steps.slice(0, -1)].join('/'), steps.at(-1)!, [])
  }
}

function packageFolder(folder: string, moduleVersion: string, path: string): string {
  const module = modules.find(([, name]) => path === name || path.startsWith(`${name}/`))
  return module === undefined ? '' : join(folder, `${module[1]}@${moduleVersion}`, path.slice(module[1].length))
}

function readPackage(folder: string): GoPackage | undefined {
  if (folder === '' || !existsSync(folder)) return undefined
  const structs = new Map<string, GoStruct>()
  const aliases = new Map<string, string>()
  let name = ''
  for (const file of readdirSync(folder).filter(file => file.endsWith('.go') && !/_test\.go$|^zz_|generated/.test(file))) {
    const text = readFileSync(join(folder, file), 'utf8')
    name = /^package (\w+)/m.exec(text)?.[1] ?? name
    for (const [, alias, path] of text.matchAll(/^\s+(?:(\w+) )?"([\w./-]+)"$/gm)) aliases.set(alias ?? path!.split('/').at(-1)!, path!)
    for (const [, type, body] of text.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)) structs.set(type!, readStruct(body!))
  }
  return { name, structs, aliases }
}

function readStruct(body: string): GoStruct {
  const fields = new Map<string, { type: string; omits: Omits }>()
  const embedded: string[] = []
  for (const line of body.split('\n')) {
    const field = /^\t(?:(\w+)\s+)?([^\s`]+)\s+`(?:.*\s)?json:"([^",]*)(,[^"]*)?"/.exec(line)
    if (field === null) continue
    const [, name, type, jsonName, options] = field
    if (jsonName === '' && (name === undefined || options?.includes('inline'))) embedded.push(type!)
    else if (jsonName !== '-') fields.set(jsonName!, { type: type!, omits: omitsOf(options ?? '') })
  }
  return { fields, embedded }
}

function omitsOf(options: string): Omits {
  if (/,omitzero\b/.test(options)) return 'zero'
  return /,omitempty\b/.test(options) ? 'empty' : 'nothing'
}

/** `*[]Container` of package core/v1 as `[]v1.Container`. */
function reflectedType(written: string, goPackage: GoPackage): string {
  return written.replace(/^\*+/, '').replace(/[\w.]+/g, word => {
    if (builtIn.has(word)) return word === 'byte' ? 'uint8' : word
    if (!word.includes('.')) return `${goPackage.name}.${word}`
    const [alias, name] = word.split('.')
    return `${packageName(goPackage.aliases.get(alias!) ?? alias!)}.${name}`
  })
}

function packageName(path: string): string {
  return path.split('/').at(-1)!
}

const builtIn = new Set(['map', 'string', 'bool', 'byte', 'uint8', 'int', 'int32', 'int64', 'float32', 'float64', 'uint32', 'uint64'])
