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
