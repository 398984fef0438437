import { asWritten, configReferences, defineRule, type FieldRef, nearestName, resourceTitle, type WantsConfig } from '../../kit.ts'
import { dataAt, keyAt, keyList, keysOf, useOf } from './keys.ts'

export default defineRule({
  id: 'reference/config-key-missing',
  summary: 'A key that a ConfigMap or Secret of the input does not have',
  severity: 'error',
  claim: 'fails',
  stage: 'set',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['ref-configmap-secret-key'],
  peers: [
    {
      tool: 'kube-linter',
      check: 'env-value-from',
      same: false,
      difference: 'Off by default, environment alone, without the place of the object.',
    },
  ],
  when: { fields: ['configMapKeyRef', 'secretKeyRef', 'configMap', 'secret'] },
  messages: {
    missing: '{kind} {name} has no key {key}: the containers of {title} cannot start.',
    container: '{kind} {name} has no key {key}: container {container} of {title} cannot start.',
    binary: 'ConfigMap {name} has {key} as binary data, which no variable is made of: container {container} of {title} cannot start.',
    empty: '{kind} {name} has no keys in the input, {key} among them: the pods of {title} wait until somebody writes it.',
  },
  help: 'Add the key {key} to {kind} {name}, or set optional: true here.',
  component: { name: 'kubelet', sentence: '{words}' },
  fixable: 'unsafe',
  pod(template, context) {
    const meantBy = (kind: string, name: string) => context.cluster.meant(template.owner, '', kind, template.namespace, name)
    const isMissing: WantsConfig = (kind, name, key, optional, list) => {
      if (key === undefined || optional) return false
      const meant = meantBy(kind, name)
      return meant.length > 0 && !meant.some(one => keysOf(one, list).includes(key))
    }
    for (const reference of configReferences(template, isMissing)) {
      const { kind, name, key = '', at } = reference
      const target = meantBy(kind, name).at(-1)!
      const use = useOf(template, reference)
      const keys = keysOf(target, use.list)
      const data = { kind, name, key, title: resourceTitle(template.owner), container: use.container, words: use.words }
      const all = keysOf(target)
      if (all.length === 0 && context.environment.world === 'open') {
        const related = [{ at: dataAt(target), message: `${kind} ${name}` }]
        context.report({ at, message: 'empty', data, claim: 'risks', severity: 'warning', related })
        continue
      }
      const near = nearestName(key, keys)
      context.report({
        at,
        message: all.includes(key) ? 'binary' : use.list === 'env' ? 'container' : 'missing',
        data,
        component: { reason: use.reason, sentence: use.words },
        related: [
          near === undefined ? { at: dataAt(target), message: keyList(keys) } : { at: keyAt(target, near), message: `it has ${near}` },
        ],
        ...(near === undefined ? {} : { help: `Write ${near}, or add the key ${key} to ${kind} ${name}.`, fixes: [fix(at, near)] }),
      })
    }
  },
})

function fix(at: FieldRef, key: string) {
  return { title: `Write ${key}`, safe: false, edits: [{ at, text: asWritten(key, at.resource.document) }] }
}
