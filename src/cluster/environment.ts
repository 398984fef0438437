import type { Verdict } from '../apiserver/answer.ts'
import type { DeviceSelectors } from '../apiserver/expressions/device-selector.ts'
import type { KubeletConfiguration } from '../k8s/kubelet-configuration.ts'
import type { SchedulerConfiguration } from '../k8s/scheduler-configuration.ts'
import type { KubernetesObject } from '../k8s/types.ts'
import type { KubernetesVersion } from '../k8s/version.ts'
import type { ServedCluster } from './apply/served-cluster.ts'
import type { Request } from './request.ts'
import type { Resource } from './resource.ts'

/** What is fixed for one run over one set. */
export interface Environment {
  readonly version: KubernetesVersion
  readonly world: 'open' | 'closed'
  /** The requests that create the set, in order. */
  readonly requests: readonly Request[]
  /** Whether an object exists elsewhere, by what the configuration says; absent where it says nothing. */
  readonly isExternal?: (kind: string, namespace: string | null, name: string) => boolean
  /** External provisioners that are taken to work; absent: all in an open world, none in a closed one. */
  readonly provisioners?: 'all' | 'none' | readonly string[]
  /** Which network plug-in there is, and answers to what the API leaves open; absent: what the input says. */
  readonly network?: {
    readonly plugin?: 'generic' | 'calico' | 'cilium' | 'flannel' | 'none'
    readonly ipBlockSelectsPods?: 'yes' | 'no' | 'unknown'
    readonly hostNetworkPods?: 'pod' | 'node' | 'unknown'
  }
  /** The server's answer to a pod that a controller makes; absent where no server is at hand. `validated`: it is known to be valid. */
  readonly createPod?: (pod: KubernetesObject, namespace: string, validated: boolean) => Verdict
  /** A cluster of one's own behind the set's server, as the set leaves it; absent where nothing bears on the pods that controllers make. */
  readonly serve?: () => ServedCluster
  /** A cluster of one's own behind the set's server, to which nothing of the set has been sent yet; absent where no server is at hand. */
  readonly startOver?: () => ServedCluster
  /** Evaluates the selectors of devices; absent where the set says nothing about devices. */
  readonly devices?: DeviceSelectors
  /** What kube-scheduler is told to do; absent where nobody says. */
  readonly schedulerConfiguration?: SchedulerConfiguration
  /** What kubelets are told to do; absent where nobody says. */
  readonly kubeletConfiguration?: KubeletConfiguration
  /** The objects of the state before; absent where none is given. */
  readonly before?: readonly Resource[]
}
