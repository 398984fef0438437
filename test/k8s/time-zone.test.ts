import { expect, test } from 'vitest'
import { timeZoneErrors } from '../../src/k8s/time-zone.ts'

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'US/Pacific'])('%s is a time zone', text => {
  expect(timeZoneErrors(text)).toEqual([])
})

test.each([
  ['', ['timeZone must be nil or non-empty string']],
  ['Local', ['timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones']],
  ['LOCAL', ['timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones', 'unknown time zone LOCAL']],
  ['europe/berlin', ['unknown time zone europe/berlin']],
  ['Europe/../UTC', ['unknown time zone Europe/../UTC']],
  ['constructor', ['unknown time zone constructor']],
])('%s is none', (text, errors) => {
  expect(timeZoneErrors(text)).toEqual(errors)
})
