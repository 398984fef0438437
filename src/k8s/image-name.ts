/** The tag that an image is pulled by: `latest` where neither tag nor digest is given, `''` where only a digest is. Mirrors pkg/util/parsers ParseImageName, v1.36. */
export function imageTag(image: string): string {
  const at = image.indexOf('@')
  const named = at === -1 ? image : image.slice(0, at)
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  if (colon !== -1) return named.slice(colon + 1)
  return at === -1 ? 'latest' : ''
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*'
const host = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `(?:${host}(?:\\.${host})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const tag = ':[\\w][\\w.-]{0,127}'
const digest = '@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
/** Mirrors github.com/distribution/reference regexp.go ReferenceRegexp, v0.6. */
const reference = new RegExp(`^(?:${domain}/)?${component}(?:/${component})*(?:${tag})?(?:${digest})?$`)
/** A part of the same language that holds most names and is much faster to prepare. */
const usual = /^[a-z0-9]+(?:[./-][a-z0-9]+)*(?::\w[\w.-]{0,99})?$/
const longestImage = 1024
const longestRepository = 255
const identifierLength = 64
const identifier = /^[a-f0-9]{64}$/
const identifierWords = 'it is 64 hexadecimal digits, as the id of an image is'
const longWords = `its repository has more than ${longestRepository} characters`

/** What is wrong with an image name, for people; undefined where the kubelet can parse it. Mirrors pkg/util/parsers ParseImageName, v1.36. */
export function imageNameError(image: string): string | undefined {
  if (image.length > longestImage) return undefined
  if (image.length >= identifierLength && (usual.test(image) || reference.test(image))) return longNameError(image)
  if (usual.test(image) || reference.test(image)) return undefined
  if (/^[a-z]+:\/\//i.test(image)) return 'it begins like a URL'
  if (/\{[^{}]*\}/.test(image)) return 'it holds a placeholder'
  if (/\s/.test(image)) return 'it holds a blank'
  if (/[A-Z]/.test(repositoryOf(image)) && reference.test(image.toLowerCase())) return 'the repository has capital letters'
  if (image.endsWith(':')) return 'nothing stands after the colon'
  if (/[{}$<>]/.test(image)) return 'it holds a placeholder'
  return 'it is not of the form registry/repository:tag'
}

/** Mirrors github.com/distribution/reference normalize.go ParseNormalizedNamed and reference.go Parse, v0.6. */
function longNameError(image: string): string | undefined {
  if (identifier.test(image)) return identifierWords
  const slash = image.indexOf('/')
  const first = image.slice(0, Math.max(0, slash))
  const isHost = /[.:A-Z]|^localhost$/.test(first)
  const named = (isHost ? image.slice(slash + 1) : image).replace(/@.*$/, '').replace(/:[^/]*$/, '')
  const isOfficial = !named.includes('/') && (!isHost || first === 'docker.io' || first === 'index.docker.io')
  return named.length + (isOfficial ? 'library/'.length : 0) > longestRepository ? longWords : undefined
}

/** The kubelet's sentence about such a name. */
export function imageNameSentence(image: string): string {
  const why = imageNameError(image)
  const words =
    why === identifierWords
      ? `invalid repository name (${image}), cannot specify 64-byte hexadecimal strings`
      : why === longWords
        ? `repository name must not be more than ${longestRepository} characters`
        : 'invalid reference format'
  return `Failed to apply default image tag "${image}": couldn't parse image name "${image}": ${words}`
}

function repositoryOf(image: string): string {
  const slash = image.indexOf('/')
  const first = image.slice(0, Math.max(0, slash))
  return /[.:]|^localhost$/.test(first) ? image.slice(slash + 1) : image
}
