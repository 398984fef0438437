/** A manifest with one slip of the pen. */
export interface Mutant {
  readonly name: string
  readonly original: string
  readonly text: string
  readonly what: string
}

/** Keys below these are names of the writer's own. */
const ownNames = new Set(
  'labels annotations matchLabels data stringData binaryData nodeSelector requests limits parameters hard allocatable capacity default defaultRequest max min properties value values args command'.split(
    ' '
  )
)
const closedSets = new Set(
  'imagePullPolicy restartPolicy dnsPolicy concurrencyPolicy whenUnsatisfiable volumeMode externalTrafficPolicy pathType podManagementPolicy sessionAffinity'.split(
    ' '
  )
)

interface Word {
  readonly line: number
  readonly column: number
  readonly word: string
  readonly isKey: boolean
}

/** Mutants of manifests that the server takes: a key or a value of a closed set in lower case, or one edit away. The same for the same seed. */
export function mutants(
  manifests: readonly { readonly name: string; readonly text: string }[],
  count: number,
  seed: number
): readonly Mutant[] {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * bound)
  }
  const made: Mutant[] = []
  const candidates = manifests.filter(({ text }) =>
    /^apiVersion: [\w./]+\nkind: (?:Deployment|Service|Pod|CronJob|Ingress|StatefulSet)\n/.test(text)
  )
  for (let tries = 0; made.length < count && tries < count * 4; tries++) {
    const { name, text } = candidates[below(candidates.length)]!
    const words = wordsOf(text)
    const { line, column, word, isKey } = words[below(words.length)]!
    const changed = below(2) === 0 ? word.toLowerCase() : edited(word, below)
    if (changed === word || (!isKey && changed.length < 3)) continue
    const lines = text.split('\n')
    lines[line] = lines[line]!.slice(0, column) + changed + lines[line]!.slice(column + word.length)
    made.push({ name, original: text, text: lines.join('\n'), what: `line ${line + 1}: ${word} as ${changed}` })
  }
  return made
}

const depth = (line: string): number => /^[ -]*/.exec(line)![0].length

/** Mutants of the same manifests: a line moved a level in or out, or a unit in another case. The same for the same seed. */
export function misplacements(
  manifests: readonly { readonly name: string; readonly text: string }[],
  count: number,
  seed: number
): readonly Mutant[] {
  let state = seed
  const below = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * bound)
  }
  const made: Mutant[] = []
  for (let tries = 0; made.length < count && tries < count * 20; tries++) {
    const { name, text } = manifests[below(manifests.length)]!
    const lines = text.split('\n')
    const at = below(lines.length)
    const line = lines[at]!
    if (/^\s*(?:#|$)/.test(line) || line.startsWith('---')) continue
    const unit = /^(.*\d)(Mi|Gi|Ki|k)$/.exec(line)
    const changed =
      unit !== null
        ? `${unit[1]}${unit[2]!.toLowerCase() === unit[2] ? unit[2].toUpperCase() : unit[2]!.toLowerCase()}`
        : below(2) === 0 && depth(line) >= 2 && line.startsWith('  ')
          ? line.slice(2)
          : `  ${line}`
    lines[at] = changed
    made.push({ name, original: text, text: lines.join('\n'), what: `line ${at + 1}: ${line} as ${changed}` })
  }
  return made
}

function edited(word: string, below: (bound: number) => number): string {
  const at = 1 + below(word.length - 1)
  const letter = String.fromCharCode(97 + below(26))
  switch (below(4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1)
    case 1:
      return word.slice(0, at) + letter + word.slice(at)
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1)
    default:
      return word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1)
  }
}

function wordsOf(text: string): readonly Word[] {
  const found: Word[] = []
  const open: { readonly column: number; readonly key: string }[] = []
  text.split('\n').forEach((content, line) => {
    const match = /^((?: |- )*)([a-z]\w{3,}):(?: (.*))?$/i.exec(content)
    if (match === null) return
    const [, before, key, value = ''] = match
    const column = before!.length
    while (open.length > 0 && open.at(-1)!.column >= column) open.pop()
    if (!open.some(({ key: outer }) => ownNames.has(outer))) {
      found.push({ line, column, word: key!, isKey: true })
      if (closedSets.has(key!) && /^[A-Z]\w+$/.test(value))
        found.push({ line, column: content.length - value.length, word: value, isKey: false })
    }
    open.push({ column, key: key! })
  })
  return found
}
