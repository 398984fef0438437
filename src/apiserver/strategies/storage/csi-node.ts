import type { Strategy } from '../../strategy.ts'
import { csiNodeRules } from '../../validation/storage/csi-node.ts'

export const csiNode: Strategy = { rules: csiNodeRules }
