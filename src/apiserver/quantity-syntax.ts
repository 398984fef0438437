import { goQuote } from '../k8s/go-quote.ts'
import { milli, parseQuantity, roundUpQuantity } from '../k8s/quantity.ts'
import { formatQuantity } from '../k8s/quantity-text.ts'

/** Where pointers point to. */
const address = '0xc000000000'

/**
 * A quantity as Go's syntax shows the struct that keeps it; `printed` where its text was asked for before, which is kept from then on; in a list of resources no finer than a thousandth.
 * Mirrors apimachinery pkg/api/resource/quantity.go Quantity, v1.33.
 */
export function quantitySyntax(written: unknown, printed = false, inList = false): string {
  const parsed = typeof written === 'string' || typeof written === 'number' || typeof written === 'bigint' ? parseQuantity(written) : ''
  const quantity = inList && typeof parsed !== 'string' ? roundUpQuantity(parsed, milli) : parsed
  if (typeof quantity === 'string') return syntax(0n, 0, 'nil', printed ? '0' : '', '')
  const text = quantity.text ?? (printed ? formatQuantity(quantity) : '')
  return quantity.int64
    ? syntax(quantity.unscaled, quantity.scale, 'nil', text, quantity.format)
    : syntax(0n, 0, address, text, quantity.format)
}

function syntax(value: bigint, scale: number, decimal: string, text: string, format: string): string {
  const int64 = `resource.int64Amount{value:${value}, scale:${scale}}`
  return `resource.Quantity{i:${int64}, d:resource.infDecAmount{Dec:(*inf.Dec)(${decimal})}, s:${goQuote(text)}, Format:${goQuote(format)}}`
}
