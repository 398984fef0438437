/** What stands for a uid that the server makes up. */
export const madeUpUid = '<uid>'

/** What stands for an address of a Service that the server gives out. */
export const madeUpClusterIp = '<clusterIP>'

/** What stands for a port of the nodes that the server gives out. */
export const madeUpNodePort = '<nodePort>'
