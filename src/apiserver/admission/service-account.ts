import type { FieldPath } from '../../k8s/field-path.ts'
import { goQuote } from '../../k8s/go-quote.ts'
import { labelOf } from '../../k8s/label-selector.ts'
import type { Refusal } from '../answer.ts'
import type { ServerRequest } from '../request.ts'
import { forbidden } from '../status.ts'
import type { AdmissionView } from './admission-view.ts'
import type { AdmittedPod, ServiceAccount } from './objects.ts'
import type { Admission, AdmissionPlugin } from './plugin.ts'
import { type SecretUse, secretUses } from './service-account/secret-uses.ts'
import { named, withToken } from './service-account/token.ts'

const defaultName = 'default'
const mirrorAnnotation = 'kubernetes.io/config.mirror'
const enforceAnnotation = 'kubernetes.io/enforce-mountable-secrets'
/** What Go's strconv.ParseBool takes for true. */
const trueWords = new Set(['1', 't', 'T', 'TRUE', 'true', 'True'])

/** Gives each pod its account and a token of it. Mirrors plugin/pkg/admission/serviceaccount/admission.go, v1.36. */
export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  admit(request, { view }) {
    if (request.operation !== 'create') return { object: request.object }
    const pod = request.object as AdmittedPod
    const mirror = labelOf(pod.metadata?.annotations, mirrorAnnotation) !== undefined
    return mirror ? { object: pod, ...refused(mirrorRefusal(request, pod)) } : admitPod(request, pod, view)
  },
  finish: named,
}

function admitPod(request: ServerRequest, pod: AdmittedPod, view: AdmissionView): Admission {
  const spec = pod.spec ?? {}
  const name = spec.serviceAccountName || spec.serviceAccount || defaultName
  const namespace = request.namespace ?? ''
  const account = accountOf(namespace, name, view)
  const given: AdmittedPod = { ...pod, spec: { ...spec, serviceAccountName: name, serviceAccount: name } }
  if (typeof account === 'string') {
    const at = spec.serviceAccountName ? 'serviceAccountName' : 'serviceAccount'
    return { object: given, refusal: forbidden(request, `error looking up service account ${namespace}/${name}: ${account}`, ['spec', at]) }
  }
  const mounts = spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true
  const mounted = mounts ? withToken(given) : given
  const secrets = account.imagePullSecrets ?? []
  const object: AdmittedPod =
    (spec.imagePullSecrets ?? []).length > 0 || secrets.length === 0
      ? mounted
      : { ...mounted, spec: { ...mounted.spec, imagePullSecrets: secrets.map(secret => ({ name: secret.name ?? '' })) } }
  return { object, ...refused(enforcesSecrets(account) ? secretRefusal(request, object, account) : undefined) }
}

/** The account, or why there is none. One that may exist is taken for a plain one, as is the one that every namespace has. */
function accountOf(namespace: string, name: string, view: AdmissionView): ServiceAccount | string {
  const found = view.find('', 'ServiceAccount', namespace, name) as ServiceAccount | undefined
  if (found !== undefined) return found
  if (name === defaultName || view.world === 'open') return { metadata: { name } }
  const faults = pathSegmentFaults(name)
  return faults.length > 0 ? `invalid resource name ${goQuote(name)}: [${faults.join(' ')}]` : `serviceaccount ${goQuote(name)} not found`
}

/** What keeps a name out of a request's path. Mirrors apimachinery pkg/api/validation/path/name.go IsValidPathSegmentName, v1.36. */
function pathSegmentFaults(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return ['/', '%'].filter(character => name.includes(character)).map(character => `may not contain '${character}'`)
}

/** What a pod that a kubelet made of a file may not refer to. */
function mirrorRefusal(request: ServerRequest, { spec = {} }: AdmittedPod): Refusal | undefined {
  if (spec.serviceAccountName || spec.serviceAccount) {
    const at = spec.serviceAccountName ? 'serviceAccountName' : 'serviceAccount'
    return forbidden(request, 'a mirror pod may not reference service accounts', ['spec', at])
  }
  const [secret] = secretUses(spec)
  if (secret !== undefined) return forbidden(request, 'a mirror pod may not reference secrets', secret.at)
  for (const [index, volume] of (spec.volumes ?? []).entries())
    for (const [source, projection] of (volume.projected?.sources ?? []).entries())
      if (Object.hasOwn(projection, 'serviceAccountToken')) {
        const at: FieldPath = ['spec', 'volumes', index, 'projected', 'sources', source, 'serviceAccountToken']
        return forbidden(request, 'a mirror pod may not use ServiceAccountToken volume projections', at)
      }
  return undefined
}

function enforcesSecrets({ metadata }: ServiceAccount): boolean {
  return trueWords.has(labelOf(metadata?.annotations, enforceAnnotation) ?? '')
}

/** The first secret that the account does not list. Mirrors limitSecretReferences, v1.36. */
function secretRefusal(request: ServerRequest, { spec = {} }: AdmittedPod, account: ServiceAccount): Refusal | undefined {
  const own = `is not allowed because service account ${account.metadata?.name} does not reference that`
  const mountable = new Set((account.secrets ?? []).map(secret => secret.name))
  for (const use of secretUses(spec))
    if (use.who !== undefined && !mountable.has(use.name))
      return forbidden(request, `${secretWords(use)}="${use.name}" ${own} secret`, use.at)
  const pullable = new Set((account.imagePullSecrets ?? []).map(secret => secret.name))
  for (const [index, { name = '' }] of (spec.imagePullSecrets ?? []).entries())
    if (!pullable.has(name)) {
      const why = `imagePullSecrets[${index}].name="${name}" ${own} imagePullSecret`
      return forbidden(request, why, ['spec', 'imagePullSecrets', index, 'name'])
    }
  return undefined
}

function secretWords({ who }: SecretUse): string {
  return who === 'volume' ? 'volume with secret.secretName' : `${who} referencing secret.secretName`
}

function refused(refusal: Refusal | undefined): { refusal?: Refusal } {
  return refusal === undefined ? {} : { refusal }
}
