import { expect, test } from 'vitest'
import { scheduleError } from '../../src/k8s/cron.ts'

test.each([
  '* * * * *',
  '*/5 0-23/2 1,15 JAN-dec sun',
  '? ? ? ? ?',
  '0 0 * * 5/2',
  '@hourly',
  '@every 1h30m',
  'CRON_TZ=Europe/Paris 0 6 * * *',
])('%s is a schedule', text => {
  expect(scheduleError(text)).toBeUndefined()
})

test.each([
  ['0 0 * *', 'expected exactly 5 fields, found 4: [0 0 * *]'],
  ['0 0 * * * *', 'expected exactly 5 fields, found 6: [0 0 * * * *]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
  ['*/1/2 * * * *', 'too many slashes: */1/2'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['* * * foo *', 'failed to parse int from foo: strconv.Atoi: parsing "foo": invalid syntax'],
  ['-1 * * * *', 'failed to parse int from : strconv.Atoi: parsing "": invalid syntax'],
  ['*/-2 * * * *', 'negative number (-2) not allowed: -2'],
  [
    '99999999999999999999 * * * *',
    'failed to parse int from 99999999999999999999: strconv.Atoi: parsing "99999999999999999999": value out of range',
  ],
  ['@midday', 'unrecognized descriptor: @midday'],
  ['@every soon', 'failed to parse duration @every soon: time: invalid duration "soon"'],
  ['@every 5', 'failed to parse duration @every 5: time: missing unit in duration "5"'],
  ['@every 5y', 'failed to parse duration @every 5y: time: unknown unit "y" in duration "5y"'],
  ['TZ=Nowhere 0 6 * * *', 'provided bad location Nowhere: unknown time zone Nowhere'],
])('%s is none', (text, error) => {
  expect(scheduleError(text)).toBe(error)
})
