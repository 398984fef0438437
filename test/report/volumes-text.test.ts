import { expect, test } from 'vitest'
import { painter } from '../../src/report/colors.ts'
import { volumeBlocks } from '../../src/report/volumes-text.ts'
import type { ClaimState, SimulationOutcome, VolumeState } from '../../src/simulate/control-plane/index.ts'
import { simulationOf } from './simulation.ts'

const claim = (name: string, fields: Partial<ClaimState>): ClaimState => ({
  namespace: 'shop',
  name,
  at: undefined,
  phase: 'Pending',
  ...fields,
})
const volume = (name: string, fields: Partial<VolumeState>): VolumeState => ({ name, at: undefined, phase: 'Available', ...fields })
const event = (name: string, reason: string, message: string) =>
  ({ type: 'Warning', reason, kind: 'PersistentVolumeClaim', namespace: 'shop', name, message }) as const

function linesOf(overrides: Partial<SimulationOutcome>): readonly (readonly string[])[] {
  return volumeBlocks(simulationOf({ events: [], ...overrides }).simulation, 80, painter(false))
}

test('claims that wait say why, the others what they have got, and volumes whose they are', () => {
  const blocks = linesOf({
    persistentVolumeClaims: [
      claim('data', { phase: 'Bound', storageClassName: 'fast', volumeName: 'pv1' }),
      claim('cache', { storageClassName: 'slow' }),
      claim('gone', { phase: 'Lost', volumeName: 'pv9' }),
    ],
    persistentVolumes: [
      volume('pv1', { phase: 'Bound', claim: 'shop/data' }),
      volume('pv2', { phase: 'Failed', message: 'no plugin' }),
      volume('pv3', {}),
    ],
    events: [event('cache', 'Earlier', 'not this'), event('cache', 'ProvisioningFailed', 'storageclass.storage.k8s.io "slow" not found')],
  })
  expect(blocks).toEqual([
    ['UNBOUND CLAIMS', '  shop/cache   ProvisioningFailed: storageclass.storage.k8s.io "slow" not found', '  shop/gone    Lost'],
    ['CLAIM      CLASS  VOLUME', 'shop/data  fast   pv1'],
    [
      'VOLUME  STATE              CLAIM',
      'pv1     Bound              shop/data',
      'pv2     Failed, no plugin  -',
      'pv3     Available          -',
    ],
  ])
})

test('nothing is said where there are none', () => {
  expect(linesOf({}).flat()).toEqual([])
})

test('hostile names cannot write to the terminal', () => {
  const evil = '\u001b[2J'
  const text = linesOf({
    persistentVolumeClaims: [claim(evil, {})],
    persistentVolumes: [volume(evil, { message: evil })],
    events: [event(evil, 'x', evil)],
  })
  expect(JSON.stringify(text)).not.toContain('\\u001b')
})
