import { type CelType, dyn, isDynamic, list, map, parametersOf, sameType } from '../types.ts'

/** What type parameters stand for, as far as it is known. Mirrors cel-go checker/types.go, v0.26. */
export class Substitutions {
  readonly #known = new Map<string, CelType>()
  #undo: [string, CelType | undefined][] = []

  /** Whether each of the first types can be given where the other is asked for; what that says of type parameters is kept. */
  assignable(from: readonly CelType[], to: readonly CelType[]): boolean {
    this.#undo = []
    if (this.#allAssignable(from, to)) return true
    for (const [name, before] of this.#undo.reverse()) {
      if (before === undefined) this.#known.delete(name)
      else this.#known.set(name, before)
    }
    return false
  }

  /** A type with its parameters replaced; those still free become `dyn` where asked. */
  substitute(type: CelType, free: 'keep' | 'dyn'): CelType {
    const known = this.#find(type)
    if (known !== undefined) return this.substitute(known, free)
    switch (type.kind) {
      case 'param':
        return free === 'dyn' ? dyn : type
      case 'list':
        return list(this.substitute(type.element, free))
      case 'map':
        return map(this.substitute(type.key, free), this.substitute(type.value, free))
      case 'opaque':
        return { ...type, parameters: type.parameters.map(parameter => this.substitute(parameter, free)) }
      case 'type':
        return type.of === undefined ? type : { kind: 'type', of: this.substitute(type.of, free) }
      default:
        return type
    }
  }

  #find(type: CelType): CelType | undefined {
    return type.kind === 'param' ? this.#known.get(type.name) : undefined
  }

  #add(parameter: CelType & { kind: 'param' }, type: CelType): void {
    this.#undo.push([parameter.name, this.#known.get(parameter.name)])
    this.#known.set(parameter.name, type)
  }

  #allAssignable(from: readonly CelType[], to: readonly CelType[]): boolean {
    return from.length === to.length && from.every((type, index) => this.#isAssignable(type, to[index]!))
  }

  #isAssignable(from: CelType, to: CelType): boolean {
    if (to.kind === 'param') {
      const { valid, known } = this.#substitutes(from, to)
      if (valid || known) return valid
    }
    if (from.kind === 'param') return this.#substitutes(to, from).valid
    if (isDynamic(from) || isDynamic(to)) return true
    if (from.kind === 'null') return isNullable(to)
    if (to.kind === 'null') return isNullable(from)
    if (from.kind !== to.kind) return false
    if (from.kind === 'type') return true
    if ('name' in from && 'name' in to && from.name !== to.name) return false
    return this.#allAssignable(parametersOf(from), parametersOf(to))
  }

  /** Whether a type may stand for a parameter, and whether something stands for it already. Mirrors isValidTypeSubstitution. */
  #substitutes(type: CelType, parameter: CelType & { kind: 'param' }): { readonly valid: boolean; readonly known: boolean } {
    if (sameType(type, parameter)) return { valid: true, known: true }
    const known = this.#find(parameter)
    if (known === undefined) {
      if (!this.#absentFrom(parameter, type)) return { valid: false, known: false }
      this.#add(parameter, type)
      return { valid: true, known: false }
    }
    if (sameType(type, known)) return { valid: true, known: true }
    if (!this.#isAssignable(type, known)) return { valid: false, known: true }
    const general = mostGeneral(type, known)
    if (this.#absentFrom(parameter, general)) this.#add(parameter, general)
    return { valid: true, known: true }
  }

  #absentFrom(parameter: CelType, within: CelType): boolean {
    if (sameType(parameter, within)) return false
    if (within.kind === 'param') {
      const known = this.#find(within)
      return known === undefined || this.#absentFrom(parameter, known)
    }
    return parametersOf(within).every(inner => this.#absentFrom(parameter, inner))
  }
}

function isNullable(type: CelType): boolean {
  return ['opaque', 'object', 'any', 'duration', 'timestamp', 'null'].includes(type.kind)
}

/** The more general of two types that agree. */
export function mostGeneral(first: CelType, second: CelType): CelType {
  return isLessSpecific(first, second) ? first : second
}

function isLessSpecific(first: CelType, second: CelType): boolean {
  if (first.kind === 'dyn' || first.kind === 'any' || first.kind === 'param') return true
  if (second.kind === 'dyn' || second.kind === 'any' || second.kind === 'param') return false
  if (first.kind !== second.kind) return false
  if (first.kind === 'type') return true
  if ('name' in first && 'name' in second && first.name !== second.name) return false
  const mine = parametersOf(first)
  const theirs = parametersOf(second)
  return mine.length === theirs.length && mine.every((parameter, index) => isLessSpecific(parameter, theirs[index]!))
}
