import type { Objection } from '../../apiserver/answer.ts'
import type { Declaration } from '../../cluster/declaration.ts'
import type { Request } from '../../cluster/request.ts'
import type { SetOutcome } from '../../outcome.ts'
import { type CauseResult, causeResult, type ResourceResult, resourceResult } from './diagnostic.ts'
import { placeResult } from './place.ts'

/** What the API server answers to one object of the input. */
export interface ServerResult {
  readonly resource: ResourceResult
  readonly file: string
  /** The first line of the object. */
  readonly line: number
  readonly document: number
  readonly operation: 'create' | 'update'
  readonly code: 200 | 201 | 400 | 403 | 404 | 409 | 413 | 422 | 500
  /** Only where the request is refused, as `message` and `causes`. */
  readonly reason?: string
  readonly message?: string
  /** In the server's order; absent for a 400, whose message names the error. */
  readonly causes?: readonly CauseResult[]
  readonly warnings: readonly string[]
  /** The object as the server would keep it. */
  readonly stored?: unknown
}

/** The answers to the objects of one or several sets, in document order; with the accepted objects where there is a form for them. */
export function serverResults(
  sets: readonly Pick<SetOutcome, 'requests' | 'declarations'>[],
  storedForm?: (request: Request) => unknown
): readonly ServerResult[] {
  return sets.flatMap(set => resultsOf(set, () => true, storedForm))
}

/** The answers to those objects of a set that are refused. */
export function refusedResults(set: Pick<SetOutcome, 'requests' | 'declarations'>): readonly ServerResult[] {
  return resultsOf(set, ({ verdict }) => verdict.objections.length > 0)
}

function resultsOf(
  { requests, declarations }: Pick<SetOutcome, 'requests' | 'declarations'>,
  isWanted: (request: Request) => boolean,
  storedForm?: (request: Request) => unknown
): readonly ServerResult[] {
  const results: ServerResult[] = []
  const answered = requests.values()
  for (const declaration of declarations) {
    if (declaration.resource === undefined) {
      const unserved = unservedResult(declaration)
      if (unserved !== undefined) results.push(unserved)
      continue
    }
    const request = answered.next().value
    if (request !== undefined && isWanted(request)) results.push(requestResult(request, declaration, storedForm))
  }
  return results
}

function requestResult(request: Request, declaration: Declaration, storedForm?: (request: Request) => unknown): ServerResult {
  const { resource, operation, verdict } = request
  const { apiVersion, kind } = resource.type
  const { namespace, name } = resource
  const asked = { resource: resourceResult({ apiVersion, kind, namespace, name }), ...writtenAt(declaration), operation }
  const objection = verdict.objections[0]
  // a header is sent once
  const warnings = [...new Set(verdict.warnings.map(warning => warning.message))]
  if (objection !== undefined) return { ...asked, ...refusal(objection), warnings }
  return { ...asked, code: operation === 'create' ? 201 : 200, warnings, ...(storedForm !== undefined && { stored: storedForm(request) }) }
}

function refusal({ code, reason, message, errors }: Objection): Pick<ServerResult, 'code' | 'reason' | 'message' | 'causes'> {
  return { code, reason, message, ...(code !== 400 && errors.length > 0 && { causes: errors.map(causeResult) }) }
}

/** What kubectl says of a kind that the server does not serve. Mirrors apimachinery pkg/api/meta/errors.go NoKindMatchError, v1.36. */
function unservedResult(declaration: Declaration): ServerResult | undefined {
  const { apiVersion = '', kind, namespace = null, name = null } = declaration
  if (kind === undefined || kind === '') return undefined
  return {
    resource: { apiVersion, kind, namespace, name },
    ...writtenAt(declaration),
    operation: 'create',
    code: 404,
    reason: 'NotFound',
    message: `no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}`,
    warnings: [],
  }
}

function writtenAt({ document, root }: Declaration): Pick<ServerResult, 'file' | 'line' | 'document'> {
  const { file, line } = placeResult(document.locate(root))
  return { file, line, document: document.index }
}
