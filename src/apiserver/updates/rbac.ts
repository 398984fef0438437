import { type GoField, goStruct } from '../validation/go-struct.ts'
import { immutable } from './immutable.ts'
import type { UpdateStrategy } from './strategy.ts'

const roleFields: readonly GoField[] = [
  ['APIGroup', 'apiGroup', 'text'],
  ['Kind', 'kind', 'text'],
  ['Name', 'name', 'text'],
]

/** A binding stays with its role. Mirrors pkg/apis/rbac/validation/validation.go ValidateRoleBindingUpdate and ValidateClusterRoleBindingUpdate, v1.36. */
export const binding: UpdateStrategy = {
  checks: [
    'metadata',
    'rules',
    'metadata-update',
    immutable('roleRef', { detail: 'cannot change roleRef', zero: {}, shows: value => goStruct(value, roleFields) }),
  ],
}
