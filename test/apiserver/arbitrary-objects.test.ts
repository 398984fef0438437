import { describe, expect, test } from 'vitest'
import { loadApiServer } from '../../src/apiserver/index.ts'
import { storedForm } from '../../src/apiserver/stored-form.ts'
import type { KubernetesObject } from '../../src/k8s/types.ts'
import { newestVersion } from '../../src/k8s/version.ts'
import { decode } from '../../src/schema/decode.ts'
import { allResourceTypes } from '../../src/schema/resource-types.ts'
import { arbitraryObject, randomOf } from './arbitrary-objects.ts'
import { viewOf } from './request-of.ts'

const wanted = Number(process.env['SEATRIAL_ARBITRARY_OBJECTS'] ?? 2000)
const types = allResourceTypes(newestVersion)
const version = newestVersion

describe('an object with anything in any of its fields', async () => {
  const server = await loadApiServer(types, version, undefined, undefined, types)
  const views = [viewOf([], 'closed'), viewOf([], 'open')]

  test.each(types)(
    '$apiVersion $kind is answered, and so is its update',
    type => {
      const view = views[type.kind.length % 2]!
      let before: KubernetesObject | undefined
      for (let round = 0; round < Math.ceil(wanted / types.length); round++) {
        const random = randomOf(hash(`${type.apiVersion} ${type.kind} ${round}`))
        const written = arbitraryObject(type, random)
        const { object, errors, message } = decode(written, type, { version })
        const request = {
          type,
          object: server.defaults(object, type),
          namespace: type.namespaced ? 'default' : null,
          name: object.metadata?.name ?? null,
          decodeErrors: errors,
          ...(message !== undefined && { decodeMessage: message }),
        }
        const verdict = withWritten(written, () => server.handle({ ...request, operation: 'create' }, view))
        withWritten(written, () => storedForm(verdict.stored, type, 'create', version))
        for (const { message: text } of verdict.objections) expect(typeof text).toBe('string')
        const old = before
        if (old !== undefined) withWritten([old, written], () => server.handle({ ...request, operation: 'update', old }, view))
        before = verdict.stored
      }
    },
    600_000
  )
})

/** What fails says for which object. */
function withWritten<T>(written: unknown, run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw new Error(`${JSON.stringify(written)}`, { cause: error })
  }
}

function hash(text: string): number {
  let value = 2166136261
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619)
  return value >>> 0
}
