import type { KubernetesObject } from '../../../k8s/types.ts'
import { resourceListDefaults } from '../core/resource-list.ts'
import { volumeSourceDefaults } from '../core/volume.ts'
import { change } from '../fill.ts'

/** A volume that is written into the attachment has the defaults of its kind. Mirrors pkg/apis/storage/v1/zz_generated.defaults.go, v1.36. */
export function volumeAttachmentDefaults(attachment: KubernetesObject): KubernetesObject {
  return change(attachment, 'spec', spec =>
    change(spec, 'source', source =>
      change(source, 'inlineVolumeSpec', volume => volumeSourceDefaults(change(volume, 'capacity', resourceListDefaults)))
    )
  )
}
