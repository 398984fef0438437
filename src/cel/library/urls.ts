import type { CelFunction, FunctionTable } from '../run/cel-function.ts'
import { mapOf } from '../run/maps.ts'
import { type CelValue, celError, isKind, listOf } from '../values.ts'
import { escapedPathOf, hostnameOf, parseUrl, portOf, queryOf, type UrlValue } from './url-values.ts'

function ofUrl(read: (url: UrlValue) => CelValue): CelFunction {
  return ([value]) => (isKind(value, 'url') ? read(value.url) : undefined)
}

/** URLs. Mirrors apiserver pkg/cel/library/urls.go, v1.36. */
export const urlFunctions: FunctionTable = {
  url: ([text]) => {
    if (typeof text !== 'string') return undefined
    const url = parseUrl(text)
    return 'error' in url ? celError(`URL parse error during conversion from string: ${url.error}`) : { kind: 'url', url }
  },
  isURL: ([text]) => (typeof text === 'string' ? !('error' in parseUrl(text)) : undefined),
  getScheme: ofUrl(url => url.scheme),
  getHost: ofUrl(url => url.host),
  getHostname: ofUrl(hostnameOf),
  getPort: ofUrl(portOf),
  getEscapedPath: ofUrl(escapedPathOf),
  getQuery: ofUrl(url => mapOf([...queryOf(url)].map(([name, values]) => [name, listOf(values)] as const))),
}
