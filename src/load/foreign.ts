import type { SourceDocument } from '../source/source-document.ts'
import { componentConfiguration } from './component-configuration.ts'
import { foreignFormat, foreignList, formatByPath } from './foreign-files.ts'
import { isMapping, looksLikeManifest, mentionsManifest } from './manifest-keys.ts'
import { templateOf } from './template.ts'

const noManifest = 'no manifest: neither apiVersion nor kind'

/** What a file is that holds no manifest, in words for a note; undefined where any of its documents is one, or tries to be. */
export function recogniseForeign(path: string, documents: readonly SourceDocument[]): string | undefined {
  if (documents.length === 0) return undefined
  const template = templateOf(documents)
  if (template !== undefined) return template
  let foreign: string | undefined
  for (const document of documents) {
    const what = foreignDocument(path, document)
    if (what === 'manifest') return undefined
    foreign ??= what
  }
  return foreign
}

/** What one document is: a format in words, `manifest`, or undefined where nothing can be read that tells. */
function foreignDocument(path: string, document: SourceDocument): string | undefined {
  const { value } = document
  if (isMapping(value)) {
    const configuration = componentConfiguration(value)
    if (configuration !== undefined) return configuration
    if (looksLikeManifest(value)) return 'manifest'
    return foreignFormat(path, value) ?? (isBrokenManifest(document) ? 'manifest' : noManifest)
  }
  if (Array.isArray(value)) {
    if (value.some(item => isMapping(item) && looksLikeManifest(item))) return 'manifest'
    return foreignList(value) ?? (isBrokenManifest(document) ? 'manifest' : noManifest)
  }
  const known = formatByPath(path)
  if (known !== undefined || value === null) return known
  if (path.endsWith('.json') && isBroken(document)) return brokenJson(document)
  if (isBrokenManifest(document)) return 'manifest'
  return isBroken(document) ? undefined : noManifest
}

/** JSON with comments or tabs is no one's manifest, unless it says that it is. */
function brokenJson(document: SourceDocument): string | undefined {
  const text = document.file.text.slice(document.start, document.end)
  if (/^\s*\{\s*"(?:\$schema|definitions|swagger|openapi)"/.test(text)) return 'JSON schema'
  if (isBrokenManifest(document)) return 'manifest'
  return /"(?:apiVersion|kind|metadata)"/.test(text) ? undefined : noManifest
}

function isBroken({ problems }: SourceDocument): boolean {
  return problems.some(problem => problem.fatal)
}

/** Wrong in a way that hides what it is, or with a line that begins as those of manifests do. */
function isBrokenManifest({ problems, file, start, end }: SourceDocument): boolean {
  const hides = problems.some(({ fatal, code }) => fatal && (code === 'limit' || code === 'alias' || code === 'encoding'))
  return hides || (problems.length > 0 && mentionsManifest(file.text.slice(start, end)))
}
