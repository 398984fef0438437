import type { Rule, RuleEntry, Trigger } from './rule.ts'

/** Brings the module of one rule. */
export type LoadRule = () => Promise<{ readonly default: Rule }>

const severities = { e: 'error', w: 'warning', i: 'info' } as const
const claims = { f: 'fails', r: 'risks' } as const
const noOptions = {}
const presetLists = new Map<string, readonly string[]>([['', []]])
const triggers = new Map<string, Trigger>()

/** The rules of a registry's text: a line with each category's name, and one for each of its rules, in the order of the category's loaders. */
export function readRuleTable(table: string, loaders: Readonly<Record<string, () => readonly LoadRule[]>>): readonly RuleEntry[] {
  const entries: RuleEntry[] = []
  let category = ''
  let load: () => readonly LoadRule[] = () => []
  let index = 0
  for (const line of table.split('\n')) {
    const end = line.indexOf('\t')
    if (end !== -1) entries.push(new Row(category, load, index++, line, end))
    else {
      category = line
      load = loaders[line]!
      index = 0
    }
  }
  return entries
}

/** One line of the table, read where it is asked for: most rules of most runs are not asked for more than their presets. */
class Row implements RuleEntry {
  private readonly category: string
  private readonly loaders: () => readonly LoadRule[]
  private readonly index: number
  private readonly line: string
  /** Where its condition ends. */
  private readonly end: number
  private ownId: string | undefined

  constructor(category: string, loaders: () => readonly LoadRule[], index: number, line: string, end: number) {
    this.category = category
    this.loaders = loaders
    this.index = index
    this.line = line
    this.end = end
    this.ownId = undefined
  }

  get id(): string {
    this.ownId ??= `${this.category}/${this.line.slice(0, this.end)}`
    return this.ownId
  }

  get severity(): RuleEntry['severity'] {
    return severities[this.line[this.end + 1] as keyof typeof severities]
  }

  get claim(): RuleEntry['claim'] {
    return claims[this.line[this.end + 3] as keyof typeof claims]
  }

  get presets(): readonly string[] {
    const presets = this.line.slice(this.end + 5, this.line.indexOf('\t', this.end + 5))
    return presetLists.get(presets) ?? kept(presetLists, presets, presets.split(','))
  }

  get when(): Trigger {
    const from = this.line.indexOf('\t', this.end + 5) + 1
    const to = this.line.indexOf('\t', from)
    const when = this.line.slice(from, to === -1 ? undefined : to)
    return triggers.get(when) ?? kept(triggers, when, when.startsWith('{') ? JSON.parse(when) : { [when]: true })
  }

  get options(): NonNullable<RuleEntry['options']> {
    const options = this.line.split('\t')[5]
    return options === undefined ? noOptions : JSON.parse(options)
  }

  async load(): Promise<Rule> {
    return (await this.loaders()[this.index]!()).default
  }
}

function kept<Value>(known: Map<string, Value>, text: string, value: Value): Value {
  known.set(text, value)
  return value
}
