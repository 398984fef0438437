import { asWritten, convertedTo, type Declaration, defineRule, type FixProposal } from '../../kit.ts'

/** Groups whose old versions filled in other defaults, or asked for less. */
const otherDefaults = /^(?:apps|extensions|policy|admissionregistration\.k8s\.io)\//

/** What comes nearest to kinds that went without a successor. */
const nearest: ReadonlyMap<string, string> = new Map([
  ['PodSecurityPolicy', 'Label namespaces with pod-security.kubernetes.io/enforce instead.'],
  ['PodPreset', 'Write what it injected into the pods, or into a MutatingAdmissionPolicy.'],
  ['ThirdPartyResource', 'Write a CustomResourceDefinition.'],
])

export default defineRule({
  id: 'deprecation/removed-api',
  summary: 'An API version that Kubernetes no longer has',
  severity: 'error',
  claim: 'fails',
  stage: 'admit',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['api-removed'],
  peers: [
    { tool: 'trivy', check: 'KSV-0107', same: false, difference: 'Deprecated versions that are still served, too.' },
    { tool: 'kubescape', check: 'C-0068', same: false, difference: 'Wants PodSecurityPolicy, which is no longer served.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.16', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.17', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.19', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.21', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.22', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.23', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_DEPRECATED_APIVERSION_1.24', same: false, difference: 'Versions that one release deprecated.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.22', same: false, difference: 'Versions that one release removed.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.23', same: false, difference: 'Versions that one release removed.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.24', same: false, difference: 'Versions that one release removed.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.25', same: false, difference: 'Versions that one release removed.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.26', same: false, difference: 'Versions that one release removed.' },
    { tool: 'datree', check: 'K8S_REMOVED_APIVERSION_1.27', same: false, difference: 'Versions that one release removed.' },
    { tool: 'kube-linter', check: 'no-extensions-v1beta', same: false, difference: 'Knows the group extensions only.' },
    { tool: 'kube-score', check: 'stable-version', same: false, difference: 'Judges for Kubernetes 1.18 unless told otherwise.' },
  ],
  when: { declarations: true },
  messages: {
    replaced: '{kind} in {apiVersion} is gone since Kubernetes 1.{removed}: {replacement} takes its place.',
    gone: '{kind} in {apiVersion} is gone since Kubernetes 1.{removed}, and nothing takes its place.',
    off: '{kind} in {apiVersion} is not served by default in Kubernetes {version}: the API server has to be started with it.',
  },
  help: 'Remove the object.',
  component: { name: 'kubectl', sentence: 'no matches for kind "{kind}" in version "{apiVersion}"' },
  fixable: 'safe',
  document(view, context) {
    for (const declaration of view.declarations) {
      const { document, root, problem, apiVersion, kind, suggestion, lifecycle } = declaration
      if (kind === undefined || apiVersion === undefined || lifecycle === undefined) continue
      const at = { document, path: [...root, 'apiVersion'] }
      const replacement = suggestion === undefined ? '' : `${suggestion.kind} in ${suggestion.apiVersion}`
      const data = { kind, apiVersion, removed: lifecycle.removed ?? '', replacement, version: `1.${context.environment.version.minor}` }
      if (problem === 'removed-api') {
        if (suggestion !== undefined) context.report({ at, message: 'replaced', data, ...mended(declaration, suggestion) })
        else context.report({ at, message: 'gone', data, help: nearest.get(kind) ?? 'Remove the object.' })
      } else if (problem === 'api-off-by-default') {
        const advice = suggestion === undefined ? { help: 'Turn it on with --runtime-config.' } : mended(declaration, suggestion)
        context.report({ at, message: 'off', data, severity: 'warning', claim: 'risks', stage: 'warn', ...advice })
      }
    }
  },
})

/** What to write instead; an edit where the rest of the manifest may stay as it is. */
function mended(
  { document, root, apiVersion, kind, lifecycle }: Declaration,
  suggestion: NonNullable<Declaration['suggestion']>
): { readonly help: string; readonly fixes?: readonly FixProposal[] } {
  const written = { apiVersion, kind }
  const wrong = (['apiVersion', 'kind'] as const).filter(key => suggestion[key] !== written[key])
  const words = wrong.map(key => `${key}: ${suggestion[key]}`).join(' and ')
  if (lifecycle?.sameShape !== true) {
    const help = `Write ${words}, and the fields as that version has them.`
    const isSameKind = apiVersion !== undefined && kind !== undefined && suggestion.kind === kind
    const conversion = isSameKind ? convertedTo(document, root, { apiVersion, kind }, suggestion.apiVersion) : undefined
    return conversion === undefined ? { help } : { help, fixes: [conversion] }
  }
  const fix: FixProposal = {
    title: `Write ${words}`,
    safe: !otherDefaults.test(apiVersion ?? ''),
    edits: wrong.map(key => ({
      at: { document, path: [...root, key], target: 'value' as const },
      text: asWritten(suggestion[key], document),
    })),
  }
  return { help: `Write ${words}.`, fixes: [fix] }
}
