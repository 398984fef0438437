import { podStandardsRule } from '../../kit.ts'

export default podStandardsRule({
  id: 'security/runs-as-root',
  summary: 'A pod that asks for the user root',
  check: 'runAsUser',
  level: 'restricted',
  checks: ['pss-run-as-user'],
  peers: [{ tool: 'trivy', check: 'KSV-0105', same: true }],
  message: '{subject} asks for user 0: it runs as root whatever the image says.',
  help: 'Write the number of a user that owns the files of the image, for example 10001.',
})
