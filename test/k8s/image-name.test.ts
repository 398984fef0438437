import { describe, expect, test } from 'vitest'
import { imageNameError, imageNameSentence } from '../../src/k8s/image-name.ts'

describe('names of images', () => {
  test.each<[string, string | undefined]>([
    ['nginx', undefined],
    ['registry.example.com:5000/a/b:1.2', undefined],
    ['a'.repeat(247), undefined],
    ['a'.repeat(248), 'repository name must not be more than 255 characters'],
    [`b/${'a'.repeat(253)}:1`, undefined],
    [`example.com/${'a'.repeat(255)}:1`, undefined],
    [`example.com/${'a'.repeat(256)}:1`, 'repository name must not be more than 255 characters'],
    ['f'.repeat(64), `invalid repository name (${'f'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
    ['A', 'invalid reference format'],
  ])('%s', (image, expected) => {
    expect(imageNameError(image) === undefined).toBe(expected === undefined)
    if (expected !== undefined) expect(imageNameSentence(image)).toContain(`: ${expected}`)
  })
})
