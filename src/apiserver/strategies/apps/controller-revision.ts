import type { Strategy } from '../../strategy.ts'
import { controllerRevisionRules } from '../../validation/apps/controller-revision.ts'

/** Mirrors pkg/registry/apps/controllerrevision/strategy.go, v1.36. */
export const controllerRevision: Strategy = { rules: controllerRevisionRules }
