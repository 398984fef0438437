import type { KubernetesObject } from '../../k8s/types.ts'
import { newestMinor } from '../../k8s/version.ts'
import { schemaTable } from '../table.ts'
import { CustomDecoder } from './custom-decoder.ts'
import { isObject, type JsonSchema } from './json-schema.ts'

/** An object of one version of its kind as another version's schema keeps it. */
export function withoutUnknown(object: KubernetesObject, schema: JsonSchema): KubernetesObject {
  return isObject(object) ? new CustomDecoder(schemaTable(newestMinor)).decode(object, schema) : object
}
