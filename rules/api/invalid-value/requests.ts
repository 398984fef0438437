import { FieldRef, type FixProposal, writtenText, writtenValue } from '../../kit.ts'

/** A request above its limit becomes the limit: more than that the container never gets. */
export function withinLimit(at: FieldRef, detail: string): { readonly help: string; readonly fixes: readonly FixProposal[] } | undefined {
  const name = /^must be less than or equal to (\S+) limit of \S+$/.exec(detail)?.[1]
  const depth = at.path.lastIndexOf('requests')
  if (name === undefined || depth === -1) return undefined
  const own = new FieldRef(at.resource, [...at.path.slice(0, depth), 'requests', name])
  const limit = new FieldRef(at.resource, [...at.path.slice(0, depth), 'limits', name])
  if ([own, limit].some(({ path }) => writtenValue(at.resource, path) === undefined)) return undefined
  const [written, most] = [writtenText(own), writtenText(limit)]
  return {
    help: `Write ${most} here, or raise the limit to ${written}.`,
    fixes: [{ title: `Write ${most}`, safe: false, edits: [{ at: own, text: most }] }],
  }
}
