import type { Rule } from '../lint/rule.ts'
import type { PageExample } from '../lint/rule-page.ts'

/** The line of metadata, as it stands below the summary. */
export function metadataLine({ severity, claim, stage, presets, since, fixable }: Rule): string {
  const parts = [
    `Severity \`${severity}\``,
    `claim \`${claim}\``,
    `stage \`${stage}\``,
    `preset${presets.length === 1 ? '' : 's'} ${presets.map(preset => `\`${preset}\``).join(', ')}`,
    `since ${since}`,
  ]
  const fix = fixable === undefined ? [] : [fixable === 'safe' ? 'can be fixed' : 'can be fixed with `--unsafe`']
  return `${[...parts, ...fix].join(', ')}.`
}

/** The page with its generated parts as they should be: `outputs` by example. */
export function renderRulePage(text: string, rule: Rule, outputs: ReadonlyMap<PageExample, string>): string {
  const lines = text.split('\n')
  lines[4] = metadataLine(rule)
  const blocks = [...outputs].flatMap(([{ output }, content]) => (output === undefined ? [] : [{ ...output, content }]))
  for (const { start, end, content } of blocks.sort((a, b) => b.start - a.start))
    lines.splice(start, end - start, ...(content === '' ? [] : content.replace(/\n$/, '').split('\n')))
  return lines.join('\n')
}
