import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The structs that errors print, by the package of the server's own types. */
const roots: Readonly<Record<string, readonly string[]>> = {
  core: ['PodTemplateSpec', 'PersistentVolumeSource', 'PersistentVolumeClaimSpec'],
  resource: ['ResourceClaimSpec', 'ResourceClaimTemplateSpec'],
  storage: ['VolumeAttachmentSpec'],
}
/** Types that are written by their JSON, whatever holds them. */
const external = /^(?:metav1|resource|intstr|runtime|types)\./
const scalars = new Set(['string', 'bool', 'int', 'int32', 'int64', 'float64', 'byte', 'uint8'])

interface Member {
  /** Absent for an embedded struct. */
  readonly name?: string
  readonly type: string
}

/**
 * The members of the server's own structs in their order, from a folder of Go modules; src/apiserver/updates/internal-value.ts says how the text
 * is written.
 */
export function generateInternalTypes(modules: string, version: string): ReadonlyMap<string, string> {
  const lines: string[] = []
  const packages = new Map(Object.keys(roots).map(name => [name, readPackage(modules, version, name)] as const))
  const known = new Set<string>()
  const write = (group: string, struct: string): void => {
    const { structs, names } = packages.get(group)!
    if (known.has(struct) || !structs.has(struct)) return
    known.add(struct)
    const members = flattened(structs, struct)
    const nested: [string, string][] = []
    const texts = members.map(({ name = '', type }) => {
      const [owner, inner] = innerStruct(type, group, packages)
      if (inner !== undefined) nested.push([owner, inner])
      const json = names.get(name) ?? jsonName(name)
      return `${name}${json === jsonName(name) ? '' : `=${json}`}${type.startsWith('*') ? '*' : ''}${inner === undefined ? '' : `:${inner}`}`
    })
    lines.push([struct, ...texts].join('|'))
    for (const [owner, inner] of nested) write(owner, inner)
  }
  for (const [group, structs] of Object.entries(roots)) for (const struct of structs) write(group, struct)
  const head = [
    "// Generated from the server's own types; see src/dev/internal-types.ts.",
    '',
    '/** How the server holds what objects say. */',
  ]
  const path = 'src/apiserver/updates/internal-types.generated.ts'
  return new Map([[path, [...head, `export const internalTypes = ${JSON.stringify(lines.join('\n'))}`, ''].join('\n')]])
}

interface GoTypes {
  readonly structs: ReadonlyMap<string, readonly Member[]>
  /** What the published types call members of those names in JSON. */
  readonly names: ReadonlyMap<string, string>
}

function readPackage(modules: string, version: string, name: string): GoTypes {
  const own = readFileSync(join(modules, `k8s.io/kubernetes@v1.${version}/pkg/apis/${name}/types.go`), 'utf8')
  const published = readFileSync(join(modules, `k8s.io/api@v0.${version}/${name}/v1/types.go`), 'utf8')
  const structs = new Map([...own.matchAll(/^type (\w+) struct \{\n([\s\S]*?)^\}/gm)].map(([, type, body]) => [type!, readMembers(body!)]))
  const names = new Map([...published.matchAll(/^\t(\w+)\s+\S+\s+`(?:.*\s)?json:"([\w$-]+)/gm)].map(([, member, json]) => [member!, json!]))
  return { structs, names }
}

function readMembers(body: string): readonly Member[] {
  return body.split('\n').flatMap(line => {
    const [, name, type] = /^\t(\w[\w.]*)(?:\s+([^\s/`]+))?\s*(?:\/\/.*|`.*)?$/.exec(line) ?? []
    return name === undefined ? [] : [type === undefined ? { type: name } : { name, type }]
  })
}

function flattened(structs: GoTypes['structs'], struct: string): readonly Member[] {
  return (structs.get(struct) ?? []).flatMap(member =>
    member.name === undefined && structs.has(member.type)
      ? flattened(structs, member.type)
      : [member.name === undefined ? { ...member, name: '' } : member]
  )
}

/** The struct that a member, its items or its values are, and the package of that. */
function innerStruct(type: string, group: string, packages: ReadonlyMap<string, GoTypes>): readonly [string, string | undefined] {
  const bare = type.replace(/^(?:\*|\[\]|map\[\w+\])+/, '')
  if (external.test(bare) || scalars.has(bare)) return [group, undefined]
  const [owner, name] = bare.includes('.') ? [bare.split('.')[0]!, bare.split('.')[1]!] : [group, bare]
  const home = owner === 'api' ? 'core' : owner
  return [home, packages.get(home)?.structs.has(name) === true ? name : undefined]
}

/** `HTTPGet` as `httpGet`. */
function jsonName(name: string): string {
  return /^[A-Z0-9]+$/.test(name) ? name.toLowerCase() : name.replace(/^[A-Z]+(?=[A-Z])|^[A-Z]/, initials => initials.toLowerCase())
}
