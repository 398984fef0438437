/** JSON with sorted keys and numbers as Go writes integers, so that two values are equal where their texts are. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? String(value)
}

/** The canonical form of a JSON text; integers that no number holds exactly keep their digits. */
export function canonicalText(json: string): string {
  const marked = json.replace(/"(?:[^"\\]|\\.)*"|(?<![0-9.eE+-])-?[0-9]{16,20}(?![0-9.eE])/g, token =>
    token.startsWith('"') ? token : `"\\u0001${token}"`
  )
  return canonicalJson(
    JSON.parse(marked, (_, value: unknown) => {
      if (typeof value !== 'string' || !value.startsWith('\u0001')) return value
      const whole = BigInt(value.slice(1))
      return whole >= -(2n ** 63n) && whole < 2n ** 64n ? whole : Number(value.slice(1))
    })
  )
}
