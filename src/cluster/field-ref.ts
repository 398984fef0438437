import type { FieldPath } from '../k8s/field-path.ts'
import type { Resource } from './resource.ts'

/** A field of a declared object: what rules and simulators point at. The engine turns it into file:line:column. */
export class FieldRef {
  readonly resource: Resource
  readonly path: FieldPath
  /** `auto`: the value where it is a scalar, else the key. */
  readonly target: 'key' | 'value' | 'auto'

  constructor(resource: Resource, path: FieldPath = [], target: 'key' | 'value' | 'auto' = 'auto') {
    this.resource = resource
    this.path = path
    this.target = target
  }

  child(...steps: FieldPath): FieldRef {
    return new FieldRef(this.resource, [...this.path, ...steps])
  }

  /** The same field, pointing at its key. */
  key(): FieldRef {
    return new FieldRef(this.resource, this.path, 'key')
  }
}
