import { expect, test } from 'vitest'
import { isNearly } from '../../../src/k8s/nearest.ts'
import { NearWords } from '../../../src/simulate/network/near-words.ts'
import { generator } from './random-policies.ts'

test('finds a word that is nearly the wanted one exactly where there is one', () => {
  const random = generator(7)
  const word = (): string => Array.from({ length: 1 + random(5) }, () => 'abA'[random(3)]).join('')
  for (let round = 0; round < 300; round++) {
    const words = Array.from({ length: 3 }, word)
    const index = new NearWords<string>()
    for (const each of words) index.add(each, each)
    const wanted = word()
    const near = words.filter(each => each !== wanted && isNearly(each, wanted))
    const found = index.find(wanted)
    expect([wanted, words, found === undefined ? near.length === 0 : near.includes(found)]).toEqual([wanted, words, true])
  }
})

test('finds the same word by looking at each as by an index of many', () => {
  const random = generator(11)
  const word = (): string => Array.from({ length: 2 + random(6) }, () => 'abA'[random(3)]).join('')
  for (let round = 0; round < 20; round++) {
    const [few, many] = [new NearWords<string>(), new NearWords<string>()]
    for (const each of Array.from({ length: 12 }, word)) for (const index of [few, many]) index.add(each, each)
    // nothing is nearly such a word
    for (let i = 0; i < 60; i++) many.add(`${i}`.padStart(20, '-'), 'another')
    for (let i = 0; i < 100; i++) {
      const wanted = word()
      expect([wanted, few.find(wanted)]).toEqual([wanted, many.find(wanted)])
    }
  }
})
