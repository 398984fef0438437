import { type CelEnvironment, type CelType, celTypes, compile, instantiationError, type Program, typeText } from '../../cel/index.ts'
import { isAtLeast, type KubernetesVersion } from '../../k8s/version.ts'

/** From here on the type that was found is named too. */
const foundSince = 32

/** What an expression may evaluate to, and what is said of one that does not. */
export interface Wanted {
  readonly types: readonly CelType[]
  readonly otherwise: (found: string, version: KubernetesVersion) => string
}

/** A program, or the detail of the error that the server answers. */
export type CompiledAs = { readonly program: Program } | { readonly error: string; readonly type?: CelType; readonly isInternal?: true }

/** Compiles an expression that must evaluate to certain types. Mirrors apiserver pkg/admission/plugin/cel/compile.go CompileCELExpression, v1.36. */
export function compileAs(expression: string, environment: CelEnvironment, { types, otherwise }: Wanted): CompiledAs {
  const compiled = compile(expression, environment)
  if ('text' in compiled) return { error: `compilation failed: ${compiled.text}` }
  const { program } = compiled
  const fits = types.some(type => type.kind === 'any' || celTypes.sameType(type, program.outputType))
  if (fits) {
    const why = instantiationError(program)
    return why === undefined ? { program } : { error: `program instantiation failed: ${why}`, isInternal: true }
  }
  return { error: otherwise(typeText(program.outputType), environment.version), type: program.outputType }
}

/** One of the types that a policy's expressions may have. */
export function oneOfTypes(...types: CelType[]): Wanted {
  const names = types.map(typeText)
  const wanted = names.length === 1 ? names[0]! : `one of [${names.join(' ')}]`
  return { types, otherwise: (found, version) => `must evaluate to ${wanted}${isAtLeast(version, foundSince) ? ` but got ${found}` : ''}` }
}
