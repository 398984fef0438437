import { parseQuantity } from '../k8s/quantity.ts'
import type { QuantityText } from '../k8s/types.ts'

const cells = 10
const binaryUnits: readonly (readonly [string, number])[] = [
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
]

/** How much of an amount is taken: a bar of ten cells and the figures, `████████░░  3.2/4` or `███░░░░░░░  2.1/8Gi`. */
export function gauge(taken: QuantityText | undefined, of: QuantityText | undefined, kind: 'cpu' | 'bytes', unicode: boolean): string {
  const used = amountOf(taken)
  const all = amountOf(of)
  const [unit, size] = kind === 'cpu' ? ['', 1] : (binaryUnits.find(([, bytes]) => all >= bytes) ?? ['', 1])
  const figures = `${rounded(used / size, kind === 'cpu' ? 3 : 1)}/${rounded(all / size, kind === 'cpu' ? 3 : 1)}${unit}`
  return `${bar(used, all, unicode)}  ${figures}`
}

/** A quantity as a number, which is exact enough to be looked at; 0 for what is none. */
export function amountOf(quantity: QuantityText | undefined): number {
  const parsed = quantity === undefined ? undefined : parseQuantity(quantity)
  return parsed === undefined || typeof parsed === 'string' ? 0 : Number(parsed.unscaled) * 10 ** parsed.scale
}

/** One cell for each tenth that is begun; all ten only where nothing is left. */
function bar(used: number, all: number, unicode: boolean): string {
  const share = all > 0 ? used / all : used > 0 ? 1 : 0
  const full = share >= 1 ? cells : Math.min(cells - 1, Math.ceil(share * cells - 1e-9))
  const [taken, free] = unicode ? ['█', '░'] : ['#', '.']
  return taken!.repeat(full) + free!.repeat(cells - full)
}

function rounded(amount: number, digits: number): string {
  const text = amount.toFixed(digits).replace(/\.?0+$/, '')
  return text === '0' && amount > 0 ? `<${10 ** -digits}` : text
}
