import type { PodSpec, Volume } from '../../../k8s/types.ts'
import { isAtLeast } from '../../../k8s/version.ts'
import { maxNodeScore, type ScorePlugin } from '../framework.ts'
import type { NodeInfo } from '../node-info.ts'

const mebibyte = 1024 * 1024
const minThreshold = 23 * mebibyte
const maxContainerThreshold = 1000 * mebibyte

const countsVolumesSince = 36

/** Prefers nodes that have the pod's images, as far as they are widely there. Mirrors pkg/scheduler/framework/plugins/imagelocality, v1.36. */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  preScore({ spec }, feasible, { hasImages, nodes, version }) {
    if (!hasImages || feasible.every(node => node.images.size === 0)) return 'skip'
    const ofContainers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ image = '' }) => image)
    const ofVolumes = isAtLeast(version, countsVolumesSince) ? volumeImages(spec) : []
    const images = [...ofContainers, ...ofVolumes].map(withTag)
    const gains = images.map(image => gainOf(image, nodes))
    const maxThreshold = maxContainerThreshold * ofContainers.length
    return {
      score(node) {
        let sum = 0
        for (const [index, image] of images.entries()) if (node.images.has(image)) sum += gains[index]!
        const bounded = Math.min(Math.max(sum, minThreshold), maxThreshold)
        return Math.trunc((maxNodeScore * (bounded - minThreshold)) / (maxThreshold - minThreshold))
      },
    }
  },
}

/** The size of an image as the first node tells it, in proportion to how many nodes have it. Mirrors scaledImageScore and the scheduler's cache addNodeImageStates, v1.36. */
function gainOf(image: string, nodes: readonly NodeInfo[]): number {
  const having = nodes.filter(node => node.images.has(image))
  return Math.trunc((having[0]?.images.get(image) ?? 0) * (having.length / nodes.length))
}

function volumeImages({ volumes = [] }: PodSpec): readonly string[] {
  return (volumes as readonly ImageVolume[]).flatMap(({ image }) => (image === undefined ? [] : [image.reference ?? '']))
}

interface ImageVolume extends Volume {
  readonly image?: { readonly reference?: string }
}

function withTag(image: string): string {
  return image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image
}
