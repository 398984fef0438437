import { defaultTolerationSeconds } from '../../admission/default-toleration-seconds.ts'
import { priority } from '../../admission/priority.ts'
import { podDefaults } from '../../defaults/core/pod.ts'
import type { Strategy } from '../../strategy.ts'
import { podRules } from '../../validation/core/pod.ts'

export const pod: Strategy = { defaults: podDefaults, plugins: [priority, defaultTolerationSeconds], rules: podRules }
