/** The group of an apiVersion: `apps` of `apps/v1`, `''` of `v1`. */
export function apiGroup(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')))
}
