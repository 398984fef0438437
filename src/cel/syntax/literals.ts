import type { Expr } from '../ast.ts'
import { bool, bytes, type CelType, double, int, nullType, string, uint } from '../types.ts'
import type { CelValue } from '../values.ts'
import type { PlacedMessage } from './issues.ts'
import type { Token } from './tokens.ts'
import { unescapeBytes, unescapeString } from './unescape.ts'

const leastInt = -(2n ** 63n)
const mostInt = 2n ** 63n - 1n
const mostUint = 2n ** 64n - 1n

/** The literal that a token is, or what is wrong with it; undefined where the token is no literal. */
export function literalAt(token: Token, sign: Token | undefined): Extract<Expr, { kind: 'literal' }> | PlacedMessage | undefined {
  const at = sign?.at ?? token.at
  if (token.kind === 'NUM_INT') return intLiteral(at, token.text, sign !== undefined)
  if (token.kind === 'NUM_FLOAT') return floatLiteral(at, (sign === undefined ? '' : '-') + token.text)
  return sign === undefined ? unsignedLiteral(token) : undefined
}

function unsignedLiteral({ kind, text, at }: Token): Extract<Expr, { kind: 'literal' }> | PlacedMessage | undefined {
  switch (kind) {
    case 'NUM_UINT': {
      const value = BigInt(text.slice(0, -1))
      return value > mostUint ? { at, message: 'invalid uint literal' } : literal(at, { kind: 'uint', value }, uint)
    }
    case 'STRING': {
      const value = unescapeString(text)
      return value === undefined ? { at, message: 'invalid unicode code point' } : literal(at, value, string)
    }
    case 'BYTES': {
      const value = unescapeBytes(text.slice(1))
      return value === undefined ? { at, message: 'unable to unescape string' } : literal(at, { kind: 'bytes', bytes: value }, bytes)
    }
    case "'true'":
    case "'false'":
      return literal(at, kind === "'true'", bool)
    case "'null'":
      return literal(at, null, nullType)
    default:
      return undefined
  }
}

function intLiteral(at: number, text: string, negative: boolean): Extract<Expr, { kind: 'literal' }> | PlacedMessage {
  const value = negative ? -BigInt(text) : BigInt(text)
  return value < leastInt || value > mostInt ? { at, message: 'invalid int literal' } : literal(at, value, int)
}

function floatLiteral(at: number, text: string): Extract<Expr, { kind: 'literal' }> | PlacedMessage {
  const value = Number(text)
  return Number.isFinite(value) ? literal(at, value, double) : { at, message: 'invalid double literal' }
}

function literal(at: number, value: CelValue, type: CelType): Extract<Expr, { kind: 'literal' }> {
  return { kind: 'literal', at, value, type }
}
