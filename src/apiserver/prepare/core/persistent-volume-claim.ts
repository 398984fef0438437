import { isFeatureOn } from '../../../k8s/feature-gates.ts'
import type { KubernetesObject } from '../../../k8s/types.ts'
import { change, isStruct, type Struct } from '../../defaults/fill.ts'
import type { StageContext } from '../../strategy.ts'
import { without } from '../drop.ts'

/** Mirrors pkg/registry/core/persistentvolumeclaim/strategy.go PrepareForCreate, v1.36. */
export function prepareClaim(claim: KubernetesObject, { version }: StageContext): KubernetesObject {
  const kept = change(claim, 'spec', spec =>
    withBothSources(isFeatureOn('VolumeAttributesClass', version) ? spec : without(spec, ['volumeAttributesClassName']))
  )
  return { ...kept, status: { phase: 'Pending' } }
}

/** The same for an update: a source that is in use may be named in any way. Mirrors PrepareForUpdate and EnforceDataSourceBackwardsCompatibility, v1.36. */
export function prepareUpdatedClaim(claim: KubernetesObject, old: KubernetesObject, context: StageContext): KubernetesObject {
  const before = isStruct(old.spec) ? old.spec : {}
  if (!isStruct(before['dataSourceRef']) || !isStruct(before['dataSource'])) return prepareClaim(claim, context)
  const { status: _status, ...rest } = claim
  return change(rest, 'spec', written => {
    const spec = isFeatureOn('VolumeAttributesClass', context.version) ? written : without(written, ['volumeAttributesClassName'])
    const [old, reference] = [spec['dataSource'], spec['dataSourceRef']]
    if (isStruct(old)) return isStruct(reference) ? spec : { ...spec, dataSourceRef: sourceOf(old) }
    return isStruct(reference) && !reference['namespace'] ? { ...spec, dataSource: sourceOf(reference) } : spec
  })
}

/** The same source under its old and its new name. Mirrors pkg/api/persistentvolumeclaim/util.go NormalizeDataSources, v1.36. */
function withBothSources(written: Struct): Struct {
  const reference = written['dataSourceRef']
  const known = isStruct(reference) && !reference['namespace'] ? reference : undefined
  const spec = known === undefined ? without(written, ['dataSourceRef']) : written
  const old = spec['dataSource']
  if (known !== undefined) return isStruct(old) ? spec : { ...spec, dataSource: sourceOf(known) }
  if (!isStruct(old)) return spec
  return isClaimOrSnapshot(old) ? { ...spec, dataSourceRef: sourceOf(old) } : without(spec, ['dataSource'])
}

function sourceOf({ apiGroup, kind, name }: Struct): Struct {
  return { ...(apiGroup === undefined || apiGroup === null ? {} : { apiGroup }), kind, name }
}

/** Mirrors dataSourceIsPvcOrSnapshot. */
function isClaimOrSnapshot({ apiGroup, kind }: Struct): boolean {
  return kind === 'PersistentVolumeClaim' ? !apiGroup : kind === 'VolumeSnapshot' && apiGroup === 'snapshot.storage.k8s.io'
}
