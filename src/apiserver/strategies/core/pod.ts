import { podDefaults } from '../../defaults/core/pod.ts'
import { isPlainPod } from '../../plain/pods.ts'
import { preparePod } from '../../prepare/core/pod.ts'
import type { Strategy } from '../../strategy.ts'
import { podRules } from '../../validation/core/pod.ts'
import { podWarnings } from '../../warnings/core/pod.ts'

/** Mirrors pkg/registry/core/pod/strategy.go, v1.36. */
export const pod: Strategy = { defaults: podDefaults, prepare: preparePod, rules: podRules, isPlain: isPlainPod, warnings: podWarnings }
