import type { FieldError } from '../../k8s/field-error.ts'
import type { KubernetesObject } from '../../k8s/types.ts'
import type { KubernetesVersion } from '../../k8s/version.ts'
import { encode } from '../../schema/encode.ts'
import type { ResourceType } from '../../schema/resource-type.ts'
import type { TypeNode } from '../../schema/table.ts'
import type { Struct } from '../defaults/fill.ts'
import { Field } from '../validation/field.ts'
import { memberOf } from '../validation/value-check.ts'
import { equalValues } from './equal-values.ts'
import { typeAt } from './type-at.ts'

/** A stored object, and what is to take its place. */
export class Update {
  readonly object: Field
  readonly old: Field
  readonly version: KubernetesVersion
  readonly #type: ResourceType
  #newForm: unknown
  #oldForm: unknown

  constructor(object: KubernetesObject, old: KubernetesObject, type: ResourceType, version: KubernetesVersion) {
    this.object = Field.root(object)
    this.old = Field.root(old)
    this.version = version
    this.#type = type
  }

  /** The new object in its one form: equal ones are the same in every part. */
  get newForm(): Struct {
    this.#newForm ??= encode(this.object.value, this.#type, this.version)
    return this.#newForm as Struct
  }

  /** The stored object in that form. */
  get oldForm(): Struct {
    this.#oldForm ??= encode(this.old.value, this.#type, this.version)
    return this.#oldForm as Struct
  }

  /** The type of a part of the object: `['spec', 'template']`. */
  typeAt(path: readonly string[]): TypeNode | undefined {
    return typeAt(this.#type, path, this.version)
  }

  /** Whether a part is another one than it was: `spec.selector`. Mirrors apiequality.Semantic.DeepEqual. */
  changed(names: string): boolean {
    return !equalValues(partOf(this.newForm, names), partOf(this.oldForm, names))
  }
}

/** What plain names lead to. */
export function partOf(value: unknown, names: string): unknown {
  return names.split('.').reduce(memberOf, value)
}

/** What is wrong with an update beyond what would be wrong with a create. */
export type UpdateErrors = (update: Update) => Iterable<FieldError>

/**
 * What validation looks at: `metadata` as a create does, `metadata-update` as every update does, the `rules` of the kind, and what may not change.
 */
export type UpdateCheck = 'metadata' | 'metadata-update' | 'rules' | UpdateErrors
