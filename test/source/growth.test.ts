import { describe, expect, test } from 'vitest'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

const repeat = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('')

const texts: Readonly<Record<string, (count: number) => string>> = {
  keys: n => repeat(n, i => `key${i}: ${i}\n`),
  'quoted keys': n => repeat(n, i => `"key ${i}": ${i}\n`),
  'explicit keys': n => repeat(n, i => `? key${i}\n: ${i}\n`),
  'repeated keys': n => repeat(n, i => `key${i % 7}: ${i}\n`),
  documents: n => repeat(n, i => `---\na: ${i}\n`),
  'empty documents': n => repeat(n, () => '---\n'),
  'JSON documents': n => repeat(n, i => `{"a":${i}}`),
  'a long JSON value': n => `{"a":[${repeat(n, i => `{"k":${i}},`)}1]}`,
  'a long flow sequence': n => `a: [${repeat(n, i => `{k: ${i}}, `)}1]\n`,
  'flow pairs': n => `a: [${repeat(n, i => `k${i}: ${i}, `)}1]\n`,
  'one long quoted scalar': n => `a: "${'x '.repeat(n)}"\n`,
  'a quoted scalar of many lines': n => `a: "${repeat(n, i => `line ${i} \n  `)}"\n`,
  'a plain scalar of many lines': n => `a: ${repeat(n, i => `line ${i}\n  `)}\n`,
  'a literal of many lines': n => `a: |\n${repeat(n, i => `  line ${i}\n`)}`,
  'empty lines': n => `a: b${'\n'.repeat(n)}c: d\n`,
  comments: n => repeat(n, i => `# ${i}\n`),
  aliases: n => `a: &a x\nb:\n${repeat(n, () => '  - *a\n')}`,
  anchors: n => repeat(n, i => `k${i}: &a${i} x\nl${i}: *a${i}\n`),
  merges: n => `a: &a {x: 1}\n${repeat(n, i => `k${i}: {<<: *a, y: 1}\n`)}`,
  'faulty lines': n => repeat(n, i => `key${i}: @\n`),
  'unclosed quotes': n => repeat(n, i => `key${i}: "x\n`),
  'unclosed brackets': n => repeat(n, i => `key${i}: [\n`),
  'openers without end': n => '['.repeat(n),
  'closers without start': n => ']'.repeat(n),
  tabs: n => repeat(n, () => '\ta: b\n'),
  'carriage returns': n => repeat(n, i => `key${i}: ${i}\r\n`),
  'control characters': n => `a: b\n${'\u0001'.repeat(n)}`,
  digits: n => `a: ${'1'.repeat(n)}\n`,
  'dropped brackets': n => `[a]\n${'[ '.repeat(n)}\n`,
  'ends of documents': n => `a: b\n${'...\n'.repeat(n)}`,
}

/** Characters that the reader looks at, one by one or in a search. */
function stepsOf(text: string): number {
  let steps = 0
  const { charCodeAt, indexOf, lastIndexOf } = String.prototype
  const counting = {
    charCodeAt(this: string, at: number): number {
      steps++
      return charCodeAt.call(this, at)
    },
    indexOf(this: string, word: string, from = 0): number {
      const found = indexOf.call(this, word, from)
      steps += Math.max(0, (found === -1 ? this.length : found) - from)
      return found
    },
    lastIndexOf(this: string, word: string, from = Number.POSITIVE_INFINITY): number {
      const found = lastIndexOf.call(this, word, from)
      steps += Math.max(0, Math.min(from, this.length) - found)
      return found
    },
  }
  const file = new SourceFile('big.yaml', text)
  try {
    Object.assign(String.prototype, counting)
    readDocuments(file)
  } finally {
    Object.assign(String.prototype, { charCodeAt, indexOf, lastIndexOf })
  }
  return steps
}

describe('the work grows with the length of the text', () => {
  test.each(Object.entries(texts))('%s', (_, text) => {
    const [less, more] = [text(1000), text(4000)]
    expect(stepsOf(more) / stepsOf(less)).toBeLessThan((more.length / less.length) * 1.3)
  })
})

describe('problems are bounded', () => {
  test.each(['faulty lines', 'unclosed quotes', 'unclosed brackets', 'repeated keys', 'control characters'])('%s', name => {
    const documents = readDocuments(new SourceFile('big.yaml', texts[name]!(20_000)))
    expect(documents.flatMap(({ problems }) => problems).length).toBeLessThanOrEqual(101)
  })
})
