import { describe, expect, test } from 'vitest'
import { characterProblems } from '../../src/source/characters.ts'
import { defaultReadLimits } from '../../src/source/limits.ts'
import { withoutCarriageReturns, withPlainBreaks } from '../../src/source/line-breaks.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'
import { Tape } from '../../src/source/tape.ts'
import { readYaml } from '../../src/source/yaml/document.ts'
import { YamlState } from '../../src/source/yaml/state.ts'
import { canonicalJson, canonicalText } from './canonical-json.ts'
import facts from './kubectl-yaml.json' with { type: 'json' }

/** What sigs.k8s.io/yaml makes of one text, without kubectl's splitting: canonical JSON, or null where it refuses. */
function converted(source: string): string | null {
  const normal = withoutCarriageReturns(source)
  const text = withPlainBreaks(normal.text)
  const state = new YamlState(text, normal.text, defaultReadLimits, new Tape())
  const { value } = readYaml(state, 0, text.length)
  const refused = value === undefined || characterProblems(normal.text, 0, text.length, text.length).some(({ fatal }) => fatal)
  return refused ? null : canonicalJson(value)
}

describe('a text means what it means to kubectl', () => {
  test.each(facts.texts)('%j', (text, json) => {
    expect(converted(text!)).toBe(json === null ? null : canonicalText(json!))
  })
})

describe('a stream has the documents that kubectl sends', () => {
  test.each(facts.streams)('$text', ({ text, documents, refused = false }) => {
    const read = readDocuments(new SourceFile('stream.yaml', text))
    expect(read.some(({ problems }) => problems.some(({ fatal }) => fatal))).toBe(refused)
    if (!refused) expect(read.map(({ value }) => canonicalJson(value))).toEqual(documents.map(canonicalText))
  })
})
