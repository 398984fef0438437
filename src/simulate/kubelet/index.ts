export { withAllocatable } from './allocatable.ts'
export { memoryCapacityOf, memoryPressureOrder, type PressedPod } from './memory-pressure.ts'
export { oomScoreAdjust } from './oom-score.ts'
