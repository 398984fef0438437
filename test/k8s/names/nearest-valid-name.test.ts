import { expect, test } from 'vitest'
import { configKeyErrors } from '../../../src/k8s/names/config-key.ts'
import { dns1035LabelErrors, dnsLabelErrors, dnsSubdomainErrors } from '../../../src/k8s/names/dns.ts'
import { nearestValidName } from '../../../src/k8s/names/nearest-valid-name.ts'
import { portNameErrors } from '../../../src/k8s/names/port.ts'
import { labelValueErrors, qualifiedNameErrors } from '../../../src/k8s/names/qualified-name.ts'

test.each<[string, (text: string) => readonly string[], string | undefined]>([
  ['A_b', dnsSubdomainErrors, 'a-b'],
  ['A_b', dnsLabelErrors, 'a-b'],
  ['My.Service_1', dnsLabelErrors, 'my-service-1'],
  ['My.Service_1', dnsSubdomainErrors, 'my.service-1'],
  ['web_.io', dnsSubdomainErrors, 'web.io'],
  ['-x-', dnsSubdomainErrors, 'x'],
  ['1st_service', dns1035LabelErrors, 'st-service'],
  ['123', dns1035LabelErrors, undefined],
  ['___', dnsLabelErrors, undefined],
  ['c d', labelValueErrors, 'c-d'],
  ['-Web_app-', labelValueErrors, 'Web_app'],
  ['a b', qualifiedNameErrors, 'a-b'],
  ['Example.com/-a', qualifiedNameErrors, 'example.com/a'],
  ['my key', configKeyErrors, 'my-key'],
  ['HTTP_PORT_TOO_LONG_X', portNameErrors, 'http-port-too-l'],
  ['a--b', portNameErrors, 'a-b'],
  [`${'Ab_'.repeat(30)}`, dnsLabelErrors, 'ab-'.repeat(21).slice(0, 62)],
])('%j is nearest to a name that is valid', (refused, errorsOf, expected) => {
  const details = errorsOf(refused)
  expect(details.length).toBeGreaterThan(0)
  expect(details.map(detail => nearestValidName(refused, detail)).find(name => name !== undefined)).toBe(expected)
})

test('what the server says of something else has none', () => {
  expect(nearestValidName('A_b', 'must be greater than 0')).toBeUndefined()
})
