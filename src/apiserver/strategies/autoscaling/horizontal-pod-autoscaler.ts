import { horizontalPodAutoscalerDefaults } from '../../defaults/autoscaling/horizontal-pod-autoscaler.ts'
import type { Strategy } from '../../strategy.ts'

export const horizontalPodAutoscaler: Strategy = { defaults: horizontalPodAutoscalerDefaults }
