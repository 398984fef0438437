import type { Expr, FieldEntry, MapEntry } from '../ast.ts'
import { balanced, call } from './build.ts'
import type { PlacedMessage } from './issues.ts'
import { literalAt } from './literals.ts'
import { expandMacro, type MacroSet } from './macros.ts'
import { products, relations, sums } from './operator-names.ts'
import { reservedNames } from './reserved-names.ts'
import type { Token, TokenKind } from './tokens.ts'

const deepest = 250

/** Thrown where the tokens fit no grammar: what to say of that is another module's. */
export class UnexpectedToken extends Error {}

/** Thrown where an expression nests deeper than cel-go allows. */
export class TooDeep extends Error {}

/** What parsing found: a tree, and what is wrong with its parts although it reads. */
export interface Parsed {
  readonly root: Expr
  readonly messages: readonly PlacedMessage[]
}

/** Parses tokens that have no lexical errors. Mirrors cel-go parser/parser.go, v0.26. */
export function parseTokens(tokens: readonly Token[], macros: MacroSet): Parsed {
  const parser = new Parser(tokens, macros)
  const root = parser.expression()
  parser.take('<EOF>')
  return { root, messages: parser.messages }
}

class Parser {
  readonly #tokens: readonly Token[]
  readonly #macros: MacroSet
  #next = 0
  #depth = 0
  readonly messages: PlacedMessage[] = []

  constructor(tokens: readonly Token[], macros: MacroSet) {
    this.#tokens = tokens
    this.#macros = macros
  }

  expression(): Expr {
    this.#enter()
    const condition = this.#or()
    const question = this.#accept("'?'")
    if (question !== undefined) {
      const yes = this.#or()
      this.take("':'")
      const no = this.expression()
      this.#depth--
      return call(question.at, '_?_:_', condition, yes, no)
    }
    this.#depth--
    return condition
  }

  #or(): Expr {
    return this.#logic("'||'", '_||_', () => this.#and())
  }

  #and(): Expr {
    return this.#logic("'&&'", '_&&_', () => this.#relation())
  }

  #logic(kind: TokenKind, name: string, term: () => Expr): Expr {
    const terms = [term()]
    const operators: number[] = []
    for (let token = this.#accept(kind); token !== undefined; token = this.#accept(kind)) {
      operators.push(token.at)
      terms.push(term())
    }
    return balanced(name, terms, operators)
  }

  #relation(): Expr {
    return this.#binary(relations, () => this.#sum())
  }

  #sum(): Expr {
    return this.#binary(sums, () => this.#binary(products, () => this.#unary()))
  }

  /** A chain that groups to the left; each link is one level deeper. */
  #binary(operators: ReadonlyMap<TokenKind, string>, operand: () => Expr): Expr {
    let left = operand()
    const depth = this.#depth
    for (let name = operators.get(this.#peek().kind); name !== undefined; name = operators.get(this.#peek().kind)) {
      const { at } = this.#advance()
      this.#enter()
      left = call(at, name, left, operand())
    }
    this.#depth = depth
    return left
  }

  #unary(): Expr {
    const first = this.#peek()
    if (first.kind === "'!'") return this.#prefixed(first, '!_')
    const signed = first.kind === "'-'" && /^NUM_(?:INT|FLOAT)$/.test(this.#peek(1).kind)
    return first.kind === "'-'" && !signed ? this.#prefixed(first, '-_') : this.#member()
  }

  #prefixed(first: Token, name: string): Expr {
    let count = 0
    while (this.#peek().kind === first.kind) {
      this.#advance()
      count++
    }
    const operand = this.#member()
    return count % 2 === 0 ? operand : call(first.at, name, operand)
  }

  #member(): Expr {
    let operand = this.#primary()
    const depth = this.#depth
    for (;;) {
      const token = this.#peek()
      if (token.kind === "'.'") operand = this.#selection(operand, this.#advance())
      else if (token.kind === "'['") operand = this.#index(operand, this.#advance())
      else break
      this.#enter()
    }
    this.#depth = depth
    return operand
  }

  #selection(operand: Expr, dot: Token): Expr {
    const optional = this.#accept("'?'") !== undefined
    const name = this.#advance()
    if (name.kind === 'ESC_IDENTIFIER') this.messages.push({ at: name.at, message: "unsupported syntax: '`'" })
    else if (name.kind !== 'IDENTIFIER') throw new UnexpectedToken()
    if (optional) return call(dot.at, '_?._', operand, { kind: 'literal', at: name.at, value: name.text, type: { kind: 'string' } })
    const open = this.#accept("'('")
    if (open === undefined) return { kind: 'select', at: dot.at, operand, field: name.text, test: false }
    return this.#called(open, name.text, operand)
  }

  #called(open: Token, name: string, target?: Expr): Expr {
    const args = this.#arguments()
    const expanded = expandMacro(this.#macros, { at: open.at, name, args, ...(target === undefined ? {} : { target }) })
    if (expanded === undefined) return { kind: 'call', at: open.at, name, args, ...(target === undefined ? {} : { target }) }
    if ('kind' in expanded) return expanded
    this.messages.push(expanded)
    return { kind: 'literal', at: open.at, value: null, type: { kind: 'error' } }
  }

  #index(operand: Expr, open: Token): Expr {
    const optional = this.#accept("'?'") !== undefined
    const index = this.expression()
    this.take("']'")
    return call(open.at, optional ? '_[?_]' : '_[_]', operand, index)
  }

  #arguments(): Expr[] {
    const args: Expr[] = []
    if (this.#accept("')'") !== undefined) return args
    do args.push(this.expression())
    while (this.#accept("','") !== undefined)
    this.take("')'")
    return args
  }

  #primary(): Expr {
    const first = this.#peek()
    switch (first.kind) {
      case "'('": {
        this.#advance()
        const inner = this.expression()
        this.take("')'")
        return inner
      }
      case "'['":
        return this.#list(this.#advance())
      case "'{'":
        return this.#map(this.#advance())
      case "'.'":
      case 'IDENTIFIER':
        return this.#named()
      default:
        return this.#literal()
    }
  }

  #literal(): Expr {
    const sign = this.#accept("'-'")
    const token = this.#advance()
    const literal = literalAt(token, sign)
    if (literal === undefined) throw new UnexpectedToken()
    if (!('message' in literal)) return literal
    this.messages.push(literal)
    return { kind: 'literal', at: literal.at, value: null, type: { kind: 'error' } }
  }

  #named(): Expr {
    const dot = this.#accept("'.'")
    const first = this.take('IDENTIFIER')
    const message = this.#messageName()
    const prefix = dot === undefined ? '' : '.'
    if (message !== undefined) return this.#message(prefix + [first.text, ...message.names].join('.'), message.open)
    const open = this.#accept("'('")
    const at = dot === undefined ? first.at : dot.at
    if (reservedNames.has(first.text)) {
      this.messages.push({ at, message: `reserved identifier: ${first.text}` })
      if (open !== undefined) this.#arguments()
      return { kind: 'literal', at, value: null, type: { kind: 'error' } }
    }
    return open === undefined ? { kind: 'ident', at: first.at, name: prefix + first.text } : this.#called(open, prefix + first.text)
  }

  /** The rest of a dotted name that a brace follows. */
  #messageName(): { readonly names: string[]; readonly open: Token } | undefined {
    const names: string[] = []
    let ahead = 0
    while (this.#peek(ahead).kind === "'.'" && this.#peek(ahead + 1).kind === 'IDENTIFIER') {
      names.push(this.#peek(ahead + 1).text)
      ahead += 2
    }
    if (this.#peek(ahead).kind !== "'{'") return undefined
    this.#next += ahead
    return { names, open: this.#advance() }
  }

  #list(open: Token): Expr {
    const elements: Expr[] = []
    const optionals = new Set<number>()
    while (this.#peek().kind !== "']'") {
      if (elements.length === 0 && this.#accept("','") !== undefined) break
      if (this.#accept("'?'") !== undefined) optionals.add(elements.length)
      elements.push(this.expression())
      if (this.#accept("','") === undefined) break
    }
    this.take("']'")
    return { kind: 'list', at: open.at, elements, optionals }
  }

  #map(open: Token): Expr {
    const entries: MapEntry[] = []
    this.#entries(() => {
      const optional = this.#accept("'?'") !== undefined
      const key = this.expression()
      const { at } = this.take("':'")
      entries.push({ at, key, value: this.expression(), optional })
    })
    return { kind: 'map', at: open.at, entries }
  }

  #message(name: string, open: Token): Expr {
    const fields: FieldEntry[] = []
    this.#entries(() => {
      const optional = this.#accept("'?'") !== undefined
      const field = this.#advance()
      if (field.kind === 'ESC_IDENTIFIER') this.messages.push({ at: field.at, message: "unsupported syntax: '`'" })
      else if (field.kind !== 'IDENTIFIER') throw new UnexpectedToken()
      const { at } = this.take("':'")
      fields.push({ at, name: field.text, value: this.expression(), optional })
    })
    return { kind: 'struct', at: open.at, name, fields }
  }

  #entries(entry: () => void): void {
    if (this.#accept("','") === undefined)
      while (this.#peek().kind !== "'}'") {
        entry()
        if (this.#accept("','") === undefined) break
      }
    this.take("'}'")
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)]!
  }

  #advance(): Token {
    const token = this.#peek()
    this.#next++
    return token
  }

  #accept(kind: TokenKind): Token | undefined {
    return this.#peek().kind === kind ? this.#advance() : undefined
  }

  take(kind: TokenKind): Token {
    const token = this.#accept(kind)
    if (token === undefined) throw new UnexpectedToken()
    return token
  }

  #enter(): void {
    if (++this.#depth > deepest) throw new TooDeep()
  }
}
