import type { Rule, RuleEntry, Trigger } from './rule.ts'

/** Brings the module of one rule. */
export type LoadRule = () => Promise<{ readonly default: Rule }>

/** What is known of all rules before one is loaded: texts, which are read faster than as many object literals. */
export interface RuleTable {
  /** A line with each category's name, and one for each of its rules, in the order of the category's loaders. */
  readonly table: string
  /** The presets of a rule, one line for each letter that the table has for them. */
  readonly presets: string
  /** A list, whose indexes the table has. */
  readonly triggers: string
  readonly loaders: Readonly<Record<string, () => readonly LoadRule[]>>
}

const severities = { e: 'error', w: 'warning', i: 'info' } as const
const claims = { f: 'fails', r: 'risks' } as const
const noOptions = {}
const zero = 48
const firstLetter = 97

/** The rules of a registry. */
export function readRuleTable({ table, presets, triggers, loaders }: RuleTable): readonly RuleEntry[] {
  const shared = new Shared(table, presets, triggers)
  const entries: RuleEntry[] = []
  let category = new Category('', () => [], shared)
  let tab = table.indexOf('\t')
  for (let start = 0, index = 0; start < table.length; ) {
    const newline = table.indexOf('\n', start)
    const end = newline === -1 ? table.length : newline
    if (tab !== -1 && tab < end) {
      entries.push(new Row(category, index++, start, tab))
      tab = table.indexOf('\t', end)
    } else {
      const name = table.slice(start, end)
      category = new Category(name, loaders[name]!, shared)
      index = 0
    }
    start = end + 1
  }
  return entries
}

/** What rules have in common: those with the same presets, or the same trigger, share one value. */
class Shared {
  readonly table: string
  readonly presets: readonly (readonly string[])[]
  private readonly triggerText: string
  private readTriggers: readonly Trigger[] | undefined

  constructor(table: string, presets: string, triggers: string) {
    this.table = table
    this.presets = presets.split('\n').map(names => (names === '' ? [] : names.split(',')))
    this.triggerText = triggers
    this.readTriggers = undefined
  }

  get triggers(): readonly Trigger[] {
    this.readTriggers ??= JSON.parse(this.triggerText) as readonly Trigger[]
    return this.readTriggers
  }
}

class Category {
  readonly name: string
  readonly loaders: () => readonly LoadRule[]
  readonly shared: Shared

  constructor(name: string, loaders: () => readonly LoadRule[], shared: Shared) {
    this.name = name
    this.loaders = loaders
    this.shared = shared
  }
}

/** One line of the table, read where it is asked for: most rules of most runs are not asked for more than their presets. */
class Row implements RuleEntry {
  private readonly category: Category
  private readonly index: number
  /** Where its condition starts in the table. */
  private readonly start: number
  /** Where that ends. */
  private readonly end: number
  private ownId: string | undefined

  constructor(category: Category, index: number, start: number, end: number) {
    this.category = category
    this.index = index
    this.start = start
    this.end = end
    this.ownId = undefined
  }

  get id(): string {
    this.ownId ??= `${this.category.name}/${this.category.shared.table.slice(this.start, this.end)}`
    return this.ownId
  }

  get severity(): RuleEntry['severity'] {
    return severities[this.category.shared.table[this.end + 1] as keyof typeof severities]
  }

  get claim(): RuleEntry['claim'] {
    return claims[this.category.shared.table[this.end + 2] as keyof typeof claims]
  }

  get presets(): readonly string[] {
    const { table, presets } = this.category.shared
    return presets[table.charCodeAt(this.end + 3) - firstLetter]!
  }

  get when(): Trigger {
    const { table, triggers } = this.category.shared
    let trigger = 0
    for (let i = this.end + 4; i < table.length; i++) {
      const digit = table.charCodeAt(i) - zero
      if (digit < 0) break
      trigger = trigger * 10 + digit
    }
    return triggers[trigger]!
  }

  get options(): NonNullable<RuleEntry['options']> {
    const { table } = this.category.shared
    const newline = table.indexOf('\n', this.end)
    const line = table.slice(this.end, newline === -1 ? table.length : newline)
    const tab = line.indexOf('\t', 1)
    return tab === -1 ? noOptions : JSON.parse(line.slice(tab + 1))
  }

  async load(): Promise<Rule> {
    return (await this.category.loaders()[this.index]!()).default
  }
}
