import { boundRoles, defineRule, nearestName, resourceTitle } from '../../kit.ts'

export default defineRule({
  id: 'rbac/subject-not-found',
  summary: 'A binding for a ServiceAccount that is not there',
  severity: 'warning',
  claim: 'risks',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness', 'recommended'],
  checks: ['ref-rbac-subject'],
  peers: [],
  when: { kinds: ['RoleBinding', 'ClusterRoleBinding'] },
  messages: { missing: '{title} grants {role} to ServiceAccount {subject}, which is not {where}: no pod gets it.' },
  help: 'Name a ServiceAccount that exists, or add {subject} to the input.',
  fixable: 'unsafe',
  cluster({ cluster, environment, report, simulate }) {
    const accounts = cluster.ofKind('', 'ServiceAccount')
    const isClosed = environment.world === 'closed'
    for (const { binding, namespace: own, roleRef, subjects } of simulate(boundRoles).all) {
      if (binding.role !== 'input') continue
      for (const { subject, at } of subjects) {
        const { kind, name = '' } = subject
        const namespace = subject.namespace || own
        // every namespace has `default`, and the controllers' accounts are made by the control plane
        if (kind !== 'ServiceAccount' || name === '' || name === 'default' || !namespace || namespace.startsWith('kube-')) continue
        if (cluster.find('', 'ServiceAccount', namespace, name) !== undefined) continue
        if (environment.isExternal?.('ServiceAccount', namespace, name) === true) continue
        const near = nearestName(
          name,
          accounts.filter(account => account.namespace === namespace).flatMap(account => account.name ?? [])
        )
        const other = accounts.find(account => account.name === name)
        // what names no namespace may be applied with --namespace
        const elsewhere = other?.written.metadata?.namespace === undefined ? undefined : (other.namespace ?? undefined)
        if (other !== undefined && elsewhere === undefined && !isClosed) continue
        const fix = near === undefined ? elsewhere : near
        const place = near === undefined && subject.namespace ? at.child('namespace') : at.child('name')
        report({
          at: place,
          message: 'missing',
          data: {
            title: resourceTitle(binding),
            role: `${roleRef.kind ?? ''} ${roleRef.name ?? ''}`,
            subject: `${namespace}/${name}`,
            where: isClosed ? 'there' : 'in the input',
          },
          presets: isClosed || fix !== undefined ? ['correctness'] : ['recommended'],
          ...(fix !== undefined && { help: near === undefined ? `Write namespace: ${fix}.` : `Write name: ${fix}.` }),
          ...(fix !== undefined &&
            (near !== undefined || subject.namespace) && {
              fixes: [{ title: `Write ${fix}`, safe: false, edits: [{ at: place, text: fix }] }],
            }),
        })
      }
    }
  },
})
