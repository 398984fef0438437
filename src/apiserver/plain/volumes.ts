import { isFilled, isLabel } from './names.ts'
import {
  any,
  areDistinct,
  choice,
  hasOneMember,
  itemsOf,
  list,
  type Members,
  number,
  type Shape,
  shape,
  struct,
  text,
  value,
} from './shape.ts'

const maxMode = 0o777
const minSeconds = 600
const maxSeconds = 2 ** 32

const named = text(isFilled)
const mode = number(0, maxMode)
const path = text(isFileName)
const items = list(shape({ key: named, path, mode }, ['key', 'path']))

function isFileName(path: string): boolean {
  return path !== '' && !path.includes('/') && !path.startsWith('..')
}

function hasOwnPaths({ items }: Members): boolean {
  return areDistinct(itemsOf(items), 'path')
}

const fieldRef = struct(
  shape({ apiVersion: choice('v1'), fieldPath: choice('metadata.name', 'metadata.namespace', 'metadata.uid') }, ['apiVersion', 'fieldPath'])
)
const keysOf = struct(shape({ name: named, items, optional: any }, ['name', 'items']))
const token = struct(shape({ expirationSeconds: number(minSeconds, maxSeconds), path, audience: any }, ['expirationSeconds', 'path']))
const fields = struct(shape({ items: list(shape({ path, fieldRef }, ['path', 'fieldRef'])) }, ['items']))
const projection = shape({ configMap: keysOf, secret: keysOf, serviceAccountToken: token, downwardAPI: fields }, [], hasOneMember)

function projectsOwnPaths({ sources }: Members): boolean {
  const files = itemsOf(sources).flatMap(source => {
    const { serviceAccountToken, ...others } = source as Readonly<Record<string, Members>>
    return serviceAccountToken === undefined ? itemsOf(Object.values(others)[0]?.['items']) : [serviceAccountToken]
  })
  return areDistinct(files, 'path')
}

const sources = {
  emptyDir: struct(shape({ medium: any, sizeLimit: value(isNotNegative) })),
  configMap: struct(shape({ name: named, defaultMode: mode, optional: any, items }, ['name'], hasOwnPaths)),
  secret: struct(shape({ secretName: named, defaultMode: mode, optional: any, items }, ['secretName'], hasOwnPaths)),
  persistentVolumeClaim: struct(shape({ claimName: named, readOnly: any }, ['claimName'])),
  hostPath: struct(
    shape(
      {
        path: text(path => path !== '' && !path.includes('..')),
        type: choice('', 'BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'),
      },
      ['path']
    )
  ),
  projected: struct(shape({ sources: list(projection), defaultMode: mode }, ['sources'], projectsOwnPaths)),
}

function isNotNegative(size: unknown): boolean {
  return typeof size === 'string' && !size.startsWith('-')
}

/** A volume of a kind that is there to stay. */
export const volume: Shape = shape({ name: text(isLabel), ...sources }, ['name'], hasOneSource)

function hasOneSource(members: Members): boolean {
  let found = 0
  for (const _ in members) found++
  return found === 2
}
