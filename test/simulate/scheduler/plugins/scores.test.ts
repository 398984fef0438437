import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../../src/cluster/resource.ts'
import type { ScorePlugin } from '../../../../src/simulate/scheduler/framework.ts'
import type { Snapshot } from '../../../../src/simulate/scheduler/index.ts'
import { imageLocality } from '../../../../src/simulate/scheduler/plugins/image-locality.ts'
import { nodeResourcesBalancedAllocation } from '../../../../src/simulate/scheduler/plugins/node-resources-balanced-allocation.ts'
import { node, pod, queued, requesting, snapshot } from '../../objects.ts'

function scoresOf(plugin: ScorePlugin, declared: Resource, made: Snapshot): readonly number[] | 'skip' {
  const pass = plugin.preScore(queued(declared).info, made.nodes, made, queued(declared))
  if (pass === 'skip') return 'skip'
  const scores = made.nodes.map(pass.score)
  pass.normalize?.(scores, made.nodes)
  return scores
}

describe('NodeResourcesBalancedAllocation', () => {
  const lopsided = pod('there', requesting({ cpu: '3' }))
  const incoming = pod('p', requesting({ memory: '6Gi' }))

  test('prefers nodes that become more balanced', () => {
    expect(scoresOf(nodeResourcesBalancedAllocation, incoming, snapshot([[node('n1'), lopsided], [node('n2')]]))).toEqual([94, 56])
  })

  test('preferred nodes that are balanced afterwards until 1.35', () => {
    expect(scoresOf(nodeResourcesBalancedAllocation, incoming, snapshot([[node('n1'), lopsided], [node('n2')]], 35))).toEqual([100, 62])
  })

  test('says nothing about a pod that asks for neither', () => {
    expect(scoresOf(nodeResourcesBalancedAllocation, pod('p'), snapshot([[node('n1')]]))).toBe('skip')
  })
})

describe('ImageLocality', () => {
  const images = [{ names: ['app:1', 'registry.example.com/app:1'], sizeBytes: 1024 * 1024 * 1000 }]

  test('prefers nodes that have the image, in the measure in which it is spread', () => {
    expect(scoresOf(imageLocality, pod('p'), snapshot([[node('n1', { images })], [node('n2')]]))).toEqual([48, 0])
    expect(scoresOf(imageLocality, pod('p'), snapshot([[node('n1', { images })], [node('n2', { images })]]))).toEqual([100, 100])
  })

  test('takes the size of an image from the first node that has it', () => {
    const smaller = [{ names: ['app:1'], sizeBytes: 1024 * 1024 * 500 }]
    expect(scoresOf(imageLocality, pod('p'), snapshot([[node('n1', { images: smaller })], [node('n2', { images })]]))).toEqual([48, 48])
    expect(scoresOf(imageLocality, pod('p'), snapshot([[node('n1', { images })], [node('n2', { images: smaller })]]))).toEqual([100, 100])
  })

  test.each([
    [36, [48, 0]],
    [35, [0, 0]],
  ])('1.%s counts images of volumes: %j', (minor, expected) => {
    const volume = { name: 'model', image: { reference: 'registry.example.com/app:1' } }
    const wanted = pod('p', { containers: [{ name: 'other', image: 'other:1' }], volumes: [volume] })
    expect(scoresOf(imageLocality, wanted, snapshot([[node('n1', { images })], [node('n2')]], minor))).toEqual(expected)
  })

  test('says nothing where no node names images', () => {
    expect(scoresOf(imageLocality, pod('p'), snapshot([[node('n1')]]))).toBe('skip')
  })
})
