/** A Kubernetes version that manifests are judged against. */
export interface KubernetesVersion {
  readonly minor: number
  /** Present where the user named one: texts follow it. */
  readonly patch?: number
}

/** The minors whose schemas and texts are bundled. */
export const oldestMinor = 29
export const newestMinor = 36
export const newestVersion: KubernetesVersion = { minor: newestMinor }

/** Reads `1.36`, `v1.36` or `1.34.2`; undefined where the text names no supported version. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = /^v?1\.(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text)
  if (match === null) return undefined
  const minor = Number(match[1])
  if (minor < oldestMinor || minor > newestMinor) return undefined
  return match[2] === undefined ? { minor } : { minor, patch: Number(match[2]) }
}

/** The version as people write it, without `v`: `1.36` or `1.34.2`. */
export function formatKubernetesVersion(version: KubernetesVersion): string {
  return version.patch === undefined ? `1.${version.minor}` : `1.${version.minor}.${version.patch}`
}

/** Whether a version is at or beyond a release; a version without a patch is the newest of its minor. */
export function isAtLeast(version: KubernetesVersion, minor: number, patch = 0): boolean {
  return version.minor > minor || (version.minor === minor && (version.patch ?? Number.POSITIVE_INFINITY) >= patch)
}
