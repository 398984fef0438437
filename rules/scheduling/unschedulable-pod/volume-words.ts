import { type FieldRef, resourceTitle, type SchedulingCause } from '../../kit.ts'

/** Plugins that look at claims and volumes. */
export const volumePlugins: ReadonlySet<string> = new Set(['VolumeRestrictions', 'NodeVolumeLimits', 'VolumeBinding', 'VolumeZone'])

/** What keeps the pod from every node alike because of one of its claims; undefined where the nodes differ. */
export function claimTrouble({ plugin, text, subject }: SchedulingCause): string | undefined {
  if (!volumePlugins.has(plugin) || text.startsWith('node')) return undefined
  if (text.startsWith('pod has unbound')) return `its claim ${subject} is not bound`
  if (text.startsWith('persistentvolumeclaim') && text.endsWith('not found')) return `its claim ${subject} does not exist`
  if (text.includes('bound to non-existent')) return `the volume of its claim ${subject} is lost`
  return `its claim ${subject} is not ready (${text})`
}

/** What nodes lack for the volumes of a pod. */
export function volumeTrouble(text: string, subject: string, single: boolean): string {
  const has = single ? 'has' : 'have'
  if (text.includes('exceed max volume count')) return `${has} room for no more volumes of ${subject}`
  if (text.includes('available persistent volumes')) return `${has} no volume for its claim ${subject}`
  if (text.includes('enough free storage')) return `${has} too little storage for its claim ${subject}`
  if (text.includes('non-existent')) return `cannot have the volume of its claim ${subject}, which is gone`
  if (text.includes('ReadWriteOncePod')) return `cannot have its claim ${subject}, which another pod has for itself`
  if (text.includes('no available disk')) return `${has} a pod with the disk of its volume ${subject}`
  return `cannot reach the volume of its claim ${subject}`
}

/** What decides at a place that is no part of the pod. */
export function volumePlace({ subject, because }: SchedulingCause, at: FieldRef): string {
  const title = resourceTitle(at.resource)
  const { kind } = at.resource.type
  if (kind === 'PersistentVolume') return `${title} is the volume of claim ${subject}`
  if (kind === 'StorageClass') return `${title} made the volume of claim ${subject}`
  if (kind === 'PersistentVolumeClaim') return because === undefined ? `${title} asks for this` : `${title}: ${because}`
  return `${title} has ${subject}`
}

/** What would help, beside another node; empty where nothing is known to. */
export function volumeRemedy(text: string, subject: string): string {
  if (text.startsWith('persistentvolumeclaim') && text.endsWith('not found')) return `create claim ${subject}`
  if (text.startsWith('pod has unbound') || text.includes('available persistent volumes'))
    return `give claim ${subject} a PersistentVolume that fits, or a class that makes one`
  return ''
}
