/** The file that a module stands in that is loaded on demand, and where in what the file exports. */
export interface Place {
  readonly file: string
  readonly index: number
}

/** Modules by the file that holds them, so that those that are mostly needed together are read at once. */
export type Families = ReadonlyMap<string, readonly string[]>

export function familiesOf(modules: readonly string[]): Families {
  const families = new Map<string, string[]>()
  for (const module of [...modules].sort()) {
    const family = familyOf(module)
    const known = families.get(family)
    if (known === undefined) families.set(family, [module])
    else known.push(module)
  }
  return families
}

/** Where each module stands. */
export function placesOf(families: Families): ReadonlyMap<string, Place> {
  return new Map([...families].flatMap(([file, modules]) => modules.map((module, index) => [module, { file, index }] as const)))
}

/** Whether a module is of a package: it is a file of its own. */
export function isPackage(module: string): boolean {
  return module.startsWith('node_modules/')
}

/** Rules are one family, and so are the modules of a folder of sources; of two folders, where these hold what is needed at different times. */
function familyOf(module: string): string {
  const [, packageName] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(module) ?? []
  if (packageName !== undefined) return packageName.replaceAll('/', '-')
  const [top, ...folders] = module.replace(/\.ts$/, '').split('/')
  if (top !== 'src') return top!
  return folders.slice(0, folders.length === 1 ? 1 : Math.min(folders.length - 1, depths.get(folders[0]!) ?? 1)).join('.')
}

const depths: ReadonlyMap<string, number> = new Map([
  ['apiserver', 3],
  ['report', 2],
  ['simulate', 2],
  ['schema', 2],
  ['config', 2],
])
