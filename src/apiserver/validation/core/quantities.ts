import { formatQuantity } from '../../../k8s/quantity-text.ts'
import type { Field } from '../field.ts'
import { quantityOf } from './resource-requirements.ts'

export { quantityOf } from './resource-requirements.ts'

/** A list of resources as an error shows it: by name, each amount in its canonical form. */
export function shownQuantities(list: Field): Readonly<Record<string, string>> {
  const shown = Object.create(null) as Record<string, string>
  for (const name of [...list.keys].sort()) {
    const quantity = quantityOf(list.entry(name))
    shown[name] = quantity === undefined ? '0' : formatQuantity(quantity)
  }
  return shown
}
