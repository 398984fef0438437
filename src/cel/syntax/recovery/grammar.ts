import type { TokenKind } from '../tokens.ts'
import { buildRules, type Part } from './states.ts'

function token(...kinds: TokenKind[]): Part {
  return { token: kinds }
}

function rule(name: string, precedence = 0): Part {
  return { rule: name, precedence }
}

const leadingDot: Part = { optional: [token("'.'")] }
const question: Part = { optional: [token("'?'")] }
const sign: Part = { optional: [token("'-'")] }
const args: Part = { optional: [rule('exprList')] }
const comma: Part = { optional: [token("','")] }

/** The grammar, left recursion turned into loops. Mirrors cel-go parser/gen/CEL.g4, v0.26. */
export const rules = buildRules({
  start: [rule('expr'), token('<EOF>')],
  expr: [rule('conditionalOr'), { optional: [token("'?'"), rule('conditionalOr'), token("':'"), rule('expr')] }],
  conditionalOr: [rule('conditionalAnd'), { star: [token("'||'"), rule('conditionalAnd')], adaptive: false }],
  conditionalAnd: [rule('relation'), { star: [token("'&&'"), rule('relation')], adaptive: false }],
  relation: [
    rule('calc'),
    {
      star: [{ least: 1 }, token("'=='", "'!='", "'in'", "'<'", "'<='", "'>='", "'>'"), rule('relation', 2)],
      adaptive: true,
      precedence: true,
    },
  ],
  calc: [
    rule('unary'),
    {
      star: [
        {
          choice: [
            [{ least: 2 }, token("'*'", "'/'", "'%'"), rule('calc', 3)],
            [{ least: 1 }, token("'-'", "'+'"), rule('calc', 2)],
          ],
          adaptive: true,
        },
      ],
      adaptive: true,
      precedence: true,
    },
  ],
  unary: [
    {
      choice: [
        [rule('member')],
        [{ plus: [token("'!'")], adaptive: false }, rule('member')],
        [{ plus: [token("'-'")], adaptive: true }, rule('member')],
      ],
      adaptive: true,
    },
  ],
  member: [
    rule('primary'),
    {
      star: [
        {
          choice: [
            [{ least: 3 }, token("'.'"), question, rule('escapeIdent')],
            [{ least: 2 }, token("'.'"), token('IDENTIFIER'), token("'('"), args, token("')'")],
            [{ least: 1 }, token("'['"), question, rule('expr'), token("']'")],
          ],
          adaptive: true,
        },
      ],
      adaptive: true,
      precedence: true,
    },
  ],
  primary: [
    {
      choice: [
        [leadingDot, token('IDENTIFIER')],
        [leadingDot, token('IDENTIFIER'), token("'('"), args, token("')'")],
        [token("'('"), rule('expr'), token("')'")],
        [token("'['"), { optional: [rule('listInit')] }, comma, token("']'")],
        [token("'{'"), { optional: [rule('mapInitializerList')] }, comma, token("'}'")],
        [
          leadingDot,
          token('IDENTIFIER'),
          { star: [token("'.'"), token('IDENTIFIER')], adaptive: false },
          token("'{'"),
          { optional: [rule('fieldInitializerList')] },
          comma,
          token("'}'"),
        ],
        [rule('literal')],
      ],
      adaptive: true,
    },
  ],
  exprList: [rule('expr'), { star: [token("','"), rule('expr')], adaptive: false }],
  listInit: [rule('optExpr'), { star: [token("','"), rule('optExpr')], adaptive: true }],
  fieldInitializerList: [
    rule('optField'),
    token("':'"),
    rule('expr'),
    { star: [token("','"), rule('optField'), token("':'"), rule('expr')], adaptive: true },
  ],
  optField: [question, rule('escapeIdent')],
  mapInitializerList: [
    rule('optExpr'),
    token("':'"),
    rule('expr'),
    { star: [token("','"), rule('optExpr'), token("':'"), rule('expr')], adaptive: true },
  ],
  escapeIdent: [{ choice: [[token('IDENTIFIER')], [token('ESC_IDENTIFIER')]], adaptive: false }],
  optExpr: [question, rule('expr')],
  literal: [
    {
      choice: [
        [sign, token('NUM_INT')],
        [token('NUM_UINT')],
        [sign, token('NUM_FLOAT')],
        [token('STRING')],
        [token('BYTES')],
        [token("'true'")],
        [token("'false'")],
        [token("'null'")],
      ],
      adaptive: true,
    },
  ],
})

/** Tokens in the order that messages list them. */
export const tokenOrder: readonly TokenKind[] = (
  "'==' '!=' 'in' '<' '<=' '>=' '>' '&&' '||' '[' ']' '{' '}' '(' ')' '.' ',' '-' '!' '?' ':' '+' '*' '/' '%' 'true' 'false' 'null'" +
  ' NUM_FLOAT NUM_INT NUM_UINT STRING BYTES IDENTIFIER ESC_IDENTIFIER'
).split(' ') as TokenKind[]
