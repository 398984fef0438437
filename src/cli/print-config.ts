import { formatKubernetesVersion } from '../k8s/version.ts'
import { escapeForTerminal } from '../report/escape.ts'
import { jsonText } from '../report/json.ts'
import type { Invocation } from './arguments.ts'
import { writeNotes } from './output.ts'
import { flagValue, settingsOf } from './run-options.ts'

/** What a run would go by, in the keys of a configuration file; JSON, which a configuration file may be. */
export function printedConfig(invocation: Invocation): string {
  const settings = settingsOf(invocation)
  if (invocation.config !== undefined) writeNotes([`note: from ${escapeForTerminal(invocation.config.files.join(', '))}`])
  const { rules, ruleOptions, overrides } = settings
  const ids = [...new Set([...rules.keys(), ...ruleOptions.keys()])]
  const setting = (id: string): unknown => {
    const options = ruleOptions.get(id)
    const severity = rules.get(id)
    return options === undefined ? severity : { ...(severity !== undefined && { severity }), options }
  }
  return jsonText({
    kubernetesVersion: formatKubernetesVersion(settings.version),
    world: settings.world,
    sets: settings.sets,
    namespace: settings.namespace,
    preset: settings.presets,
    rule: Object.fromEntries(ids.map(id => [id, setting(id)])),
    only: settings.only,
    overrides: overrides.map(override => ({ files: override.files, rule: Object.fromEntries(override.rules) })),
    reportOnly: settings.reportOnly,
    failOn: settings.failOn,
    noInlineConfig: !settings.inlineConfig,
    newOnly: settings.newOnly,
    externals: settings.externals,
    provisioners: settings.provisioners,
    format: flagValue(invocation, 'format'),
  })
}
