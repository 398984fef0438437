import { characterProblems, decodedEnd, isUnusual } from './characters.ts'
import { type DocumentParts, ReadDocument } from './document.ts'
import { placedRepeats, separation, separatorProblem, sizeProblem, withOtherScalars } from './document-problems.ts'
import { type SecondObject, secondObjects } from './joined-objects.ts'
import { readJson, skipJsonBlanks } from './json.ts'
import { defaultReadLimits, type ReadLimits } from './limits.ts'
import { originalOffset, withoutCarriageReturns, withPlainBreaks } from './line-breaks.ts'
import { pathOf } from './locate.ts'
import { isMapping } from './mapping.ts'
import { placeholderProblem } from './placeholder.ts'
import type { SourceProblem } from './problem.ts'
import type { SourceDocument } from './source-document.ts'
import type { SourceFile } from './source-file.ts'
import { type Chunk, splitDocuments } from './split.ts'
import { nodeWords, type Positions, Tape } from './tape.ts'
import { readYaml } from './yaml/document.ts'
import { YamlState } from './yaml/state.ts'

/**
 * The documents of a file as kubectl reads it, with everything that is wrong with its text. Never throws, whatever the text.
 * `separates`: objects without a line `---` between them, of which kubectl makes one, are documents of their own as far as they can be read.
 */
export function readDocuments(
  file: SourceFile,
  limits: ReadLimits = defaultReadLimits,
  separates: boolean = false
): readonly SourceDocument[] {
  const reader = new FileReader(file, limits, separates)
  const documents = reader.read()
  reader.release()
  return documents
}

/** Mirrors apimachinery pkg/util/yaml/decoder.go YAMLOrJSONDecoder, v1.36. */
class FileReader {
  readonly #file: SourceFile
  readonly #limits: ReadLimits
  readonly #normal
  readonly #text: string
  readonly #unusual: boolean
  readonly #hasMarkers: boolean
  readonly #separates: boolean
  readonly #tape = new Tape()
  readonly #documents: SourceDocument[] = []
  #state: YamlState | undefined
  /** Of comments above the first value, with a separator between. */
  #pendingMarkers: readonly number[] = []

  constructor(file: SourceFile, limits: ReadLimits, separates: boolean) {
    this.#separates = separates
    this.#file = file
    this.#limits = limits
    this.#unusual = isUnusual(file.text)
    this.#normal = withoutCarriageReturns(file.text)
    this.#text = this.#unusual ? withPlainBreaks(this.#normal.text) : this.#normal.text
    this.#hasMarkers = file.mentionsSeatrial && file.text.includes('seatrial-ignore')
  }

  read(): readonly SourceDocument[] {
    const { text } = this.#normal
    let start = 0
    let jsonProblem: SourceProblem | undefined
    if (/^[^\S\ufeff]*\{/.test(text.slice(0, 4096))) {
      let count = 0
      for (;;) {
        const at = skipJsonBlanks(text, start)
        if (at >= text.length || this.#hasTooMany(at)) return this.#documents
        const json = readJson(text, at, this.#limits, this.#tape, this.#unusual)
        if ('problem' in json) {
          if (count > 1 || json.problem.code === 'limit') {
            this.#add(at, text.length, 'json', undefined, undefined, [json.problem])
            return this.#documents
          }
          jsonProblem = /^\{\s*["}]/.test(text.slice(at, at + 200)) ? json.problem : undefined
          this.#tape.truncate(0)
          const rest = this.#afterBlanks(start)
          if (rest === -1) {
            this.#add(at, text.length, 'json', undefined, undefined, [json.problem])
            return this.#documents
          }
          start = rest
          break
        }
        count++
        this.#addJson(at, json)
        start = json.end
      }
    }
    this.#readYamlFrom(start, jsonProblem)
    return this.#documents
  }

  release(): void {
    this.#tape.release()
  }

  /** Behind the blanks up to a line break; -1 where kubectl does not go on with YAML: less than four bytes, or no UTF-8, follow. */
  #afterBlanks(from: number): number {
    const blanks = /(?:[^\S\n\ufeff]|\u0085)*/y
    blanks.lastIndex = from
    const at = from + blanks.exec(this.#normal.text)![0].length
    // it looks at four bytes from each blank on, a carriage return being one of its own
    const rest = this.#file.text.slice(originalOffset(this.#normal, at)).replace(/^\r+(?=\n)/, '')
    if (/^[\ufffd\udc80-\udcff]/.test(rest) || (rest.length < 4 && new TextEncoder().encode(rest).length < 4)) return -1
    return this.#normal.text.charCodeAt(at) === 10 ? at + 1 : at
  }

  #addJson(start: number, json: Extract<ReturnType<typeof readJson>, { value: unknown }>): void {
    const { text } = this.#normal
    const tape = this.#tape
    const problems = json.repeated.map(({ node, first }): SourceProblem => {
      const [keyStart, keyEnd] = keyRange(tape, node)
      const [firstStart, firstEnd] = keyRange(tape, first)
      const path = pathOf(tape, text, node)
      return {
        code: 'duplicate-key',
        message: `The key \`${String(path.at(-1))}\` stands twice in one object; kubectl sends both, and the API server refuses that.`,
        help: 'Remove one of the two, or rename it.',
        start: keyStart,
        end: keyEnd,
        path,
        related: { start: firstStart, end: firstEnd, message: 'the first of the two' },
        fatal: false,
      }
    })
    if (json.end - start > this.#limits.objectSize && !isList(json.value)) problems.push(sizeProblem(text, start, this.#limits.objectSize))
    this.#add(start, json.end, 'json', json.value, undefined, problems)
  }

  #readYamlFrom(from: number, jsonProblem: SourceProblem | undefined): void {
    if (from >= this.#text.length) return
    for (const chunk of splitDocuments(this.#normal.text, from)) {
      if (this.#hasTooMany(chunk.start)) return
      const state = this.#readChunk(chunk, chunk.start === from ? jsonProblem : undefined)
      if (state.errors >= this.#limits.syntaxErrors) {
        const message = `The file has ${state.errors} syntax errors; what follows was not read.`
        const start = Math.min(chunk.end, this.#text.length - 1)
        this.#add(start, this.#text.length, 'yaml', undefined, undefined, [{ code: 'limit', message, start, end: start + 1, fatal: true }])
        return
      }
    }
  }

  /** Says so where the limit of documents is reached. */
  #hasTooMany(start: number): boolean {
    const { documents } = this.#limits
    if (this.#documents.length < documents) return false
    const message = `The file has more than ${documents} documents; those from here on were not read.`
    const problem: SourceProblem = { code: 'limit', message, start, end: start + 1, fatal: true }
    this.#add(start, this.#text.length, 'yaml', undefined, undefined, [problem])
    return true
  }

  #readChunk(chunk: Chunk, jsonProblem: SourceProblem | undefined): YamlState {
    this.#state ??= new YamlState(this.#text, this.#normal.text, this.#limits, this.#tape)
    const state = this.#state
    const { start, end, badSeparator } = chunk
    if (this.#hasMarkers) state.markers = []
    const { errors } = state
    const { value, partial } = readYaml(state, start, end)
    if (this.#separates && (state.repeated.length > 0 || state.errors > errors || partial !== undefined)) {
      const others = secondObjects(this.#text, start, end)
      if (others.length > 0) {
        state.errors = errors
        this.#addSeparately(state, chunk, others)
        return state
      }
    }
    let problems = placedRepeats(state, this.#tape, this.#text)
    if (jsonProblem !== undefined && problems.some(({ fatal }) => fatal)) problems = [jsonProblem]
    if (badSeparator !== undefined) problems = [separatorProblem(this.#text, badSeparator)]
    const size = end - start + state.aliasUnits
    if (value !== undefined && size > this.#limits.objectSize && !isList(value))
      problems.push(sizeProblem(this.#text, start, this.#limits.objectSize))
    if (this.#separates) problems = withOtherScalars(problems, state, this.#tape, this.#text)
    const placeholder = placeholderProblem(this.#tape, this.#text, start, end, this.#tape.count)
    if (placeholder !== undefined) problems = [...problems, placeholder]
    this.#add(start, end, 'yaml', value, partial, problems, state.markers)
    return state
  }

  /** Each object of a chunk as if it stood between separators. */
  #addSeparately(state: YamlState, { start, end }: Chunk, others: readonly SecondObject[]): void {
    for (let index = 0; index <= others.length; index++) {
      const second = others[index - 1]
      const from = second?.start ?? start
      const to = others[index]?.start ?? end
      if (this.#hasTooMany(from)) return
      if (this.#hasMarkers) state.markers = []
      const { value, partial = value } = readYaml(state, from, to)
      const problems = placedRepeats(state, this.#tape, this.#text)
      this.#add(from, to, 'yaml', undefined, partial, second === undefined ? problems : [separation(second), ...problems], state.markers)
    }
  }

  #add(
    start: number,
    end: number,
    format: 'yaml' | 'json',
    value: unknown,
    partial: unknown,
    problems: readonly SourceProblem[],
    markers: readonly number[] = []
  ): void {
    const all = this.#unusual && format === 'yaml' ? this.#withCharacterProblems(start, end, problems) : problems
    const refused = all.some(({ fatal }) => fatal)
    const positions = this.#tape.take()
    const allMarkers = this.#pendingMarkers.length === 0 ? markers : [...this.#pendingMarkers, ...markers]
    this.#pendingMarkers = value === null && all.length === 0 ? allMarkers : []
    if (value === null && all.length === 0) return
    const parts: DocumentParts = {
      file: this.#file,
      normal: this.#normal,
      text: format === 'json' ? this.#normal.text : this.#text,
      positions,
      index: this.#documents.length,
      format,
      value: refused || value === null ? undefined : value,
      partial: refused ? (partial ?? value ?? undefined) : partial,
      problems: all,
      start,
      end,
      origin: originOf(this.#text, start, end),
      markers: allMarkers,
    }
    this.#documents.push(new ReadDocument(parts))
  }

  /** Where kubectl refuses a character, it says nothing else about the document. */
  #withCharacterProblems(start: number, end: number, problems: readonly SourceProblem[]): readonly SourceProblem[] {
    const { text } = this.#normal
    const isDropped = problems.some(({ code }) => code === 'dropped-content')
    const found = characterProblems(text, start, end, isDropped ? decodedEnd(text, start, end, this.#state!.pos) : end)
    const others = found.some(({ fatal }) => fatal) ? problems.filter(({ code }) => code === 'document-separator') : problems
    return [...found, ...others]
  }
}

function keyRange({ words }: Positions, node: number): readonly [start: number, end: number] {
  return [words[node * nodeWords + 2]!, words[node * nodeWords + 3]!]
}

/** A list is sent item by item. */
function isList(value: unknown): boolean {
  return isMapping(value) && Array.isArray(value['items']) && typeof value['kind'] === 'string' && value['kind'].endsWith('List')
}

/** The template that the comments before the first value name. */
function originOf(text: string, start: number, end: number): string | undefined {
  let origin: string | undefined
  let lineStart = start
  while (lineStart < end) {
    const c = text.charCodeAt(lineStart)
    if (c !== 35 && c !== 10 && !(c === 45 && text.startsWith('---', lineStart))) return origin
    const lineEnd = text.indexOf('\n', lineStart)
    if (text.startsWith('# Source: ', lineStart)) origin = text.slice(lineStart + 10, lineEnd).trim()
    lineStart = lineEnd + 1
  }
  return origin
}
