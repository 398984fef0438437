import { type Container, defineRule, type FieldRef, nearestName } from '../../kit.ts'

export default defineRule({
  id: 'reference/variable-undefined',
  summary: 'A $(VARIABLE) that stays as it is written',
  severity: 'warning',
  claim: 'risks',
  stage: 'advise',
  since: '0.1.0',
  presets: ['correctness'],
  checks: ['env-order'],
  peers: [],
  when: { fields: ['env', 'command', 'args'] },
  messages: {
    later:
      '$({name}) in container {container} stays as it is written: {name} is defined further down, and variables see only those before them.',
    near: '$({name}) in container {container} stays as it is written: there is no variable {name}, but {near}.',
  },
  help: 'Define {name} before it is used.',
  container(container, at, _template, context) {
    if (!usesVariables(container)) return
    const { env = [], envFrom = [] } = container
    const names = env.flatMap(({ name }) => name ?? [])
    const report = (name: string, place: FieldRef, message: 'later' | 'near', near = ''): void => {
      const help = message === 'near' ? { help: `Write $(${near}).` } : {}
      context.report({ at: place, message, data: { name, near, container: container.name ?? '(without a name)' }, ...help })
    }
    for (const [index, { value = '' }] of env.entries())
      for (const name of usedIn(value)) {
        const place = at.child('env', index, 'value')
        if (names.indexOf(name) > index) report(name, place, 'later')
        else if (!names.includes(name) && envFrom.length === 0) {
          const near = nearestName(name, names)
          if (near !== undefined) report(name, place, 'near', near)
        }
      }
    for (const list of ['command', 'args'] as const)
      for (const [index, text] of (container[list] ?? []).entries())
        for (const name of usedIn(text)) {
          const near = names.includes(name) || envFrom.length > 0 ? undefined : nearestName(name, names)
          if (near !== undefined) report(name, at.child(list, index), 'near', near)
        }
  },
})

/** Whether any text of a container may refer to a variable. */
function usesVariables({ env = [], command = [], args = [] }: Container): boolean {
  const isUse = (text: string): boolean => text.includes('$(')
  return env.some(({ value }) => value !== undefined && isUse(value)) || command.some(isUse) || args.some(isUse)
}

/** The variables that a text refers to. Mirrors third_party/forked/golang/expansion Expand, v1.36. */
function usedIn(text: string): readonly string[] {
  const names: string[] = []
  for (const [whole, name] of text.matchAll(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g))
    if (whole !== '$$' && name !== undefined) names.push(name)
  return names
}
