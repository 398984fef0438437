/** What the flags and options that name one of a few words allow. */
export const worlds = ['open', 'closed'] as const
export const setModes = ['auto', 'one', 'directory', 'file'] as const
export const failOns = ['error', 'warning', 'info', 'never'] as const
export const ruleLevels = ['off', 'info', 'warning', 'error'] as const
export const updates = ['apply', 'replace'] as const
export const arrivals = ['one-by-one', 'together'] as const
export const colors = ['auto', 'always', 'never'] as const
export const checkFormats = ['text', 'compact', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const
export const plainFormats = ['text', 'json'] as const
export const simulateFormats = ['text', 'json', 'html'] as const
export const reachFormats = ['text', 'txt', 'json', 'csv', 'md', 'dot', 'mermaid', 'html'] as const
export const networkPlugins = ['generic', 'calico', 'cilium', 'flannel', 'none'] as const
export const ipBlockReadings = ['yes', 'no', 'unknown'] as const
export const hostNetworkReadings = ['pod', 'node', 'unknown'] as const
