import { describe, expect, test } from 'vitest'
import { Cluster } from '../../../src/cluster/cluster.ts'
import { ApiResources } from '../../../src/simulate/access/api-resources.ts'
import { ruleMistakes } from '../../../src/simulate/access/rule-mistakes.ts'

const api = new ApiResources(new Cluster([]))

/** `code word -> suggestion` of each mistake. */
function mistakes(apiGroups: readonly string[], resources: readonly string[], verbs: readonly string[] = ['get']): readonly string[] {
  return ruleMistakes({ apiGroups, resources, verbs }, api).map(({ code, word, suggestion }) => `${code} ${word} -> ${suggestion}`)
}

describe('a word of a rule', () => {
  test.each<[string[], string[], string[]]>([
    [[''], ['pods', 'pods/log', 'pods/status', 'pods/finalizers', 'serviceaccounts/token'], []],
    [['*'], ['*', '*/scale', 'pods', 'deployments'], []],
    [['', 'apps'], ['pods', 'deployments', 'deployments/scale'], []],
    [['extensions'], ['ingresses', 'deployments/scale'], []],
    [['authentication.k8s.io'], ['userextras/scopes', 'uids'], []],
    [['example.com'], ['pods', 'anything/else'], []],
    [['', 'example.com'], ['widgets'], []],
    [[''], ['deployments'], ['elsewhere deployments -> apps']],
    [[''], ['deployment'], ['elsewhere deployments -> apps']],
    [['apps'], ['deploy'], ['resource deploy -> deployments']],
    [[''], ['Pod'], ['resource Pod -> pods']],
    [[''], ['pod/exec'], ['resource pod/exec -> pods/exec']],
    [[''], ['confimaps'], ['resource confimaps -> configmaps']],
    [[''], ['pods/logs'], ['subresource pods/logs -> pods/log']],
    [[''], ['pods/exce'], ['subresource pods/exce -> pods/exec']],
    [[''], ['unheardofs'], ['unknown unheardofs -> undefined']],
    [['*'], ['unheardofs'], []],
    [['apps/v1'], ['deployments'], ['group apps/v1 -> apps']],
    [['v1'], ['pods'], ['group v1 -> ']],
    [['core'], ['pods'], ['group core -> ']],
    [['app'], ['deployments'], ['group app -> apps']],
    [[''], ['__proto__', 'constructor/toString'], ['unknown __proto__ -> undefined', 'unknown constructor/toString -> undefined']],
  ])('in %j of %j is a mistake or none', (groups, resources, expected) => {
    expect(mistakes(groups, resources)).toEqual(expected)
  })

  test.each([
    ['get', []],
    ['*', []],
    ['impersonate', []],
    ['impersonate:user-info', []],
    ['fly', []],
    ['GET', ['verb GET -> get']],
    ['lsit', ['verb lsit -> list']],
    ['read', ['verb read -> get']],
    ['deleteCollection', ['verb deleteCollection -> deletecollection']],
  ])('that is the verb %s is a mistake or none', (verb, expected) => {
    expect(mistakes([''], ['pods'], [verb])).toEqual(expected)
    expect(mistakes(['example.com'], ['widgets'], [verb])).toEqual([])
  })

  test('of a rule about paths is none of a resource', () => {
    expect(ruleMistakes({ nonResourceURLs: ['/metrics'], verbs: ['GET'] }, api)).toEqual([])
  })
})
