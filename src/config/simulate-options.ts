import { readDocuments } from '../source/read.ts'
import { SourceFile } from '../source/source-file.ts'
import type { OptionReader } from './option-reader.ts'
import { shown } from './option-reader.ts'
import { type FieldValue, type ObjectName, type Settings, UsageError } from './settings.ts'

/** What `simulate` is asked. */
export function questionsOf(options: OptionReader): Pick<Settings, 'drain' | 'howMany' | 'set'> {
  const drain = options.text('drain')
  const howMany = options.texts('howMany').map(text => workloadName(options.title('howMany'), text))
  const set = options.texts('set').map(text => fieldValue(options.title('set'), text))
  return {
    ...(drain !== undefined && { drain }),
    ...(howMany.length > 0 && { howMany }),
    ...(set.length > 0 && { set }),
  }
}

function workloadName(title: string, text: string): ObjectName {
  const name = objectName(text)
  if (name !== undefined && name.namespace !== null) return name
  throw new UsageError(`${title} must be KIND/NAMESPACE/NAME, such as Deployment/shop/web, not ${shown(text)}.`)
}

function fieldValue(title: string, text: string): FieldValue {
  const parts = /^([^:]*):([^=]*)=(.*)$/s.exec(text)
  const object = objectName(parts?.[1] ?? '')
  const path = fieldPath(parts?.[2] ?? '')
  if (parts !== null && object !== undefined && path !== undefined) return { object, path, value: manifestValue(parts[3]!), text }
  const wanted = 'KIND/NAMESPACE/NAME:FIELD=VALUE, such as Deployment/shop/web:spec.replicas=5'
  throw new UsageError(`${title} must be ${wanted}, not ${shown(text)}.`)
}

function objectName(text: string): ObjectName | undefined {
  const parts = text.split('/')
  if (parts.includes('')) return undefined
  const [kind, second, third] = parts
  if (parts.length === 2) return { kind: kind!, namespace: null, name: second! }
  return parts.length === 3 ? { kind: kind!, namespace: second!, name: third! } : undefined
}

/** `spec.containers[0].image`; a key with dots in brackets: `metadata.labels[app.kubernetes.io/name]`. */
function fieldPath(text: string): readonly (string | number)[] | undefined {
  const path: (string | number)[] = []
  const step = /\.?([^.[\]]+)|\[(?:"([^"]+)"|([^\]"]+))\]/y
  while (step.lastIndex < text.length) {
    const found = step.exec(text)
    if (found === null) return undefined
    const [, key, quoted, bracketed] = found
    path.push(key ?? quoted ?? (/^\d+$/.test(bracketed!) ? Number(bracketed) : bracketed!))
  }
  return path.length === 0 ? undefined : path
}

/** As a manifest would have it. */
function manifestValue(text: string): unknown {
  if (text === '') return ''
  if (text === 'null' || text === '~') return null
  const documents = readDocuments(new SourceFile('value', text))
  const [document] = documents
  return documents.length !== 1 || document?.value === undefined || document.problems.length > 0 ? text : document.value
}
