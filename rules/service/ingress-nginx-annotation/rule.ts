import { type Context, defineRule, FieldRef, nearestName, type Resource, valueAt } from '../../kit.ts'
import { annotations, brokenValue, formerAnnotations, ownName } from './annotations.ts'
import { canaryMistake, mainPaths, pathsOf } from './canary.ts'

export default defineRule({
  id: 'service/ingress-nginx-annotation',
  summary: 'An annotation that ingress-nginx does not use as it is written',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ingress-nginx-annotation'],
  peers: [],
  when: { kinds: ['Ingress'] },
  messages: {
    unknown: 'ingress-nginx has no annotation {name}, but {near}: Ingress {title} is served as if it were not there.',
    value: 'ingress-nginx cannot use the value of {name}, which must be {wanted}: it takes the default, or leaves Ingress {title} out.',
    canary: 'Annotation {name} of Ingress {title} does not do what it says: {text}.',
    alone: 'Ingress {title} is a canary of nothing: no other Ingress has its host and path, and ingress-nginx serves neither.',
    group:
      'The rewrite-target of Ingress {title} wants group {group}, and path {path} has {count}: every request is rewritten to an empty path there.',
    exact: 'Path {path} of Ingress {title} is a regular expression of pathType {type}: the strict validation of ingress-nginx refuses it.',
  },
  help: 'Write {near}.',
  object(resource, context) {
    if (resource.type.kind !== 'Ingress' || resource.type.group !== 'networking.k8s.io') return
    const written = resource.object.metadata?.annotations ?? {}
    const title = resource.name ?? ''
    let hasOwn = false
    for (const [annotation, value] of Object.entries(written)) {
      const name = ownName(annotation)
      if (name === undefined) continue
      hasOwn = true
      const at = new FieldRef(resource, ['metadata', 'annotations', annotation])
      const type = annotations.get(name)
      if (type === undefined) {
        const near = formerAnnotations.has(name) ? undefined : nearestName(name, annotations.keys())
        if (near !== undefined) context.report({ at: at.key(), message: 'unknown', data: { name, near, title } })
        continue
      }
      const wanted = value === '' ? undefined : brokenValue(type, value)
      if (wanted !== undefined) context.report({ at, message: 'value', data: { name, wanted, title }, help: `Write ${wanted}.` })
    }
    if (!hasOwn) return
    reportCanary(resource, written, context)
    reportPaths(resource, written, context)
  },
})

type Keys = 'unknown' | 'value' | 'canary' | 'alone' | 'group' | 'exact'
const prefix = 'nginx.ingress.kubernetes.io/'

function reportCanary(resource: Resource, written: Readonly<Record<string, string>>, context: Context<Keys>): void {
  const title = resource.name ?? ''
  const mistake = canaryMistake(written)
  if (mistake !== undefined) {
    const at = new FieldRef(resource, ['metadata', 'annotations', prefix + mistake.name])
    const help = mistake.text.includes('without')
      ? `Add ${mistake.text.slice(mistake.text.indexOf('without') + 8)}.`
      : 'Mend it, or remove it.'
    context.report({ at, message: 'canary', data: { name: mistake.name, title, text: mistake.text }, help })
  }
  if (!/^(?:1|t|true)$/i.test(written[`${prefix}canary`] ?? '')) return
  const mains = context.simulate(mainPaths)
  // the main Ingress may well be in another repository
  if (mains.size === 0 || pathsOf(resource).some(path => mains.has(path))) return
  const at = new FieldRef(resource, ['metadata', 'annotations', `${prefix}canary`])
  context.report({
    at,
    message: 'alone',
    data: { title },
    help: 'Give it the host and the path of the main Ingress.',
    presets: ['recommended'],
  })
}

interface Path {
  readonly path?: string
  readonly pathType?: string
}

function reportPaths(resource: Resource, written: Readonly<Record<string, string>>, context: Context<Keys>): void {
  const title = resource.name ?? ''
  const target = written[`${prefix}rewrite-target`] ?? ''
  const group = Math.max(0, ...[...target.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)))
  const usesRegex = /^(?:1|t|true)$/i.test(written[`${prefix}use-regex`] ?? '') || target !== ''
  const rules = (valueAt(resource.object, ['spec', 'rules']) ?? []) as readonly { readonly http?: { readonly paths?: readonly Path[] } }[]
  for (const [r, { http }] of rules.entries())
    for (const [p, { path = '/', pathType = '' }] of (http?.paths ?? []).entries()) {
      const at = new FieldRef(resource, ['spec', 'rules', r, 'http', 'paths', p, 'path'])
      const count = path.match(/\((?!\?)/g)?.length ?? 0
      if (group > count)
        context.report({
          at,
          message: 'group',
          data: { title, group: `$${group}`, path, count },
          help: 'Write the path with as many groups, such as /api(/|$)(.*).',
        })
      else if (usesRegex && pathType !== 'ImplementationSpecific' && /[()*+?[\]|^$\\]/.test(path))
        context.report({
          at,
          message: 'exact',
          data: { title, path, type: pathType },
          help: 'Write pathType: ImplementationSpecific.',
          presets: ['recommended'],
        })
    }
}
