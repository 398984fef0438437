/** The tag that an image is pulled by: `latest` where neither tag nor digest is given, `''` where only a digest is. Mirrors pkg/util/parsers ParseImageName, v1.36. */
export function imageTag(image: string): string {
  const at = image.indexOf('@')
  const named = at === -1 ? image : image.slice(0, at)
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  if (colon !== -1) return named.slice(colon + 1)
  return at === -1 ? 'latest' : ''
}
