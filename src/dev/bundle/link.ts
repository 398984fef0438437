import { posix } from 'node:path'
import { hotFile, mainFile, schemes, sideName, warmFile } from './chunk.ts'
import { finderSpecifier } from './rule-texts.ts'

/** Where the lists that the layers' files export have what is used of each module. */
export interface Indexes {
  readonly hot: ReadonlyMap<string, number>
  readonly warm: ReadonlyMap<string, number>
}

/** What a file defers its requires by, until something of them is used; from then on the variable holds the module itself. */
export const deferring = '(handler=>load=>new Proxy(load,handler))({get:(load,name)=>load()[name]})'
/** What a file defers the modules by that it imports on demand. */
export const waiting = 'load=>Promise.resolve().then(load)'

/**
 * Writes out what the specifiers in a file's text mean, and defers what it requires until something of it is used: the modules are without
 * effects of their own, so that their order does not matter.
 */
export function linker(siblings: ReadonlySet<string>, indexes: Indexes): (path: string, text: string) => string {
  return (path, text) => {
    const link = new FileLink(path, indexes)
    const quoted = '"((?:\\.{1,2}\\/|hot:|warm:|side:|texts:)[^"]*)"'
    const onDemand = `\\bPromise\\.resolve\\(\\)\\.then\\(\\(\\) ?=> ?(?:[\\w$]+\\(require\\(${quoted}\\)\\)|require\\(${quoted}\\))\\)`
    const isOwn = (specifier: string): boolean => !specifier.startsWith('.') || siblings.has(link.target(specifier))
    const linked = text
      .replace(
        new RegExp(onDemand, 'g'),
        (_, wrapped: string | undefined, plain: string | undefined) => `${link.word('$later')}(()=>${link.expression((wrapped ?? plain)!)})`
      )
      .replace(new RegExp(`(?<![\\w$])([\\w$]+) ?= ?require\\(${quoted}\\)(?!\\.)`, 'g'), (whole, variable: string, specifier: string) =>
        isOwn(specifier) ? `${variable}=${link.word('$on')}(()=>${variable}=${link.expression(specifier)})` : whole
      )
      .replace(new RegExp(`\\brequire\\(${quoted}\\)`, 'g'), (_, specifier: string) => link.expression(specifier))
    return link.declarations() + linked
  }
}

/** What the files of the layers are given of the file that is run: to require it would be to look for it. */
export const given = '$main'

/** Words that the file that is run has for all others. */
const shared = ['$on', '$later', '$hot', '$warm'] as const
type Word = (typeof shared)[number] | '$file'

/** How one file gets at the others: a word for each way that it goes. */
class FileLink {
  readonly #path: string
  readonly #indexes: Indexes
  readonly #used = new Set<Word>()

  constructor(path: string, indexes: Indexes) {
    this.#path = path
    this.#indexes = indexes
  }

  word(word: Word): Word {
    this.#used.add(word)
    return word
  }

  /** The path below dist that a specifier of another file means. */
  target(specifier: string): string {
    return posix.join(posix.dirname(this.#path), specifier).replace(/\.js$/, '.cjs')
  }

  /** The expression that loads what a specifier means. */
  expression(specifier: string): string {
    const module = specifier.slice(specifier.indexOf(':') + 1)
    if (specifier.startsWith(schemes.hot)) {
      const index = this.#indexes.hot.get(module)
      return index === undefined ? 'load().first' : `${this.word('$hot')}(${index})`
    }
    if (specifier.startsWith(schemes.warm)) return `${this.word('$warm')}(${this.#indexes.warm.get(module)})`
    if (specifier === finderSpecifier) return `${this.#main()}.warm()`
    if (!specifier.startsWith(schemes.side)) return this.#require(this.target(specifier))
    return this.#path === hotFile ? `${this.word('$file')}("${sideName(module)}")` : this.#require(`chunks/${sideName(module)}.cjs`)
  }

  /** What declares the words that were used. */
  declarations(): string {
    if (this.#path === mainFile) return ''
    const isHot = this.#path === hotFile
    const own = {
      $file: 'name=>require("./chunks/"+name+".cjs")',
      ...(isHot && { $on: deferring, $later: waiting }),
    }
    const taken = shared.filter(word => this.#used.has(word) && !Object.hasOwn(own, word))
    const declared = Object.entries(own).flatMap(([word, value]) => (this.#used.has(word as Word) ? [`${word}=${value}`] : []))
    const all = [...(taken.length === 0 ? [] : [`{${taken.join(',')}}=${this.#main()}`]), ...declared]
    return all.length === 0 ? '' : `const ${all.join(',')};`
  }

  #main(): string {
    return this.#path === hotFile || this.#path === warmFile ? given : this.#require(mainFile)
  }

  #require(to: string): string {
    const found = posix.relative(posix.dirname(this.#path), to)
    return `require(${JSON.stringify(found.startsWith('.') ? found : `./${found}`)})`
  }
}
