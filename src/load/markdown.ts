/** Whether a file is a page with manifests between its fences. */
export function isPage(path: string): boolean {
  return !path.endsWith('.yaml') && /\.(?:md|markdown)$/i.test(path)
}

/**
 * The manifests of a Markdown page, each a document at its own offsets: the lines between fences of YAML and JSON, with separators in the
 * place of the fences and nothing in that of all other lines.
 */
export function fencedManifests(page: string): string {
  const lines = page.split('\n')
  let fence: { readonly mark: string; readonly isManifest: boolean; readonly indent: number } | undefined
  return lines
    .map(line => {
      const content = line.endsWith('\r') ? line.slice(0, -1) : line
      const [, indent, mark, info] = /^([ \t]*)(`{3,}|~{3,})([^`]*)$/.exec(content) ?? []
      if (fence === undefined) {
        if (mark === undefined) return blank(line)
        const isManifest = /^(?:ya?ml|json)\b/i.test(info!.trim())
        fence = { mark, isManifest, indent: indent!.length }
        return isManifest ? separator(line) : blank(line)
      }
      if (mark?.startsWith(fence.mark) === true && info!.trim() === '') {
        const { isManifest } = fence
        fence = undefined
        return isManifest ? separator(line) : blank(line)
      }
      if (!fence.isManifest) return blank(line)
      return fence.indent > 0 && content.trim() === '---' ? separator(line) : line
    })
    .join('\n')
}

function blank(line: string): string {
  return line.replace(/[^\r]/g, ' ')
}

function separator(line: string): string {
  return `---${blank(line).slice(3)}`
}
