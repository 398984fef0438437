import type { FieldError } from '../k8s/field-error.ts'
import type { FieldPath } from '../k8s/field-path.ts'
import { goQuote } from '../k8s/go-quote.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import { encodingOf } from '../schema/encoding.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import { type FieldType, nodeKinds, type SchemaTable, schemaTable, type TypeNode } from '../schema/table.ts'
import { anySyntax } from './any-syntax.ts'
import { quantitySyntax } from './quantity-syntax.ts'
import { GoValue, shownValue } from './validation/field-errors.ts'

/** Types of the core group that others use. */
const coreTypes = /\.(?:PodTemplateSpec|PodSpec|PersistentVolumeSpec|Toleration|TopologySelectorTerm|NodeSelector)$/
/** Structs of which the server has no type of its own. */
const sharedTypes = new Set(['LabelSelector', 'LabelSelectorRequirement', 'OwnerReference', 'Condition', 'Time', 'MicroTime'])
/** The order of their members in Go, where it is not that of the alphabet. */
const memberOrder: ReadonlyMap<string, readonly string[]> = new Map([
  ['LabelSelector', ['matchLabels', 'matchExpressions']],
  ['OwnerReference', ['apiVersion', 'kind', 'name', 'uid', 'controller', 'blockOwnerDeletion']],
])
/** Errors about a number or percentage that show it whole. */
const wholeValues =
  /a valid percent string|may not be set when maxUnavailable|may not be 0 when `maxSurge`|cannot be 0$|must be an integer or percentage|must not be greater than 100%/
const oneOfASize = /(?:may not be more than|must have at most) 1 (?:byte|item)$/
const optionalTypeSince = 31
/** Where pointers point to. */
const address = '0xc000000000'
const initials: ReadonlyMap<string, string> = new Map([
  ['apiVersion', 'APIVersion'],
  ['uid', 'UID'],
])

interface Printing {
  readonly table: SchemaTable
  /** The package of the server's own types here. */
  readonly home: string
}

/** A type of the API and the package of the server's type for it. */
interface Place extends Printing {
  readonly type: TypeNode
}

/** The error as versions before 1.34 word it: values in Go's syntax. Mirrors apimachinery pkg/util/validation/field/errors.go ErrorBody, v1.33. */
export function inGoSyntax(error: FieldError, { apiVersion, kind, group }: ResourceType, version: KubernetesVersion): FieldError {
  const shown = shownValue(error)
  if (shown === undefined) return inOldWords(error, version)
  const { value, printed } = shown
  if (value instanceof GoValue) return { ...error, message: error.message.replace(printed, () => value.syntax) }
  if (typeof value === 'string' && !printed.startsWith(goQuote(value)))
    return inOldWords({ ...error, message: error.message.replace(printed, () => goQuote(value)) }, version)
  const table = schemaTable(version.minor)
  const root = table.kind(apiVersion, kind)?.type
  const places = root === undefined ? [] : placesOf(error.path, { type: root, table, home: group.split('.')[0] || 'core' })
  const place = fittingPlace(places, value)
  const isResourceName = value === error.path.at(-1) && /\bResource(?:List|Name)\b/.test(places[1]?.type.goType ?? '')
  const text = isResourceName ? String(value) : oldText(value, place, error)
  const inSyntax = text === undefined ? error : { ...error, message: error.message.replace(printed, () => text) }
  return inOldWords(inSyntax, version)
}

/** Sizes of one are worded as all others; cel-go's types of optional values have another name before 1.31. */
function inOldWords(error: FieldError, { minor }: KubernetesVersion): FieldError {
  const { message } = error
  if (oneOfASize.test(message)) return { ...error, message: `${message}s` }
  return minor < optionalTypeSince && message.includes('compilation failed: ')
    ? { ...error, message: message.replaceAll('optional_type(', 'optional(') }
    : error
}

function oldText(value: unknown, place: Place | undefined, error: FieldError): string | undefined {
  if (place?.type.kind === nodeKinds.intOrString && wholeValues.test(error.message)) return intOrStringSyntax(value)
  if (value === null || value === undefined) return nil(place)
  if (typeof value !== 'object') return undefined
  if (place !== undefined) return syntaxOf(value, place.type, place)
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return `[]string{${value.map(goQuote).join(', ')}}`
  return undefined
}

function intOrStringSyntax(value: unknown): string {
  return typeof value === 'string'
    ? `intstr.IntOrString{Type:1, IntVal:0, StrVal:${goQuote(value)}}`
    : `intstr.IntOrString{Type:0, IntVal:${String(value ?? 0)}, StrVal:""}`
}

function nil(place: Place | undefined): string {
  const isTyped = place?.type.kind === nodeKinds.list || place?.type.kind === nodeKinds.map
  return isTyped ? `${nameOf(place.type, place)}(nil)` : '"null"'
}

/** The type of what a path leads to, and the types of what that is in, innermost first. */
function placesOf(path: FieldPath, root: Place): readonly Place[] {
  const places: Place[] = [root]
  for (const step of path) {
    const outer = places[0]!
    const next = memberType(outer, String(step))
    if (next === undefined) return places.slice(0, 0)
    const home = coreTypes.test(next.goType) ? 'core' : outer.home
    places.unshift({ type: next, table: outer.table, home })
  }
  return places
}

function memberType({ type, table }: Place, name: string): TypeNode | undefined {
  if (type.kind === nodeKinds.struct) return table.definition(type.definition).fields.get(name)?.type
  if (type.kind === nodeKinds.anything) return type
  return isSchemaOr(type) ? table.definition(table.jsonSchema.definition).fields.get(name)?.type : type.of
}

function isSchemaOr({ kind }: TypeNode): boolean {
  return kind === nodeKinds.schemaOrList || kind === nodeKinds.schemaOrBoolean || kind === nodeKinds.schemaOrStrings
}

/** The innermost place that such a value may be the value of: an error may show what its field is in. */
function fittingPlace(places: readonly Place[], value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return places[0]
  const isGoNamed = !Array.isArray(value) && Object.keys(value).length > 0 && Object.keys(value).every(key => /^[A-Z]/.test(key))
  const fits = ({ type }: Place): boolean => {
    if (isGoNamed && type.kind === nodeKinds.map) return false
    if (type.kind === nodeKinds.anything) return true
    return Array.isArray(value) ? type.kind === nodeKinds.list : type.kind === nodeKinds.struct || type.kind === nodeKinds.map
  }
  return places.find(fits)
}

function syntaxOf(value: unknown, type: TypeNode, printing: Printing): string {
  if (type.kind === nodeKinds.list)
    return Array.isArray(value)
      ? `${nameOf(type, printing)}{${value.map(item => syntaxOf(item, type.of!, printing)).join(', ')}}`
      : `${nameOf(type, printing)}(nil)`
  if (type.kind === nodeKinds.map) {
    if (!isStruct(value)) return `${nameOf(type, printing)}(nil)`
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `${nameOf(type, printing)}{${entries.map(([key, entry]) => `${goQuote(key)}:${syntaxOf(entry, type.of!, printing)}`).join(', ')}}`
  }
  if (type.kind === nodeKinds.struct) return structSyntax(isStruct(value) ? value : {}, type, printing)
  if (type.kind === nodeKinds.intOrString) return intOrStringSyntax(value)
  if (type.kind === nodeKinds.quantity) return quantitySyntax(value)
  if (type.kind === nodeKinds.anything) return anySyntax(value)
  if (type.kind === nodeKinds.boolean) return String(value ?? false)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  return goQuote(typeof value === 'string' ? value : '')
}

/** A struct that is given by its JSON, or by the names of its Go fields. */
function structSyntax(value: Readonly<Record<string, unknown>>, type: TypeNode, printing: Printing): string {
  const { name, fields } = printing.table.definition(type.definition)
  const marks = encodingOf(type.definition)
  const goNamed = Object.keys(value).some(key => /^[A-Z]/.test(key))
  const names = goNamed ? Object.keys(value) : (memberOrder.get(name) ?? [...fields.keys()])
  const members = names.flatMap(written => {
    const field = goNamed ? fieldOf(fields, written) : fields.get(written)
    const member = value[written]
    if (field === undefined && member === null) return []
    const text =
      field === undefined
        ? goText(member)
        : memberSyntax(member, field, marks.get(field.name) === 'set', marks.get(field.name) === 'struct', printing)
    return `${goNamed ? written : goName(written)}:${text}`
  })
  return `${nameOf(type, printing)}{${members.join(', ')}}`
}

function memberSyntax(value: unknown, { type }: FieldType, isPointer: boolean, isInline: boolean, printing: Printing): string {
  if (isPointer && type.kind === nodeKinds.time) return timeSyntax(value)
  const pointsAway = isPointer || (type.kind === nodeKinds.struct && !isInline)
  if (!pointsAway) return syntaxOf(value ?? undefined, type, printing)
  return `(*${nameOf(type, printing)})(${value === undefined || value === null ? 'nil' : address})`
}

/** A moment as it shows itself; where it points to nothing, as nothing. Mirrors Go time.Time GoString. */
function timeSyntax(value: unknown): string {
  const moment = new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(moment.getTime())) return '<nil>'
  const month = moment.toLocaleString('en-US', { month: 'long', timeZone: 'UTC' })
  const parts = [moment.getUTCDate(), moment.getUTCHours(), moment.getUTCMinutes(), moment.getUTCSeconds(), 0]
  return `time.Date(${moment.getUTCFullYear()}, time.${month}, ${parts.join(', ')}, time.Local)`
}

/** `v1.PodSpec` of the API is `core.PodSpec` to the server. */
function nameOf({ goType }: TypeNode, { home }: Printing): string {
  return goType.replace(/\bv\d\w*\.(\w+)/g, (whole, name: string) => (sharedTypes.has(name) ? whole : `${home}.${name}`))
}

function fieldOf(fields: ReadonlyMap<string, FieldType>, goNamed: string): FieldType | undefined {
  const wanted = goNamed.toLowerCase()
  for (const [name, field] of fields) if (plainName(name) === wanted) return field
  return undefined
}

/** The name of a member as the server's types have it, but for capitals: `x-kubernetes-list-type` is `XListType`. */
function plainName(name: string): string {
  return name
    .replace(/^\$|^x-kubernetes/, prefix => (prefix === '$' ? '' : 'x'))
    .replaceAll('-', '')
    .toLowerCase()
}

function goName(name: string): string {
  return initials.get(name) ?? `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`
}

function goText(value: unknown): string {
  return typeof value === 'string' ? goQuote(value) : String(value)
}

function isStruct(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
