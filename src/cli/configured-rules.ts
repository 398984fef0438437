import { rules } from '../../rules/index.ts'
import type { CustomRules } from '../custom-rules.ts'
import type { Invocation } from './arguments.ts'

/** The rules of a house that the configuration names; undefined where it names none. */
export async function configuredRules({ config }: Invocation): Promise<CustomRules | undefined> {
  const paths = config?.values['customRules']
  return Array.isArray(paths) ? (await import('./custom-rules.ts')).readCustomRules(paths.map(String), rules) : undefined
}
