const names =
  /(?:^|[_.-])(?:password|passwd|pwd|passphrase|secret|secret[_.-]?key|api[_.-]?key|access[_.-]?key|private[_.-]?key|auth[_.-]?token|access[_.-]?token|client[_.-]?secret|credentials?)$/i
const camelNames = /(?:[a-z0-9](?:Password|Secret|ApiKey|SecretKey|AccessKey|PrivateKey|Token))$/
/** Names that hold where a secret is, or what is done with it. */
const aboutSecrets = /(?:file|path|dir|name|ref|url|uri|policy|length|ttl|expiry|enabled|mount|provider|header|field|class|type)$/i
const placeholder =
  /^(?:|change[-_ ]?me.*|replace[-_ ]?me.*|your[-_ ].*|todo|none|null|true|false|x{3,}|\*{3,}|<.*>|\[.*\]|\{\{.*\}\}|%\w+%|.*\$[({].*[)}].*|vault:.*|ref\+.*|enc\[.*|\/.*)$/is
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'a private key'],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, 'an AWS access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, 'a GitHub token'],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, 'a GitLab token'],
  [/\bxox[abposr]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bAIza[0-9A-Za-z_-]{35}\b/, 'a Google API key'],
  [/\bsk_live_[0-9a-zA-Z]{20,}/, 'a Stripe key'],
  [/\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, 'a JSON Web Token'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@$]+:[^\s/@$<{]+@/i, 'a URL with a password'],
]
/** A secret stands near the beginning; a long text is no secret. */
const looked = 4096

/** What a named value seems to be that ought to be kept secret: `a password`; undefined where it is nothing of the kind. */
export function secretIn(name: string, value: string): string | undefined {
  const text = value.slice(0, looked)
  const shape = shapes.find(([pattern]) => pattern.test(text))
  if (shape !== undefined) return shape[1]
  const isNamed = (names.test(name) || camelNames.test(name)) && !aboutSecrets.test(name)
  if (!isNamed || /\s/.test(value.trim()) || value.length > 256 || placeholder.test(value.trim())) return undefined
  return /pass|pwd/i.test(name) ? 'a password' : 'a secret'
}
