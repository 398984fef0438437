/** A host that a text tells somebody to connect to. */
export interface Host {
  /** The steps of its name: `['db', 'shop', 'svc']`. */
  readonly labels: readonly string[]
  readonly scheme: string | undefined
  readonly port: number | undefined
  /** The text names nothing else. */
  readonly isWhole: boolean
}

const comment = /^\s*(#|\/\/|;)/
const separators = /[\s"'`,;=()<>[\]{}|]+/
const longestText = 65_536
const longestToken = 300
/** What tells a host from any other word: a scheme, a port, a domain of Services. */
const signs = /:\/\/|:\d|\.svc/

/** Whether a text holds what a host is told by, which costs little to know. */
export function mayNameHosts(text: string): boolean {
  return signs.test(text)
}

/** The hosts that a text may mean, in order; with `isHost` every word of it may be one. */
export function hostsIn(text: string, isHost: boolean): readonly Host[] {
  const hosts: Host[] = []
  for (const line of text.slice(0, longestText).split('\n')) {
    if ((!isHost && !signs.test(line)) || comment.test(line)) continue
    for (const token of line.split(separators)) {
      if (token.length > longestToken || (!isHost && !signs.test(token))) continue
      const host = hostOf(token)
      if (host !== undefined) hosts.push({ ...host, isWhole: token === text.trim() })
    }
  }
  return hosts
}

/** `scheme://user@host:port/path`, or a part of it from the host on. */
function hostOf(token: string): Omit<Host, 'isWhole'> | undefined {
  const start = token.indexOf('://')
  const scheme = start === -1 ? undefined : token.slice(token.lastIndexOf(':', start - 1) + 1, start).toLowerCase()
  const rest = (start === -1 ? token : token.slice(start + 3)).split(/[/?#]/, 1)[0]!
  const authority = rest.slice(rest.lastIndexOf('@') + 1)
  const [name = '', port, ...others] = authority.split(':')
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(name) || others.length > 0 || (port !== undefined && !/^\d{1,5}$/.test(port))) return undefined
  return { labels: name.split('.'), scheme, port: port === undefined ? undefined : Number(port) }
}
