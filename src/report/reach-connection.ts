/** A connection in one text: what is sure, and what else may be. */
export function connectionText({ allow, depends }: { readonly allow?: string; readonly depends?: string }): string {
  const parts = [...(allow === undefined ? [] : [allow]), ...(depends === undefined ? [] : [`depends ${depends}`])]
  return parts.length === 0 ? 'No Connections' : parts.join(', ')
}
