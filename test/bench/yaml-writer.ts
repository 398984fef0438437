import type { Random } from './random.ts'

/** How one file is laid out: people and tools differ. */
export interface Layout {
  readonly step: 2 | 4
  readonly indentedLists: boolean
  readonly quotes: 'plain' | 'single' | 'double'
  /** Shares of lines that have a comment, of small lists and maps in flow style. */
  readonly comments: number
  readonly flow: number
}

const remarks = [
  'keep in step with the chart',
  'see the runbook: on-call #3',
  'owned by the platform team',
  'was 2 before the sale',
  '"quoted" and: odd, but a comment',
]
const readAsOther =
  /^(?:$|[\s\-?:,[\]{}#&*!|>'"%@`]|.*(?:: | #|\s$|:$)|(?:~|null|true|false|yes|no|on|off|y|n)$|[-+.]?\d[\d_.:eExXa-fA-F+-]*$)/i

export function pickLayout(random: Random): Layout {
  return {
    step: random.chance(0.8) ? 2 : 4,
    indentedLists: random.chance(0.6),
    quotes: random.weighted([
      ['plain', 5],
      ['double', 3],
      ['single', 2],
    ]),
    comments: random.pick([0, 0, 0, 0.02, 0.05]),
    flow: random.pick([0, 0, 0.1, 0.3]),
  }
}

/** A value as the YAML text of one document. */
export function writeYaml(value: object, layout: Layout, random: Random): string {
  const lines: string[] = []
  writeMap(value as Record<string, unknown>, '', '', lines, layout, random)
  return `${lines.join('\n')}\n`
}

/** `lead` stands before the first key in place of the indentation: the dash of a list's item. */
function writeMap(map: Record<string, unknown>, indent: string, lead: string, lines: string[], layout: Layout, random: Random): void {
  let before = lead
  for (const [key, value] of Object.entries(map)) {
    if (before === '' && random.chance(layout.comments)) lines.push(`${indent}# ${random.pick(remarks)}`)
    writeValue(value, indent, `${before === '' ? indent : before}${writeKey(key)}:`, lines, layout, random)
    before = ''
  }
}

function writeValue(value: unknown, indent: string, lead: string, lines: string[], layout: Layout, random: Random): void {
  const inner = indent + ' '.repeat(layout.step)
  if (typeof value === 'string' && value.includes('\n')) {
    lines.push(`${lead} |${value.endsWith('\n') ? '' : '-'}`)
    for (const line of value.replace(/\n$/, '').split('\n')) lines.push(line === '' ? '' : inner + line)
  } else if (value === null || typeof value !== 'object') lines.push(`${lead} ${writeScalar(value, layout, random)}`)
  else if (Object.keys(value).length === 0) lines.push(`${lead} ${Array.isArray(value) ? '[]' : '{}'}`)
  else if (isSmall(value) && random.chance(layout.flow)) lines.push(`${lead} ${writeFlow(value)}`)
  else {
    lines.push(random.chance(layout.comments) ? `${lead} # ${random.pick(remarks)}` : lead)
    if (Array.isArray(value)) writeList(value, layout.indentedLists ? inner : indent, lines, layout, random)
    else writeMap(value as Record<string, unknown>, inner, '', lines, layout, random)
  }
}

function writeList(list: readonly unknown[], indent: string, lines: string[], layout: Layout, random: Random): void {
  for (const item of list) {
    const lead = `${indent}- `
    if (item !== null && typeof item === 'object' && !Array.isArray(item) && Object.keys(item).length > 0) {
      if (isSmall(item) && random.chance(layout.flow)) lines.push(lead + writeFlow(item))
      else writeMap(item as Record<string, unknown>, `${indent}  `, lead, lines, layout, random)
    } else lines.push(lead + (typeof item === 'object' ? writeFlow(item) : writeScalar(item, layout, random)))
  }
}

function isSmall(value: object): boolean {
  const entries = Object.values(value)
  return (
    entries.length <= 3 &&
    entries.every(entry => (typeof entry !== 'object' || entry === null) && String(entry).length < 24 && !String(entry).includes('\n'))
  )
}

function writeFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, entry]) => `${writeKey(key)}: ${writeFlow(entry)}`)
      .join(', ')} }`
  }
  return typeof value === 'string' && (readAsOther.test(value) || /[,[\]{}]/.test(value)) ? JSON.stringify(value) : String(value)
}

function writeKey(key: string): string {
  return readAsOther.test(key) ? JSON.stringify(key) : key
}

function writeScalar(value: unknown, layout: Layout, random: Random): string {
  if (typeof value !== 'string') return String(value)
  const must = readAsOther.test(value)
  if (layout.quotes === 'plain' && !must) return value
  if (!must && random.chance(0.5)) return value
  return layout.quotes === 'single' && !/[\n\t]/.test(value) ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value)
}
