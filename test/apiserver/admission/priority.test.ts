import { describe, expect, test } from 'vitest'
import type { KubernetesObject, Pod } from '../../../src/k8s/types.ts'
import { objectionsTo, requestOf, server, viewOf } from '../request-of.ts'

const pod = (spec: object = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'c', image: 'i' }], ...spec },
})
const priorityClass = (name: string, value: number, fields: object = {}) => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name },
  value,
  preemptionPolicy: 'PreemptLowerPriority',
  ...fields,
})
const polite = priorityClass('polite', 5, { preemptionPolicy: 'Never' })

/** Class, number and policy of a stored pod. */
function storedPriority(spec: object, classes: readonly KubernetesObject[], world: 'open' | 'closed' = 'closed') {
  const { stored } = server.handle(requestOf(pod(spec)), viewOf(classes, world))
  const { priorityClassName, priority, preemptionPolicy } = (stored as Pod).spec!
  return [priorityClassName, priority, preemptionPolicy]
}

describe('a pod', () => {
  test('of a class gets its value and policy', () => {
    expect(storedPriority({ priorityClassName: 'polite' }, [polite])).toEqual(['polite', 5, 'Never'])
  })

  test('of none gets those of the default class, of several the lowest, else 0', () => {
    expect(storedPriority({}, [polite])).toEqual([undefined, 0, 'PreemptLowerPriority'])
    const defaults = [priorityClass('b', 9, { globalDefault: true }), priorityClass('a', 3, { globalDefault: true })]
    expect(storedPriority({}, defaults)).toEqual(['a', 3, 'PreemptLowerPriority'])
  })

  test('of an unknown class is refused in a closed world, and left as it is in an open one', () => {
    expect(objectionsTo(pod({ priorityClassName: 'x' }))).toEqual(['pods "p" is forbidden: no PriorityClass with name x was found'])
    expect(storedPriority({ priorityClassName: 'x' }, [], 'open')).toEqual(['x', undefined, undefined])
  })

  test.each([
    [
      { priority: 7, priorityClassName: 'polite' },
      'the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 5 from the given PriorityClass name',
    ],
    [
      { preemptionPolicy: 'PreemptLowerPriority', priorityClassName: 'polite' },
      'the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never from the given PriorityClass name',
    ],
  ])('that contradicts its class is refused: %j', (spec, why) => {
    expect(objectionsTo(pod(spec), viewOf([polite]))).toEqual([`pods "p" is forbidden: ${why}`])
  })

  test('that says what its class says is taken', () => {
    expect(objectionsTo(pod({ priority: 5, preemptionPolicy: 'Never', priorityClassName: 'polite' }), viewOf([polite]))).toEqual([])
  })

  test('keeps on an update what its creation had computed', () => {
    const old = pod({ priority: 5, preemptionPolicy: 'Never' })
    const { stored } = server.handle(requestOf(pod(), { operation: 'update', old }), viewOf())
    expect((stored as Pod).spec).toMatchObject({ priority: 5, preemptionPolicy: 'Never' })
  })
})

describe('a default class', () => {
  const present = priorityClass('first', 1, { globalDefault: true })
  const second = priorityClass('second', 1, { globalDefault: true })
  const forbidden =
    'priorityclasses.scheduling.k8s.io "second" is forbidden: PriorityClass first is already marked as default. Only one default can exist'

  test('is refused beside another', () => {
    expect(objectionsTo(second, viewOf([present]))).toEqual([forbidden])
    expect(objectionsTo(second, viewOf([polite]))).toEqual([])
  })

  test('may be updated itself, and not become one beside another', () => {
    const update = (value: KubernetesObject) =>
      server.handle(requestOf(value, { operation: 'update', old: value }), viewOf([present])).objections.map(({ message }) => message)
    expect(update(present)).toEqual([])
    expect(update(second)).toEqual([forbidden])
  })
})
