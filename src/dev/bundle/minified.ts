import { transform } from 'esbuild'

/** A file whose outermost names are its own, and thus made short as well. */
export async function minified(text: string): Promise<string> {
  const options = { platform: 'node', target: 'node20', minify: true, legalComments: 'none' } as const
  const { code } = await transform(`(() => {\n${text}})();`, { ...options, supported: { 'dynamic-import': false } })
  const [, body] = /^\(\(\)=>\{(.*)\}\)\(\);\s*$/s.exec(code) ?? []
  if (body === undefined) throw new Error(`not minified as expected: ${code.slice(0, 80)}`)
  return body
}
