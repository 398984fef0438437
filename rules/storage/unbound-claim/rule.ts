import { defineRule, FieldRef, resourceTitle, type UnboundClaim, unboundClaims } from '../../kit.ts'

export default defineRule({
  id: 'storage/unbound-claim',
  summary: 'A claim to which no volume is ever bound',
  severity: 'error',
  claim: 'fails',
  stage: 'simulate',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['storage-unbound', 'storage-mismatch'],
  peers: [],
  when: { kinds: ['PersistentVolumeClaim'] },
  messages: {
    mismatch: 'PersistentVolumeClaim {name} is never bound to PersistentVolume {volume}, which it names: {why}.',
    taken: 'PersistentVolumeClaim {name} is never bound: PersistentVolume {volume}, which it names, is for claim {other}.',
    'no-volume':
      'PersistentVolumeClaim {name} is never bound: no PersistentVolume without a class fits, and it names no class that makes one.',
    'none-made': 'PersistentVolumeClaim {name} is never bound: no PersistentVolume of class {class} fits, and the class makes none.',
    'no-provisioner':
      'PersistentVolumeClaim {name} is never bound: the provisioner of class {class}, {provisioner}, is none that Kubernetes has.',
  },
  help: 'Give it a volume that fits.',
  component: { name: 'persistentvolume-controller', sentence: '{sentence}' },
  cluster(context) {
    for (const unbound of context.simulate(unboundClaims)) {
      const { claim, reason, message: sentence, at, volume, storageClass } = unbound
      const { namespace = '', name: other = '' } = volume?.claimRef ?? {}
      context.report({
        at,
        message: reason,
        data: {
          sentence,
          name: claim.name ?? '',
          volume: volume?.name ?? '',
          why: mismatch(sentence).words,
          other: `${namespace}/${other}`,
          class: storageClass?.name ?? '',
          provisioner: storageClass?.provisioner ?? '',
        },
        help: remedies[reason],
        related: relatedPlaces(unbound),
      })
    }
  },
})

const remedies: Readonly<Record<UnboundClaim['reason'], string>> = {
  mismatch: 'Ask for what the volume is, or name another.',
  taken: 'Name another volume, or none.',
  'no-volume': 'Add a PersistentVolume that fits, or name a class.',
  'none-made': 'Add a PersistentVolume of that class that fits, or name a class with a provisioner.',
  'no-provisioner': 'Name the class of a CSI driver.',
}

/** What the controller finds wrong with a volume, and in which of its fields. */
function mismatch(sentence: string): { readonly words: string; readonly path: readonly string[] } {
  if (sentence.endsWith('too small')) return { words: 'it is smaller than the request', path: ['spec', 'capacity'] }
  if (sentence.endsWith('storageClassName does not match')) return { words: 'it is of another class', path: ['spec', 'storageClassName'] }
  if (sentence.endsWith('volumeMode')) return { words: 'its volumeMode is another', path: ['spec', 'volumeMode'] }
  if (sentence.endsWith('accessMode')) return { words: 'it lacks an access mode that is asked for', path: ['spec', 'accessModes'] }
  return { words: sentence.slice(sentence.indexOf('": ') + 3), path: ['spec'] }
}

function relatedPlaces({
  reason,
  message,
  volume,
  storageClass,
}: UnboundClaim): readonly { readonly at: FieldRef; readonly message: string }[] {
  if (volume?.at !== undefined && reason === 'mismatch') {
    const { words, path } = mismatch(message)
    return [{ at: new FieldRef(volume.at.resource, path), message: `${resourceTitle(volume.at.resource)}: ${words}` }]
  }
  if (volume?.at !== undefined) return [{ at: volume.at, message: `${resourceTitle(volume.at.resource)} is for another claim` }]
  if (storageClass === undefined) return []
  return [{ at: storageClass.at.child('provisioner'), message: resourceTitle(storageClass.at.resource) }]
}
