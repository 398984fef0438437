import { isObject, shown } from './option-reader.ts'
import { UsageError } from './settings.ts'

/** A question of access as a SubjectAccessReview puts it; without a user and groups it is the asker's own. */
export interface RecordedQuery {
  readonly id: unknown
  readonly user?: string
  readonly groups?: readonly string[]
  readonly resource?: Readonly<Partial<Record<(typeof resourceKeys)[number], string>>>
  readonly nonResource?: { readonly path: string; readonly verb: string }
}

const resourceKeys = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'] as const

/** Checks the content of a file of queries, or of a job's `queries`. */
export function parseQueries(raw: unknown): readonly RecordedQuery[] {
  if (!Array.isArray(raw)) throw new UsageError(`queries must be a list, not ${shown(raw)}.`)
  return raw.map((item, index) => queryOf(item, index) ?? refuse(index, item))
}

function refuse(index: number, item: unknown): never {
  const wanted =
    '{ "id", "user", "groups" } with "resource": { "namespace", "verb", "group", "resource", … } or "nonResource": { "path", "verb" }'
  throw new UsageError(`queries[${index}] must be ${wanted}, not ${shown(item)}.`)
}

function queryOf(item: unknown, index: number): RecordedQuery | undefined {
  if (!isObject(item)) return undefined
  const { id = index, user, groups } = item
  if (!(user === undefined || isText(user)) || !(groups === undefined || isTexts(groups))) return undefined
  const who = { id, ...(user !== undefined && { user }), ...(groups !== undefined && { groups }) }
  const resource = item['resource'] ?? item['resourceAttributes']
  const nonResource = item['nonResource'] ?? item['nonResourceAttributes']
  if ((resource === undefined) === (nonResource === undefined)) return undefined
  if (resource !== undefined) {
    if (!isObject(resource) || !resourceKeys.every(key => resource[key] === undefined || isText(resource[key]))) return undefined
    const asked = Object.fromEntries(resourceKeys.flatMap(key => (isText(resource[key]) ? [[key, resource[key]]] : [])))
    return { ...who, resource: asked }
  }
  if (!isObject(nonResource) || !isText(nonResource['path']) || !isText(nonResource['verb'])) return undefined
  return { ...who, nonResource: { path: nonResource['path'], verb: nonResource['verb'] } }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}
