import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { categories } from '../lint/rule-terms.ts'
import { manifest, root, writeWhole } from './project.ts'

const id = process.argv[2] ?? ''
const [category = '', condition = ''] = id.split('/')
const folder = join(root, 'rules', category, condition)
if (!/^[a-z]+\/[a-z][a-z0-9-]*$/.test(id) || !categories.some(known => known === category)) {
  console.error(`usage: node src/dev/run.mjs new-rule <category>/<condition>\ncategories: ${categories.join(' ')}`)
  process.exitCode = 2
} else if (existsSync(folder)) {
  console.error(`rules/${id} is there already`)
  process.exitCode = 1
} else {
  writeWhole(join(folder, 'rule.ts'), ruleModule())
  writeWhole(join(folder, 'README.md'), page())
  console.log(`rules/${id}/rule.ts and README.md: write them, then run npm run generate, then UPDATE=1 npx vitest run test/rules.test.ts`)
}

function ruleModule(): string {
  return `import { defineRule } from '../../kit.ts'

export default defineRule({
  id: '${id}',
  summary: 'One line that names the wrong state',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '${manifest.version}',
  presets: ['correctness'],
  checks: [],
  peers: [],
  when: { pods: true },
  messages: {
    found: 'Container {container} of {title} does what it should not.',
  },
  help: 'Write something else.',
  container(container, at, template, context) {
    if (container.name !== 'wrong') return
    context.report({ at: at.child('name'), message: 'found', data: { container: container.name, title: template.owner.name ?? '' } })
  },
})
`
}

function page(): string {
  return `# ${id}

One line that names the wrong state

-

## Why

What breaks in the cluster, and how it shows.

## Reported

\`\`\`yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: wrong # error: ${id}
      image: registry.example.com/shop/web:1.4.2
\`\`\`

\`\`\`text
\`\`\`

## Not reported

\`\`\`yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example.com/shop/web:1.4.2
\`\`\`
`
}
