import type { SourceDocument } from '../source/source-document.ts'
import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** What opens an action of a template that makes manifests. A `$` with braces is no such sign: what is written around it can be judged. */
const opening = /(?<!\{)\{\{-?\s*[a-z.$"'(/]|\{%/i
/** How many lines above a syntax error may hold what it comes from. */
const linesAbove = 2

/** What kind of template the documents are that are yet to be made manifests of; undefined where they are none. */
export function templateOf(documents: readonly SourceDocument[]): string | undefined {
  const sign = documents.map(signOf).find(found => found !== undefined)
  if (sign === undefined) return undefined
  const { text } = documents[0]!.file
  if (sign === '{%') return 'Jinja template, to be rendered first'
  const isHelm =
    /\{\{-?\s*(?:\$|\(?\s*include\b|template\b)?[^}\n]{0,200}\.(?:Values|Release|Chart|Capabilities|Template|Files)\b|\binclude\s+"|\bnindent\b/.test(
      text
    )
  return isHelm ? 'Helm template, to be rendered first (helm template … | seatrial -)' : 'template, to be rendered first'
}

/** An action where a manifest has its identity, or on a line that is no YAML because of it. */
function signOf(document: SourceDocument): string | undefined {
  const written = openedIdentity(document.value)
  if (written !== undefined) return opening.exec(written)?.[0]
  for (const problem of document.problems) {
    if (!problem.fatal) continue
    const last = document.file.position(problem.start).line
    for (let line = last; line >= Math.max(1, last - linesAbove); line--) {
      const sign = opening.exec(document.file.line(line))
      if (sign !== null) return sign[0]
    }
  }
  return undefined
}

/** What a manifest says that it is, where that opens an action. */
function openedIdentity(value: unknown): string | undefined {
  if (!isMapping(value)) return undefined
  const metadata = ownValue(value, 'metadata')
  const own = opened(value, 'apiVersion') ?? opened(value, 'kind')
  return own ?? (isMapping(metadata) ? (opened(metadata, 'name') ?? opened(metadata, 'namespace')) : undefined)
}

function opened(mapping: Mapping, key: string): string | undefined {
  const text = ownValue(mapping, key)
  return typeof text === 'string' && text.includes('{') && opening.test(text) ? text : undefined
}
