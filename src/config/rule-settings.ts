import { ruleLevels } from './choices.ts'
import { isObject, OptionReader, shown } from './option-reader.ts'
import { type External, type Settings, UsageError } from './settings.ts'

const longestGlob = 1024

/** `rule`: a level for each rule, or `{ severity, options }`. */
export function ruleSettings(options: OptionReader): Pick<Settings, 'rules' | 'ruleOptions'> {
  const rules = new Map<string, (typeof ruleLevels)[number]>()
  const ruleOptions = new Map<string, Readonly<Record<string, unknown>>>()
  for (const [id, value] of options.pairs('rule')) {
    const title = `${options.title('rule')} ${id}`
    if (!isObject(value)) {
      rules.set(id, options.oneOf(title, value, ruleLevels))
      continue
    }
    const { severity, options: given, ...rest } = value
    const [unknown] = Object.keys(rest)
    if (unknown !== undefined) throw new UsageError(`${title} has severity and options, not ${shown(unknown)}.`)
    if (severity !== undefined) rules.set(id, options.oneOf(`${title} severity`, severity, ruleLevels))
    if (given === undefined) continue
    if (!isObject(given)) throw new UsageError(`${title} options must be an object, not ${shown(given)}.`)
    ruleOptions.set(id, given)
  }
  return { rules, ruleOptions }
}

/** `overrides`: `{ files, rule }` each, with `base` where the globs are not relative to the working directory. */
export function overridesOf(options: OptionReader): Settings['overrides'] {
  return options.objects('overrides', ['files', 'rule', 'base']).map((override, index) => {
    const reader = new OptionReader(override, false)
    const title = `${options.title('overrides')}[${index}]`
    const files = reader.texts('files')
    const long = files.find(glob => glob.length > longestGlob)
    if (long !== undefined) throw new UsageError(`${title} files: a glob is longer than ${longestGlob} characters: ${shown(long)}.`)
    if (files.length === 0) throw new UsageError(`${title} needs files, a list of globs.`)
    return { files, base: reader.text('base') ?? '.', rules: reader.choices('rule', ruleLevels) }
  })
}

/** `externals`: `{ kind, namespace, name }` each, all globs. */
export function externalsOf(options: OptionReader): readonly External[] {
  return options.objects('externals', ['kind', 'namespace', 'name']).map((external, index) => {
    const reader = new OptionReader(external, false)
    const kind = reader.text('kind')
    if (kind === undefined) throw new UsageError(`${options.title('externals')}[${index}] needs a kind.`)
    const namespace = reader.text('namespace')
    return { kind, ...(namespace !== undefined && { namespace }), name: reader.text('name') ?? '*' }
  })
}
