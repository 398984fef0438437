import { apiGroup } from '../../k8s/api-group.ts'
import { nearestName } from '../../k8s/nearest.ts'
import { type Decoded, type DecodeOptions, decode } from '../decode.ts'
import type { ResourceType } from '../resource-type.ts'
import { findResourceType } from '../resource-types.ts'
import { decodeCustom } from './decode-custom.ts'
import { definitionTypes } from './definition-types.ts'

/** A CustomResourceDefinition as it was read. */
export interface WrittenDefinition {
  readonly value: unknown
  /** Whether all of its text could be read. */
  readonly whole: boolean
  /** The file that holds it. */
  readonly file: string
}

interface Served {
  readonly type: ResourceType
  readonly file: string
}

const definitionKind = 'CustomResourceDefinition'
const definitionApiVersion = 'apiextensions.k8s.io/v1'

/** The custom kinds that definitions in reach make the server serve. */
export class CustomTypes {
  readonly #served: readonly Served[]

  constructor(definitions: readonly WrittenDefinition[], options: DecodeOptions) {
    const type = findResourceType(definitionApiVersion, definitionKind, options.version)
    this.#served = definitions.flatMap(({ value, whole, file }) => {
      if (type === undefined) return []
      const { object, errors } = decode(value, type, options)
      return definitionTypes(object, whole && errors.length === 0).map(served => ({ type: served, file }))
    })
  }

  /** The kind in that version, by the definition that is nearest to a file; the last of those that are as near. */
  find(apiVersion: string, kind: string, file: string): ResourceType | undefined {
    let best: { readonly type: ResourceType; readonly near: number } | undefined
    for (const served of this.#served) {
      if (served.type.kind !== kind || served.type.apiVersion !== apiVersion) continue
      const near = commonFolders(served.file, file)
      if (best === undefined || near >= best.near) best = { type: served.type, near }
    }
    return best?.type
  }

  /** A kind or version that is served and was surely meant. */
  nearest(apiVersion: string, kind: string): { readonly apiVersion: string; readonly kind: string } | undefined {
    const group = apiGroup(apiVersion)
    const ofGroup = this.#served.map(({ type }) => type).filter(type => type.group === group)
    const same = ofGroup.find(type => type.kind === kind)
    if (same !== undefined) return { apiVersion: same.apiVersion, kind }
    const meant = nearestName(
      kind,
      ofGroup.map(type => type.kind)
    )
    const found = ofGroup.find(type => type.kind === meant && type.apiVersion === apiVersion) ?? ofGroup.find(type => type.kind === meant)
    return found === undefined ? undefined : { apiVersion: found.apiVersion, kind: found.kind }
  }

  /** Decodes a value as an object of one of these kinds. */
  decode(value: unknown, type: ResourceType, options: DecodeOptions): Decoded {
    return type.custom === undefined ? decode(value, type, options) : decodeCustom(value, type, type.custom, options)
  }
}

/** How many folders two files have in common from the root. */
function commonFolders(a: string, b: string): number {
  const [x, y] = [a.split('/'), b.split('/')]
  let count = 0
  while (count < x.length - 1 && count < y.length - 1 && x[count] === y[count]) count++
  return a === b ? count + 1 : count
}
