import { nodeKinds, type TypeNode } from './table.ts'

/** What Go's decoder leaves in a list or map where the text has null or a refused value. */
export function zeroValue(type: TypeNode): unknown {
  switch (type.kind) {
    case nodeKinds.int32:
    case nodeKinds.int64:
    case nodeKinds.float64:
    case nodeKinds.intOrString:
      return 0
    case nodeKinds.boolean:
    case nodeKinds.schemaOrBoolean:
      return false
    case nodeKinds.quantity:
      return '0'
    case nodeKinds.list:
      return []
    case nodeKinds.map:
    case nodeKinds.struct:
    case nodeKinds.schemaOrList:
    case nodeKinds.schemaOrStrings:
      return {}
    case nodeKinds.anything:
      return null
    default:
      return ''
  }
}
