import { nearestName } from '../k8s/nearest.ts'
import { flags, optionKey } from './flags.ts'
import { UsageError } from './settings.ts'

/** Reads options of unknown shape one by one; each mistake is a UsageError that names the option and what it may be. */
export class OptionReader {
  readonly #options: Readonly<Record<string, unknown>>
  readonly #asFlags: boolean

  /** `asFlags`: messages name `--fail-on` instead of `failOn`. */
  constructor(options: Readonly<Record<string, unknown>>, asFlags: boolean) {
    this.#options = options
    this.#asFlags = asFlags
  }

  switch(key: string): boolean {
    const value = this.#value(key)
    if (value === undefined || value === false) return false
    if (value === true) return true
    throw new UsageError(`${this.title(key)} must be true or false, not ${shown(value)}.`)
  }

  text(key: string): string | undefined {
    const value = this.#value(key)
    if (value === undefined || (typeof value === 'string' && value !== '')) return value
    throw new UsageError(`${this.title(key)} needs a text, not ${shown(value)}.`)
  }

  choice<const Choice extends string>(key: string, choices: readonly Choice[], fallback: Choice): Choice {
    const value = this.#value(key)
    if (value === undefined) return fallback
    // to name the option takes the table of all flags
    return choices.find(choice => choice === value) ?? this.oneOf(this.title(key), value, choices)
  }

  optionalChoice<const Choice extends string>(key: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.#value(key)
    return value === undefined ? undefined : this.oneOf(this.title(key), value, choices)
  }

  /** Texts by name. */
  textPairs(key: string): ReadonlyMap<string, unknown> {
    const value = this.#value(key)
    if (value === undefined) return new Map()
    if (!isObject(value)) throw new UsageError(`${this.title(key)} needs an object of KEY: VALUE, not ${shown(value)}.`)
    return new Map(Object.entries(value))
  }

  /** Values of any sort by name. */
  pairs(key: string): ReadonlyMap<string, unknown> {
    const value = this.#value(key)
    if (value === undefined) return new Map()
    if (!isObject(value)) throw new UsageError(`${this.title(key)} needs an object of NAME: VALUE, not ${shown(value)}.`)
    return new Map(Object.entries(value))
  }

  texts(key: string): readonly string[] {
    const value = this.#value(key)
    if (value === undefined) return []
    if (Array.isArray(value) && value.every(item => typeof item === 'string' && item !== '')) return value
    throw new UsageError(`${this.title(key)} needs a list of texts, not ${shown(value)}.`)
  }

  /** One of a few words, or a list of texts. */
  choiceOrTexts<const Choice extends string>(key: string, choices: readonly Choice[], fallback: Choice): Choice | readonly string[] {
    return Array.isArray(this.#value(key)) ? this.texts(key) : this.choice(key, choices, fallback)
  }

  /** Objects, each with these keys alone. */
  objects(key: string, keys: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
    const value = this.#value(key)
    if (value === undefined) return []
    if (!Array.isArray(value)) throw new UsageError(`${this.title(key)} needs a list of objects, not ${shown(value)}.`)
    return value.map((item, index) => {
      if (!isObject(item)) throw new UsageError(`${this.title(key)}[${index}] must be an object, not ${shown(item)}.`)
      const unknown = Object.keys(item).find(name => !keys.includes(name))
      if (unknown === undefined) return item
      throw new UsageError(`${this.title(key)}[${index}] has no ${shown(unknown)}.${didYouMean(nearestName(unknown, keys))}`)
    })
  }

  choices<const Choice extends string>(key: string, choices: readonly Choice[]): ReadonlyMap<string, Choice> {
    return new Map([...this.pairs(key)].map(([name, choice]) => [name, this.oneOf(`${this.title(key)} ${name}`, choice, choices)]))
  }

  /** How a message names an option. */
  title(key: string): string {
    return this.#asFlags ? `--${flags.find(flag => optionKey(flag.name) === key)?.name ?? key}` : key
  }

  oneOf<Choice extends string>(title: string, value: unknown, choices: readonly Choice[]): Choice {
    const found = choices.find(choice => choice === value)
    if (found !== undefined) return found
    const nearest = typeof value === 'string' ? nearestName(value, choices) : undefined
    throw new UsageError(`${title} must be ${orList(choices)}, not ${shown(value)}.${didYouMean(nearest)}`)
  }

  #value(key: string): unknown {
    return Object.hasOwn(this.#options, key) ? this.#options[key] : undefined
  }
}

/** ` Did you mean x?`, or nothing. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean ${nearest}?`
}

/** `a, b or c` */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value in a message: short, whatever it is. */
export function shown(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? typeof value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}
