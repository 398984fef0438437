/** What stands for a uid that the server makes up. */
export const madeUpUid = '<uid>'

/** The labels whose value is the uid of a Job. */
export const uidLabels: readonly string[] = ['controller-uid', 'batch.kubernetes.io/controller-uid']

/** Whether a label holds a uid that the server makes up, which is a right value whatever stands for it. */
export function isMadeUpLabel(key: string, value: string): boolean {
  return value === madeUpUid && uidLabels.includes(key)
}

/** What stands for an address of a Service that the server gives out. */
export const madeUpClusterIp = '<clusterIP>'

/** What stands for a port of the nodes that the server gives out. */
export const madeUpNodePort = '<nodePort>'

/** The volume of the service account's token, as the server names it. */
export const madeUpTokenVolume = 'kube-api-access-<suffix>'

/** What stands for the moment of the request. */
export const madeUpTime = '<time>'
