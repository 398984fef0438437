import { decodeErrorRule, type FieldRef, type FixProposal, writtenText, writtenValue } from '../../kit.ts'

export default decodeErrorRule({
  id: 'schema/invalid-quantity',
  summary: 'An amount that is no Kubernetes quantity',
  checks: ['quantity-format'],
  codes: ['quantity'],
  messages: { quantity: '{field} of {title} is no quantity: {written}.' },
  help: 'Write a number with one of the suffixes m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei or none, such as 500m or 512Mi.',
  fixable: 'safe',
  wording({ at }) {
    const value = writtenValue(at.resource, at.path)
    const written = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : 'this value'
    const options = typeof value === 'string' ? meant(value) : []
    const isCaseAlone = options.length === 1 && options[0]!.toLowerCase() === String(value).toLowerCase()
    const fixes = options.map(text => fix(at, text, isCaseAlone))
    const help =
      fixes.length === 0
        ? {}
        : {
            help: `${fixes
              .map(({ title }) => title)
              .join(', or ')
              .replace(', or Write', ', or')}.`,
          }
    return { message: 'quantity', data: { written }, ...help, fixes }
  },
})

/** What `512mb`, `2 GiB` or `1,5` may stand for, the likelier first. */
function meant(text: string): readonly string[] {
  const match = /^\s*(\d{1,12})(?:[.,](\d{1,3}))?\s*([kmgtpe])?(i)?(b|bytes?)?\s*$/i.exec(text)
  if (match === null) return []
  const [, whole, fraction, letter = '', binary, bytes] = match
  const amount = fraction === undefined ? whole! : `${whole}.${fraction}`
  if (letter === '') return [amount]
  const upper = letter.toUpperCase()
  const asBinary = `${amount}${upper}i`
  const asDecimal = `${amount}${upper === 'K' ? 'k' : upper}`
  if (binary !== undefined) return [asBinary]
  return bytes === undefined ? [asDecimal] : [asBinary, asDecimal]
}

function fix(at: FieldRef, text: string, safe: boolean): FixProposal {
  const quote = /^["']/.exec(writtenText(at))?.[0] ?? ''
  const isPlain = quote === '' && /[A-Za-z]$/.test(text) && at.resource.document.format === 'yaml'
  const mark = quote || '"'
  return { title: `Write ${text}`, safe, edits: [{ at, text: isPlain ? text : `${mark}${text}${mark}` }] }
}
