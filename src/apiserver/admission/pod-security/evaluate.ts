import { capabilitiesBaseline, capabilitiesRestricted, capabilitiesRestrictedButWindows } from './capability-checks.ts'
import { hostNamespaces, hostPathVolumes, hostPorts, hostProbesAndHostLifecycle, windowsHostProcess } from './host-checks.ts'
import type { Check, JudgedPod, Violation } from './judged-pod.ts'
import { privileged, procMount, procMountOfHostUsers, seLinuxOptions, sysctls } from './kernel-checks.ts'
import type { LevelVersion } from './policy.ts'
import {
  appArmorProfile,
  seccompAnnotations,
  seccompProfileBaseline,
  seccompProfileRestricted,
  seccompProfileRestrictedButWindows,
} from './profile-checks.ts'
import {
  allowPrivilegeEscalation,
  allowPrivilegeEscalationButWindows,
  runAsNonRoot,
  runAsNonRootOfHostUsers,
  runAsUser,
  runAsUserOfHostUsers,
} from './user-checks.ts'
import { restrictedVolumes } from './volume-checks.ts'

/** A check of the standards: from which minor on in which form, and the check of the lower level that it takes the place of. */
interface VersionedCheck {
  readonly forms: readonly (readonly [since: number, check: Check])[]
  readonly replaces?: string
}

const seLinuxTypes = ['', 'container_t', 'container_init_t', 'container_kvm_t']
const sysctlsOf1_0 = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
]
const sysctlsOf1_27 = [...sysctlsOf1_0, 'net.ipv4.ip_local_reserved_ports']
const sysctlsOf1_29 = [
  ...sysctlsOf1_27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
]
const sysctlsOf1_32 = [...sysctlsOf1_29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']

/** By id, in the order of their complaints. Mirrors pod-security-admission policy/checks.go DefaultChecks, v1.36. */
const baseline: ReadonlyMap<string, VersionedCheck> = new Map<string, VersionedCheck>([
  ['appArmorProfile', { forms: [[0, appArmorProfile]] }],
  ['capabilities_baseline', { forms: [[0, capabilitiesBaseline]] }],
  ['hostNamespaces', { forms: [[0, hostNamespaces]] }],
  ['hostPathVolumes', { forms: [[0, hostPathVolumes]] }],
  ['hostPorts', { forms: [[0, hostPorts]] }],
  ['hostProbesAndHostLifecycle', { forms: [[34, hostProbesAndHostLifecycle]] }],
  ['privileged', { forms: [[0, privileged]] }],
  [
    'procMount',
    {
      forms: [
        [0, procMount],
        [35, procMountOfHostUsers],
      ],
    },
  ],
  [
    'seLinuxOptions',
    {
      forms: [
        [0, seLinuxOptions(seLinuxTypes)],
        [31, seLinuxOptions([...seLinuxTypes, 'container_engine_t'])],
      ],
    },
  ],
  [
    'seccompProfile_baseline',
    {
      forms: [
        [0, seccompAnnotations],
        [19, seccompProfileBaseline],
      ],
    },
  ],
  [
    'sysctls',
    {
      forms: [
        [0, sysctls(sysctlsOf1_0)],
        [27, sysctls(sysctlsOf1_27)],
        [29, sysctls(sysctlsOf1_29)],
        [32, sysctls(sysctlsOf1_32)],
      ],
    },
  ],
  ['windowsHostProcess', { forms: [[0, windowsHostProcess]] }],
])
const restricted: ReadonlyMap<string, VersionedCheck> = new Map<string, VersionedCheck>([
  [
    'allowPrivilegeEscalation',
    {
      forms: [
        [8, allowPrivilegeEscalation],
        [25, allowPrivilegeEscalationButWindows],
      ],
    },
  ],
  [
    'capabilities_restricted',
    {
      forms: [
        [22, capabilitiesRestricted],
        [25, capabilitiesRestrictedButWindows],
      ],
      replaces: 'capabilities_baseline',
    },
  ],
  ['procMount_restricted', { forms: [[35, procMount]], replaces: 'procMount' }],
  ['restrictedVolumes', { forms: [[0, restrictedVolumes]], replaces: 'hostPathVolumes' }],
  [
    'runAsNonRoot',
    {
      forms: [
        [0, runAsNonRoot],
        [35, runAsNonRootOfHostUsers],
      ],
    },
  ],
  [
    'runAsUser',
    {
      forms: [
        [23, runAsUser],
        [35, runAsUserOfHostUsers],
      ],
    },
  ],
  [
    'seccompProfile_restricted',
    {
      forms: [
        [19, seccompProfileRestricted],
        [25, seccompProfileRestrictedButWindows],
      ],
      replaces: 'seccompProfile_baseline',
    },
  ],
])

/** What a pod does that a level forbids; a server knows the standards up to its own minor. Mirrors policy/registry.go EvaluatePod, v1.36. */
export function evaluatePod({ level, version }: LevelVersion, pod: JudgedPod, serverMinor: number): readonly Violation[] {
  if (level === 'privileged') return []
  const minor = version === 'latest' ? serverMinor : Math.min(version, serverMinor)
  const strict = level === 'restricted' ? [...restricted.values()].filter(check => formOf(check, minor) !== undefined) : []
  const replaced = new Set(strict.map(check => check.replaces))
  const checks = [...[...baseline].flatMap(([id, check]) => (replaced.has(id) ? [] : [check])), ...strict]
  return checks.flatMap(check => formOf(check, minor)?.(pod) ?? [])
}

/** One check by its upstream id, in the form that a minor has, together with the check of the lower level that it takes the place of. */
export interface StandardsCheck {
  readonly level: 'baseline' | 'restricted'
  readonly check: Check
  readonly replaced?: Check
}

/** Undefined where that minor does not know the check. */
export function standardsCheck(id: string, minor: number): StandardsCheck | undefined {
  const lower = baseline.get(id)
  const own = lower ?? restricted.get(id)
  const check = own === undefined ? undefined : formOf(own, minor)
  if (own === undefined || check === undefined) return undefined
  const replaced = own.replaces === undefined ? undefined : formOf(baseline.get(own.replaces)!, minor)
  return { level: lower === undefined ? 'restricted' : 'baseline', check, ...(replaced !== undefined && { replaced }) }
}

function formOf({ forms }: VersionedCheck, minor: number): Check | undefined {
  return forms.findLast(([since]) => since <= minor)?.[1]
}

/** The complaints in one text: `host namespaces (hostNetwork=true), privileged (…)`. Mirrors AggregateCheckResult.ForbiddenDetail, v1.36. */
export function detailText(violations: readonly Violation[]): string {
  return violations.map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`)).join(', ')
}
