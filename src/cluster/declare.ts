import type { FieldPath } from '../k8s/field-path.ts'
import { valueAt } from '../k8s/field-path.ts'
import { decode } from '../schema/decode.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import { findResourceType } from '../schema/resource-types.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { Declaration } from './declaration.ts'
import { flattenLists } from './declare/flatten-lists.ts'
import { identityProblem } from './declare/identity-problem.ts'
import { meantObject } from './declare/meant-object.ts'
import { withoutPlaceholders } from './declare/placeholders.ts'
import { repeatedKeys } from './declare/repeated-keys.ts'
import type { ServedKinds } from './declare/served-kinds.ts'
import type { Resource, Role } from './resource.ts'

export interface DeclareOptions extends ServedKinds {
  readonly role: Role
  /** Namespace of objects that name none. */
  readonly namespace: string
  /** Order of arrival of the first object. */
  readonly firstOrder: number
  /**
   * Goes on where kubectl stops: what could be read of a refused document counts, and an object with a misspelt apiVersion or kind is
   * decoded as what was meant.
   */
  readonly recover?: boolean
  /** Takes `<time>` and `<nodePort>` for values that a server made up, as its answers show them. */
  readonly placeholders?: boolean
  /** Answers for documents that were declared before, as the same objects at the same place in the order of arrival. */
  readonly recalled?: RecallDeclarations
}

/** What a document declares whose first object arrives as the `order`th: known, or to be made. */
export type RecallDeclarations = (document: SourceDocument, order: number, make: () => readonly Declaration[]) => readonly Declaration[]

/**
 * The objects that documents declare, decoded but not yet defaulted, and what keeps other values from being objects;
 * the items of a List one by one.
 */
export function declare(documents: readonly SourceDocument[], options: DeclareOptions): readonly Declaration[] {
  const declarations: Declaration[] = []
  const { recalled } = options
  let order = options.firstOrder
  for (const document of documents) {
    const from = order
    const own =
      recalled === undefined
        ? declareDocument(document, from, options)
        : recalled(document, from, () => declareDocument(document, from, options))
    for (const declaration of own) {
      if (declaration.resource !== undefined) order++
      declarations.push(declaration)
    }
  }
  return declarations
}

function declareDocument(document: SourceDocument, firstOrder: number, options: DeclareOptions): readonly Declaration[] {
  const declarations: Declaration[] = []
  let order = firstOrder
  const repeated = repeatedKeys(document)
  for (const { value, root } of flattenLists(options.recover === true ? recovered(document) : document.value)) {
    const type = resourceTypeOf(value, document, options)
    if (type === undefined) {
      const declaration = undeclared(document, root, value, options)
      const meant = options.recover === true ? meantObject(value, declaration.suggestion, document, options) : undefined
      declarations.push(
        meant === undefined
          ? declaration
          : { ...declaration, resource: resourceOf(document, root, meant.value, meant.type, order++, repeated(root), options) }
      )
      continue
    }
    const resource = resourceOf(document, root, value, type, order++, repeated(root), options)
    const { namespace, name } = resource
    declarations.push({ document, root, apiVersion: type.apiVersion, kind: type.kind, namespace, name, resource })
  }
  return declarations
}

/** A scalar that is left of a text that is no manifest declares nothing. */
function recovered({ value, partial }: SourceDocument): unknown {
  return typeof partial === 'object' && partial !== null ? partial : value
}

function resourceTypeOf(value: unknown, { file }: SourceDocument, { version, custom }: DeclareOptions): ResourceType | undefined {
  const apiVersion = valueAt(value, ['apiVersion'])
  const kind = valueAt(value, ['kind'])
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined
  return findResourceType(apiVersion, kind, version) ?? custom?.find(apiVersion, kind, file.path)
}

function resourceOf(
  document: SourceDocument,
  root: FieldPath,
  value: unknown,
  type: ResourceType,
  order: number,
  duplicates: readonly FieldPath[],
  options: DeclareOptions
): Resource {
  const { version, custom } = options
  const standing = options.placeholders === true ? withoutPlaceholders(value) : undefined
  const plain = standing === undefined ? value : standing.value
  const decoded =
    type.custom === undefined || custom === undefined
      ? decode(plain, type, { version, duplicates })
      : custom.decode(plain, type, { version, duplicates })
  const object = standing === undefined ? decoded.object : standing.restore(decoded.object)
  return {
    type,
    namespace: type.namespaced ? (textAt(object, 'namespace') ?? options.namespace) : null,
    name: textAt(object, 'name') ?? null,
    object,
    written: object,
    decodeErrors: decoded.errors,
    ...(decoded.message === undefined ? {} : { decodeMessage: decoded.message }),
    document,
    root,
    role: options.role,
    order,
  }
}

function undeclared(document: SourceDocument, root: FieldPath, value: unknown, options: DeclareOptions): Declaration {
  const apiVersion = valueAt(value, ['apiVersion'])
  const kind = valueAt(value, ['kind'])
  return {
    document,
    root,
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    namespace: textAt(value, 'namespace') ?? options.namespace,
    name: textAt(value, 'name') ?? null,
    ...identityProblem(value, options),
  }
}

const metadataPaths = { name: ['metadata', 'name'], namespace: ['metadata', 'namespace'] } as const

/** A text of the metadata; an empty one counts as absent, as it does in the API. */
function textAt(value: unknown, key: 'name' | 'namespace'): string | undefined {
  const text = valueAt(value, metadataPaths[key])
  return typeof text === 'string' && text !== '' ? text : undefined
}
