/** What kubelets are told to do, as far as it decides what runs on a node. Mirrors kubelet.config.k8s.io/v1beta1 KubeletConfiguration, v1.36. */
export interface KubeletConfiguration {
  readonly maxPods?: number
  /** Quantities, by resource. */
  readonly kubeReserved?: Readonly<Record<string, string>>
  readonly systemReserved?: Readonly<Record<string, string>>
  /** A quantity or a percentage of the capacity, by signal: `memory.available`. */
  readonly evictionHard?: Readonly<Record<string, string>>
  /** Names, or beginnings of names that end with `*`. */
  readonly allowedUnsafeSysctls?: readonly string[]
}

/** Whether the kubelets let pods set a sysctl that is not in the safe set. Mirrors pkg/kubelet/sysctl/allowlist.go, v1.36. */
export function allowsSysctl({ allowedUnsafeSysctls = [] }: KubeletConfiguration, name: string): boolean {
  const plain = name.replaceAll('/', '.')
  return allowedUnsafeSysctls.some(pattern => {
    const wanted = pattern.replaceAll('/', '.')
    return wanted.endsWith('*') ? plain.startsWith(wanted.slice(0, -1)) : plain === wanted
  })
}
