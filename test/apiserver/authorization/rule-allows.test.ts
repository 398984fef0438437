import { describe, expect, test } from 'vitest'
import { ruleAllows, urlMatches } from '../../../src/apiserver/authorization/rule-allows.ts'
import type { PolicyRule } from '../../../src/k8s/rbac.ts'

const pods: PolicyRule = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }

/** `verb group resource/subresource name` */
function allows(rule: PolicyRule, question: string): boolean {
  const [verb = '', group = '', resource = '', name = ''] = question.split(' ')
  const [plural = '', subresource = ''] = resource.split('/')
  return ruleAllows(rule, { verb, group: group === '-' ? '' : group, resource: plural, subresource, name, namespace: 'shop' })
}

describe('a rule', () => {
  test.each([
    ['get - pods', pods, true],
    ['delete - pods', pods, false],
    ['get apps pods', pods, false],
    ['get - secrets', pods, false],
    ['get - pods/log', pods, false],
    ['get - pods/log', { ...pods, resources: ['pods/log'] }, true],
    ['get - pods', { ...pods, resources: ['pods/*'] }, false],
    ['get - pods/log', { ...pods, resources: ['pods/*'] }, false],
    ['get - pods/log', { ...pods, resources: ['*/log'] }, true],
    ['get - pods', { ...pods, resources: ['*/log'] }, false],
    ['get - pods/log', { ...pods, resources: ['*'] }, true],
    ['get apps deployments', { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, true],
    ['get - pods web', { ...pods, resourceNames: ['web'] }, true],
    ['get - pods db', { ...pods, resourceNames: ['web'] }, false],
    ['list - pods', { ...pods, resourceNames: ['web'] }, false],
    ['get - pods', {}, false],
    ['get - pods', { verbs: ['get'], nonResourceURLs: ['*'] }, false],
  ])('answers %s', (question, rule, allowed) => {
    expect(allows(rule, question)).toBe(allowed)
  })

  test.each([
    ['/logs', '/logs', true],
    ['/logs*', '/logsx', true],
    ['/livez/*', '/livez', false],
    ['/livez/*', '/livez/ping', true],
    ['*', '/anything', true],
    ['/a**', '/ab', true],
    ['/api', '/apis', false],
  ])('on %s matches %s: %s', (pattern, path, matches) => {
    expect(urlMatches(pattern, path)).toBe(matches)
    expect(ruleAllows({ verbs: ['get'], nonResourceURLs: [pattern] }, { verb: 'get', path })).toBe(matches)
  })
})
