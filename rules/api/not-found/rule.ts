import { asWritten, fieldErrorRule, nearestName, quotedTexts, valueAt } from '../../kit.ts'

export default fieldErrorRule({
  id: 'api/not-found',
  summary: 'A name of something that the object itself must hold and does not',
  checks: ['volume-mount-missing-volume'],
  reasons: ['FieldValueNotFound'],
  message: '{title} names {value} in {field}, which it does not hold',
  help: 'Name what the object holds, or add what is named.',
  fixable: 'unsafe',
  wording({ resource, at, value = '' }) {
    const mounts = at.path.findLastIndex(step => step === 'volumeMounts' || step === 'volumeDevices')
    const written = quotedTexts(value)[0]
    if (mounts === -1 || written === undefined) return {}
    const volumes = valueAt(resource.object, [...at.path.slice(0, mounts - 2), 'volumes'])
    const names = Array.isArray(volumes) ? volumes.map(volume => valueAt(volume, ['name'])).filter(name => typeof name === 'string') : []
    const nearest = nearestName(written, names)
    if (nearest === undefined) return { help: `Add a volume with the name ${written}, or mount one of those that the pod has.` }
    const fix = { title: `Write ${nearest}`, safe: false, edits: [{ at, text: asWritten(nearest, resource.document) }] }
    return { help: `Write ${nearest}, or add a volume with the name ${written}.`, fixes: [fix] }
  },
})
