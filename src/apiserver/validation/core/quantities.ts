import { goQuote } from '../../../k8s/go-quote.ts'
import { formatQuantity } from '../../../k8s/quantity-text.ts'
import { quantitySyntax } from '../../quantity-syntax.ts'
import type { Field } from '../field.ts'
import { GoValue } from '../field-errors.ts'
import { quantityOf, writtenAmount } from './resource-requirements.ts'

export { quantityOf } from './resource-requirements.ts'

/** A list of resources as an error shows it: by name, each amount in its canonical form. */
export function shownQuantities(list: Field): GoValue {
  const shown = Object.create(null) as Record<string, string>
  for (const name of [...list.keys].sort()) {
    const quantity = quantityOf(list.entry(name))
    shown[name] = quantity === undefined ? '0' : formatQuantity(quantity)
  }
  const syntax = Object.keys(shown).map(name => `${goQuote(name)}:${quantitySyntax(writtenAmount(list.entry(name)), false, true)}`)
  return new GoValue(shown, `core.ResourceList{${syntax.join(', ')}}`)
}

/** An amount as an error shows it; `printed` where its words have it too. */
export function shownAmount(amount: Field, printed: boolean): GoValue {
  const quantity = quantityOf(amount)
  return new GoValue(quantity === undefined ? '0' : formatQuantity(quantity), quantitySyntax(writtenAmount(amount), printed, true))
}
