import { fail } from './fail.ts'
import { lineEndOf, startLine } from './lines.ts'
import type { YamlState } from './state.ts'

/**
 * The lines that begin with `%`, at `pos`, up to the `---` that must follow them.
 * Mirrors go.yaml.in/yaml/v2 parserc.go yaml_parser_process_directives.
 */
export function directives(state: YamlState): void {
  const { text } = state
  let version = false
  while (state.pos < state.end && state.column === -1 && text.charCodeAt(state.pos) === 37) {
    const start = state.pos
    const end = lineEndOf(state, start)
    const directive = readDirective(text.slice(start, end))
    const handle = directive?.handle
    if (directive === undefined || (handle === undefined ? version : state.tagHandles.has(handle))) {
      fail(state, {
        message: 'A line that starts with `%` is read as a directive, and it is none that kubectl knows.',
        help: 'Remove the line, or indent it if it is part of a value.',
        start,
        end,
      })
    }
    if (handle === undefined) version = true
    else state.tagHandles.set(handle, directive.prefix)
    startLine(state, text.indexOf('\n', end) + 1)
  }
  if (state.pos >= state.end || state.column !== -1 || text.charCodeAt(state.pos) !== 45) {
    fail(state, {
      message: 'A directive is the last line of its document: kubectl takes the `---` that follows it for a separator.',
      help: 'Remove the line that starts with `%`.',
      start: state.start,
      end: lineEndOf(state, state.start),
    })
  }
}

/** A directive that go-yaml takes: `%YAML 1.1`, or `%TAG` with a handle and a prefix. */
export function readDirective(line: string): { readonly handle?: string; readonly prefix: string } | undefined {
  if (/^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/.test(line)) return { prefix: '' }
  const tag = /^%TAG[ \t]+(!(?:[\w-]*!)?)[ \t]+((?:[\w;/?:@&=+$,.!~*'()[\]-]|%[0-9a-fA-F]{2})+)(?:[ \t]+(?:#.*)?)?$/.exec(line)
  return tag === null ? undefined : { handle: tag[1]!, prefix: tag[2]! }
}

/** A line that go-yaml's scanner takes as a directive, of whatever version. */
export function isDirective(line: string): boolean {
  return readDirective(line.replace(/^(%YAML[ \t]+)[0-9]{1,2}\.[0-9]{1,2}/, '$11.1')) !== undefined
}
