import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A manifest without mistakes. */
export const clean = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a: b\n'

/** A manifest with one error: a field that its type does not have. */
export function broken(name = 'broken'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndate:\n  a: b\n`
}

/** A Service that selects pods of one label, which is a warning where there are other pods only. */
export function service(label: string): string {
  return `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: ${label}\n  ports:\n    - port: 80\n`
}

export function pod(label: string): string {
  const spec = 'spec:\n  containers:\n    - name: web\n      image: nginx:1.27\n'
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: ${label}\n${spec}`
}

/** Writes files below a folder. */
export function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
