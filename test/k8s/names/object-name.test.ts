import { expect, test } from 'vitest'
import { clusterTrustBundleName } from '../../../src/k8s/names/cluster-trust-bundle-name.ts'
import { nameIsDns1035Label, nameIsDnsLabel, nameIsDnsSubdomain, nameIsPathSegment } from '../../../src/k8s/names/object-name.ts'

test.each([nameIsDnsSubdomain, nameIsDnsLabel, nameIsDns1035Label])('a prefix may end with a dash, a name may not', format => {
  expect(format('web-', false)).toHaveLength(1)
  expect(format('web-', true)).toEqual([])
  expect(format('-', true)).toHaveLength(1)
})

test.each<[string, boolean, string[]]>([
  ['a:b', false, []],
  ['..', false, ["may not be '..'"]],
  ['..', true, []],
  ['a/%', false, ["may not contain '/'", "may not contain '%'"]],
])('segment %j, as a prefix: %s', (name, prefix, errors) => {
  expect(nameIsPathSegment(name, prefix)).toEqual(errors)
})

test.each<[string, string, string[]]>([
  ['', 'a.b', []],
  ['', 'a:b', ['ClusterTrustBundle without signer name must not have ":" in its name']],
  ['a.b/c', 'a.b:c:d', []],
  ['a.b/c', 'd', ['ClusterTrustBundle for signerName a.b/c must be named with prefix a.b:c:']],
])('a trust bundle of signer %j named %s', (signer, name, errors) => {
  expect(clusterTrustBundleName(signer)(name, false)).toEqual(errors)
})
