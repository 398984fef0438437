import { maxNodeScore, type ScorePlugin } from '../framework.ts'
import type { PodInfo } from '../pod-info.ts'

const mebibyte = 1024 * 1024
const minThreshold = 23 * mebibyte
const maxContainerThreshold = 1000 * mebibyte

/** Prefers nodes that have the pod's images, as far as they are widely there. Mirrors pkg/scheduler/framework/plugins/imagelocality, v1.36. */
export const imageLocality: ScorePlugin = {
  name: 'ImageLocality',
  preScore(pod, feasible, snapshot) {
    if (!snapshot.hasImages || feasible.every(node => node.images.size === 0)) return 'skip'
    const images = imagesOf(pod)
    const spread = images.map(
      image => snapshot.nodes.reduce((count, node) => count + (node.images.has(image) ? 1 : 0), 0) / snapshot.nodes.length
    )
    const maxThreshold = maxContainerThreshold * images.length
    return {
      score(node) {
        let sum = 0
        images.forEach((image, index) => {
          sum += Math.trunc((node.images.get(image) ?? 0) * spread[index]!)
        })
        const bounded = Math.min(Math.max(sum, minThreshold), maxThreshold)
        return Math.trunc((maxNodeScore * (bounded - minThreshold)) / (maxThreshold - minThreshold))
      },
    }
  },
}

function imagesOf({ spec }: PodInfo): readonly string[] {
  const containers = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(container => container.image ?? '')
  return containers.map(image => (image.lastIndexOf(':') <= image.lastIndexOf('/') ? `${image}:latest` : image))
}
