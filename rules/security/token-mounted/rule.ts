import { type BindingObject, type Cluster, defineRule, objectAs, rbacGroup, resourceTitle, valueAt } from '../../kit.ts'

export default defineRule({
  id: 'security/token-mounted',
  summary: 'A pod that is given credentials for the API server without asking',
  severity: 'info',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['security'],
  checks: ['sa-token-automount'],
  peers: [
    { tool: 'kubescape', check: 'C-0053', same: false, difference: 'Accounts with any binding at all.' },
    { tool: 'kubescape', check: 'C-0190', same: false, difference: 'Only where it mounts the default token.' },
    { tool: 'kubescape', check: 'C-0261', same: false, difference: 'Also reports ServiceAccounts themselves.' },
    { tool: 'datree', check: 'CIS_INVALID_VALUE_AUTOMOUNTSERVICEACCOUNTTOKEN', same: false, difference: 'The default account only.' },
    { tool: 'polaris', check: 'automountServiceAccountToken', same: true },
    { tool: 'checkov', check: 'CKV_K8S_38', same: true },
    { tool: 'kubescape', check: 'C-0034', same: false, difference: 'Also reports ServiceAccounts themselves.' },
    { tool: 'trivy', check: 'KSV-0036', same: true },
    { tool: 'datree', check: 'SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE', same: false, difference: 'ServiceAccounts alone.' },
  ],
  when: { pods: true },
  messages: {
    mounted:
      'The containers of {title} are given a token of service account {account}: whoever gets into one of them may ask the API server in its name.',
  },
  help: 'Set automountServiceAccountToken: false on the pod or on its ServiceAccount, unless the program talks to the API server.',
  pod({ spec, specAt, owner, namespace }, context) {
    if (spec.automountServiceAccountToken === false) return
    const account = spec.serviceAccountName || 'default'
    const known = context.cluster.find('', 'ServiceAccount', namespace, account)
    const byAccount = known === undefined ? undefined : valueAt(known.object, ['automountServiceAccountToken'])
    if (spec.automountServiceAccountToken === undefined && (byAccount === false || grantsAnything(context.cluster, namespace, account)))
      return
    const at = specAt.child('automountServiceAccountToken')
    context.report({ at, message: 'mounted', data: { title: resourceTitle(owner), account } })
  },
})

/** Whether a binding of the input names the account. */
function grantsAnything(cluster: Cluster, namespace: string, account: string): boolean {
  return [...cluster.ofKind(rbacGroup, 'RoleBinding'), ...cluster.ofKind(rbacGroup, 'ClusterRoleBinding')].some(binding =>
    (objectAs<BindingObject>(binding).subjects ?? []).some(
      ({ kind, name, namespace: home }) => kind === 'ServiceAccount' && name === account && (home ?? binding.namespace) === namespace
    )
  )
}
