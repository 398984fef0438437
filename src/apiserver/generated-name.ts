const maxNameLength = 63
const suffixLength = 5

/** Stands for the random part of a name that the server makes up. */
export const suffixPlaceholder = '<suffix>'

/** The name that the server makes up from `generateName`, with a placeholder for the random part. Mirrors apiserver pkg/storage/names/generate.go, v1.36. */
export function generatedName(prefix: string): string {
  return `${prefix.slice(0, maxNameLength - suffixLength)}${suffixPlaceholder}`
}

const madeUpSuffix = 'z2x4w'

/** A name, or a label that holds one, with a random part that the server could have made up in place of the placeholder. */
export function withMadeUpSuffix(name: string): string {
  return name.replace(suffixPlaceholder, madeUpSuffix)
}
