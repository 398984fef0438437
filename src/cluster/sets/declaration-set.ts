import type { Declaration } from '../declaration.ts'

/** The manifests that live in one cluster together. */
export interface DeclarationSet {
  /** The nearest directory that holds its files, `.` for the working directory; where each file is a set, the file. */
  readonly name: string
  /** In order of arrival. */
  readonly declarations: readonly Declaration[]
}
