import { describe, expect, test } from 'vitest'
import { uncoveredRules } from '../../../src/apiserver/authorization/covers.ts'
import type { PolicyRule } from '../../../src/k8s/rbac.ts'

const rule = (verbs: string, group: string, resources: string, names = ''): PolicyRule => ({
  verbs: verbs.split(' '),
  apiGroups: [group],
  resources: resources.split(' '),
  ...(names !== '' && { resourceNames: names.split(' ') }),
})

describe('what is missing', () => {
  test.each<[string, PolicyRule[], PolicyRule[], string[]]>([
    ['nothing where all is held', [rule('get list', '', 'pods')], [rule('list', '', 'pods')], []],
    [
      'one line for each resource, with its verbs in order',
      [rule('get', '', 'pods')],
      [rule('get watch', '', 'pods secrets'), rule('list', '', 'pods')],
      ['{APIGroups:[""], Resources:["pods"], Verbs:["watch" "list"]}', '{APIGroups:[""], Resources:["secrets"], Verbs:["get" "watch"]}'],
    ],
    [
      'each name by itself',
      [rule('get', '', 'secrets', 'a')],
      [rule('get', '', 'secrets', 'a b')],
      ['{APIGroups:[""], Resources:["secrets"], ResourceNames:["b"], Verbs:["get"]}'],
    ],
    [
      'the whole where single names are held',
      [rule('get', '', 'secrets', 'a')],
      [rule('get', '', 'secrets')],
      ['{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}'],
    ],
    ['nothing of names where the whole is held', [rule('get', '', 'secrets')], [rule('get', '', 'secrets', 'a')], []],
    ['nothing of a subresource where it is held of all', [rule('get', '', '*/log')], [rule('get', '', 'pods/log')], []],
    [
      'an asterisk, which only an asterisk covers',
      [rule('get list', '', 'pods')],
      [rule('*', '', 'pods')],
      ['{APIGroups:[""], Resources:["pods"], Verbs:["*"]}'],
    ],
    [
      'a path for each verb',
      [{ verbs: ['get'], nonResourceURLs: ['/healthz*'] }],
      [{ verbs: ['get', 'post'], nonResourceURLs: ['/healthz/ping', '/metrics'] }],
      [
        '{NonResourceURLs:["/healthz/ping"], Verbs:["post"]}',
        '{NonResourceURLs:["/metrics"], Verbs:["get"]}',
        '{NonResourceURLs:["/metrics"], Verbs:["post"]}',
      ],
    ],
  ])('is %s', (_, held, wanted, missing) => {
    expect(uncoveredRules(held, wanted)).toEqual(missing)
  })
})
