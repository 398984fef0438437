import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { parseAllDocuments } from 'yaml'
import { decode } from '../../schema/decode.ts'
import { findResourceType } from '../../schema/resource-types.ts'
import { readDocuments } from '../../source/read.ts'
import { SourceFile } from '../../source/source-file.ts'
import { root } from '../project.ts'

export interface Comparison {
  readonly ours: number
  readonly theirs: number
  /** Bytes or documents that each went through. */
  readonly amount: number
}

const version = { minor: 36 } as const

/** Reading texts with positions, ours and npm yaml's, in milliseconds. */
export function compareReaders(texts: readonly string[], rounds: number): Comparison {
  const ours = (): unknown => texts.map(text => readDocuments(new SourceFile('bench.yaml', text)))
  const theirs = (): unknown => texts.map(text => parseAllDocuments(text, { uniqueKeys: false }).map(document => document.toJS()))
  return { ...inTurn(ours, theirs, rounds), amount: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) }
}

/** Decoding values, ours and the code that ajv makes of the same schemas; undefined where they have not been written. */
export function compareDecoders(texts: readonly string[], rounds: number): Comparison | undefined {
  const validators = new Map<string, ValidateFunction | undefined>()
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false })
  const pairs = texts
    .flatMap(text => readDocuments(new SourceFile('bench.yaml', text)))
    .flatMap(({ value }) => {
      const { apiVersion, kind } = value as { apiVersion: string; kind: string }
      const type = findResourceType(apiVersion, kind, version)
      const [group, name] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
      const file = `${kind}-${group === '' ? name : `${group!.split('.')[0]}-${name}`}.json`.toLowerCase()
      if (!validators.has(file)) validators.set(file, compile(ajv, join(root, '.cache/kubeconform-schemas', file)))
      const validate = validators.get(file)
      return type === undefined || validate === undefined ? [] : [{ value, type, validate }]
    })
  if (pairs.length === 0) return undefined
  const ours = (): unknown => pairs.map(({ value, type }) => decode(value, type, { version }).errors.length)
  const theirs = (): unknown => pairs.map(({ value, validate }) => validate(value))
  return { ...inTurn(ours, theirs, rounds), amount: pairs.length }
}

function compile(ajv: Ajv, file: string): ValidateFunction | undefined {
  return existsSync(file) ? ajv.compile(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

function inTurn(ours: () => unknown, theirs: () => unknown, rounds: number): { readonly ours: number; readonly theirs: number } {
  let best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY }
  for (let round = 0; round < rounds; round++) {
    best = { ours: Math.min(best.ours, timed(ours)), theirs: Math.min(best.theirs, timed(theirs)) }
  }
  return best
}

function timed(work: () => unknown): number {
  const start = process.hrtime.bigint()
  work()
  return Number(process.hrtime.bigint() - start) / 1e6
}
