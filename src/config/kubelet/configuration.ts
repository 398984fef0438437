import type { KubeletConfiguration } from '../../k8s/kubelet-configuration.ts'
import { quantityError } from '../../k8s/quantity.ts'
import type { Path } from '../../source/path.ts'
import type { SourceDocument } from '../../source/source-document.ts'
import { type Mistake, mistakesOf, type Shape } from '../scheduler/shape.ts'

const readVersion = 'kubelet.config.k8s.io/v1beta1'

/** What counts of a configuration; the rest of it says nothing of what runs where. */
const fields: Readonly<Record<keyof KubeletConfiguration, Shape>> = {
  maxPods: 'integer',
  kubeReserved: 'any',
  systemReserved: 'any',
  evictionHard: 'any',
  allowedUnsafeSysctls: { list: 'text' },
}
const reservations = ['kubeReserved', 'systemReserved', 'evictionHard'] as const

/** A configuration, or why kubelets would not start with it: `LINE:COLUMN: field: what is wrong`. */
export type KubeletConfigurationAnswer =
  | { readonly configuration: KubeletConfiguration }
  | { readonly file: string; readonly mistakes: readonly string[] }

function isKubeletConfiguration({ value }: SourceDocument): boolean {
  const { apiVersion, kind } = (value ?? {}) as { readonly apiVersion?: unknown; readonly kind?: unknown }
  return kind === 'KubeletConfiguration' && apiVersion === readVersion
}

/** The configuration that counts: the last of the cluster's, or the only one of the input. */
export function chosenKubeletConfiguration(
  cluster: readonly SourceDocument[],
  input: readonly SourceDocument[]
): KubeletConfigurationAnswer | undefined {
  const own = input.filter(isKubeletConfiguration)
  const document = cluster.findLast(isKubeletConfiguration) ?? (own.length === 1 ? own[0] : undefined)
  return document === undefined ? undefined : readKubeletConfiguration(document)
}

/** Reads what counts of a configuration of kubelets. */
export function readKubeletConfiguration(document: SourceDocument): KubeletConfigurationAnswer {
  const value = document.value as Readonly<Record<string, unknown>>
  const given = Object.fromEntries(Object.entries(value).filter(([key, member]) => Object.hasOwn(fields, key) && member !== null))
  const mistakes = [...mistakesOf(given, { fields }), ...reservations.flatMap(name => quantityMistakes(given[name], name))]
  if (mistakes.length === 0) return { configuration: given as KubeletConfiguration }
  return {
    file: document.file.path,
    mistakes: mistakes.map(({ path, message }) => {
      const { line, column } = document.file.position(document.locate(path).start)
      return `${line}:${column}: ${path.join('.')}: ${message}`
    }),
  }
}

function quantityMistakes(value: unknown, name: (typeof reservations)[number]): readonly Mistake[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [mistake([name], value, 'a mapping')]
  return Object.entries(value).flatMap(([key, amount]) => {
    const isShare = name === 'evictionHard' && typeof amount === 'string' && /^\d+(?:\.\d+)?%$/.test(amount)
    const isAmount = isShare || (typeof amount === 'string' && quantityError(amount) === undefined)
    return isAmount
      ? []
      : [mistake([name, key], amount, name === 'evictionHard' ? 'a quantity or a percentage, as a text' : 'a quantity, as a text')]
  })
}

function mistake(path: Path, value: unknown, wanted: string): Mistake {
  return { path, message: `Invalid value: ${JSON.stringify(value)}: must be ${wanted}` }
}
