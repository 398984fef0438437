/** A text with the part between `<!-- name -->` and `<!-- /name -->` replaced; throws where the markers are missing. */
export function withBlock(text: string, name: string, content: string): string {
  const start = `<!-- ${name} -->`
  const end = `<!-- /${name} -->`
  const from = text.indexOf(start)
  const to = text.indexOf(end)
  if (from < 0 || to < from) throw new Error(`no ${start} … ${end} in the text`)
  return `${text.slice(0, from)}${start}\n${content.trimEnd()}\n${text.slice(to)}`
}
