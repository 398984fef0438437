import { closest } from '../k8s/nearest.ts'
import type { Path } from '../source/path.ts'
import type { SourceDocument } from '../source/source-document.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Rule, WrittenSuppression } from './rule.ts'
import { covers, type Suppression } from './suppression.ts'
import { annotationSuppressions } from './suppression-annotations.ts'
import { commentSuppressions } from './suppression-comments.ts'
import { hasIgnoreAnnotation, hasPeerSign } from './suppression-signs.ts'

/** What suppressions leave of the findings of a run. */
export interface Suppressed {
  readonly counted: readonly Diagnostic[]
  readonly suppressed: readonly Diagnostic[]
  /** Those of seatrial, as its own rules judge them. */
  readonly written: readonly WrittenSuppression[]
}

/** What is known of the rules of a run. */
export interface SuppressionRules {
  /** Ids of all rules that there are. */
  readonly known: readonly string[]
  /** Rules that ran and held nothing back: a suppression of theirs that hides nothing is unused. */
  readonly judged: ReadonlySet<string>
  readonly loaded: ReadonlyMap<string, Rule>
}

/** Takes out the findings that comments and annotations of the documents cover. */
export function suppress(diagnostics: readonly Diagnostic[], documents: readonly SourceDocument[], rules: SuppressionRules): Suppressed {
  const own = documents.flatMap(ownSuppressions)
  const found = new Set(diagnostics.map(diagnostic => diagnostic.document))
  const peers = [...found].flatMap(document => (hasPeerSign(document) ? annotationSuppressions(document, 'peers') : []))
  const index = new Index([...own, ...peers])
  const used = new Map<Suppression, Set<string>>()
  const counted: Diagnostic[] = []
  const suppressed: Diagnostic[] = []
  for (const diagnostic of diagnostics) {
    const covering = index.at(diagnostic).flatMap(suppression => {
      const names = suppression.names.filter(name => means(suppression, name, diagnostic.rule, rules))
      return names.length === 0 ? [] : [{ suppression, names }]
    })
    for (const { suppression, names } of covering) {
      const set = used.get(suppression) ?? new Set()
      for (const name of names) set.add(name)
      used.set(suppression, set)
    }
    ;(covering.length === 0 ? counted : suppressed).push(diagnostic)
  }
  return { counted, suppressed, written: own.map(suppression => writtenOf(suppression, used.get(suppression) ?? new Set(), rules)) }
}

function ownSuppressions(document: SourceDocument): readonly Suppression[] {
  const comments = document.markers.length === 0 ? [] : commentSuppressions(document)
  return hasIgnoreAnnotation(document) ? [...comments, ...annotationSuppressions(document, 'seatrial')] : comments
}

function means({ tool }: Suppression, name: string, rule: string, { loaded }: SuppressionRules): boolean {
  if (tool === undefined) return covers(name, rule)
  return (loaded.get(rule)?.peers ?? []).some(peer => peer.tool === tool && (name === '*' || name === peer.check))
}

function writtenOf({ document, span, names, reason }: Suppression, used: ReadonlySet<string>, rules: SuppressionRules): WrittenSuppression {
  const unknown = names.filter(name => !rules.known.some(id => covers(name, id)))
  const isJudged = (name: string): boolean => {
    const meant = rules.known.filter(id => covers(name, id))
    return meant.length > 0 && meant.every(id => rules.judged.has(id))
  }
  return {
    at: { document, start: span.start, end: span.end },
    names,
    explained: reason !== '',
    unknown: unknown.map(name => {
      const suggestion = closest(name, rules.known, 2)?.candidate ?? rules.known.find(id => id.endsWith(`/${name}`))
      return suggestion === undefined ? { name } : { name, suggestion }
    }),
    unused: names.filter(name => !used.has(name) && isJudged(name)),
  }
}

interface FileSuppressions {
  readonly all: Suppression[]
  /** By line; those of a block with `+` behind it. */
  readonly lines: Map<string, Suppression[]>
}

/** Suppressions by what they cover. */
class Index {
  readonly #files = new Map<SourceFile, FileSuppressions>()
  readonly #paths = new Map<SourceDocument, Map<string, Suppression[]>>()

  constructor(suppressions: readonly Suppression[]) {
    for (const suppression of suppressions) this.#add(suppression)
  }

  at({ span, document, path }: Diagnostic): readonly Suppression[] {
    const { file } = span
    const covering: Suppression[] = []
    const inFile = this.#files.get(file)
    if (inFile !== undefined) {
      covering.push(...inFile.all)
      if (inFile.lines.size > 0) {
        const line = file.position(span.start).line
        const blocks = new Set(prefixes(path).map(prefix => file.position(document.locate(prefix, 'key').start).line))
        covering.push(...(inFile.lines.get(`${line}`) ?? []))
        for (const block of blocks.add(line)) covering.push(...(inFile.lines.get(`${block}+`) ?? []))
      }
    }
    const inDocument = this.#paths.get(document)
    if (inDocument !== undefined)
      for (const prefix of [[], ...prefixes(path)]) covering.push(...(inDocument.get(JSON.stringify(prefix)) ?? []))
    return covering
  }

  #add(suppression: Suppression): void {
    const { document, scope } = suppression
    if ('path' in scope) {
      const paths = this.#paths.get(document) ?? new Map<string, Suppression[]>()
      this.#paths.set(document, append(paths, JSON.stringify(scope.path), suppression))
      return
    }
    const inFile: FileSuppressions = this.#files.get(document.file) ?? { all: [], lines: new Map<string, Suppression[]>() }
    this.#files.set(document.file, inFile)
    if ('file' in scope) inFile.all.push(suppression)
    else append(inFile.lines, `${scope.line}${scope.block ? '+' : ''}`, suppression)
  }
}

/** Every path that leads to a part of the document above the place, and the place's own. */
function prefixes(path: Path): readonly Path[] {
  return path.map((_, index) => path.slice(0, index + 1))
}

function append(map: Map<string, Suppression[]>, key: string, suppression: Suppression): Map<string, Suppression[]> {
  const list = map.get(key)
  if (list === undefined) map.set(key, [suppression])
  else list.push(suppression)
  return map
}
