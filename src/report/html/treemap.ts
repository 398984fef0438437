/** A rectangle of a picture. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Divides a rectangle among weights, the largest first, into parts as square as may be: Bruls, Huizing and van Wijk's squarified treemap. */
export function treemap(weights: readonly number[], { x, y, width, height }: Rectangle): readonly Rectangle[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const areas = weights.map(weight => (total === 0 ? 0 : (weight / total) * width * height))
  const parts: Rectangle[] = []
  let free = { x, y, width, height }
  for (let start = 0; start < areas.length; ) {
    const side = Math.min(free.width, free.height)
    let end = start + 1
    while (end < areas.length && worstRatio(areas.slice(start, end + 1), side) <= worstRatio(areas.slice(start, end), side)) end++
    const row = areas.slice(start, end)
    const thickness = side === 0 ? 0 : sumOf(row) / side
    let along = 0
    for (const area of row) {
      const length = thickness === 0 ? 0 : area / thickness
      parts.push(
        free.width >= free.height
          ? { x: free.x, y: free.y + along, width: thickness, height: length }
          : { x: free.x + along, y: free.y, width: length, height: thickness }
      )
      along += length
    }
    free =
      free.width >= free.height
        ? { ...free, x: free.x + thickness, width: Math.max(0, free.width - thickness) }
        : { ...free, y: free.y + thickness, height: Math.max(0, free.height - thickness) }
    start = end
  }
  return parts
}

function worstRatio(row: readonly number[], side: number): number {
  const sum = sumOf(row)
  const [largest, smallest] = [Math.max(...row), Math.min(...row)]
  return smallest === 0 || side === 0
    ? Number.POSITIVE_INFINITY
    : Math.max((side ** 2 * largest) / sum ** 2, sum ** 2 / (side ** 2 * smallest))
}

function sumOf(row: readonly number[]): number {
  return row.reduce((sum, area) => sum + area, 0)
}
