/** The parts of Kubernetes objects that seatrial reads, named as the API names them. Everything may be absent: inputs are half-written. */
export interface ObjectMeta {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly OwnerReference[]
}
export interface OwnerReference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly controller?: boolean
}
export interface KubernetesObject {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: ObjectMeta
  readonly spec?: unknown
  readonly status?: unknown
}
/** A quantity as JSON has it. */
export type QuantityText = string | number
export type ResourceList = Readonly<Record<string, QuantityText>>
export interface LabelSelectorRequirement {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[]
}
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
}
export interface Taint {
  readonly key?: string
  readonly value?: string
  readonly effect?: string
}
export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
  readonly tolerationSeconds?: number
}
export interface Probe {
  readonly timeoutSeconds?: number
  readonly periodSeconds?: number
  readonly initialDelaySeconds?: number
  readonly failureThreshold?: number
  readonly successThreshold?: number
}
export interface ContainerPort {
  readonly name?: string
  readonly containerPort?: number
  readonly hostPort?: number
  readonly hostIP?: string
  readonly protocol?: string
}
export interface ResourceRequirements {
  readonly requests?: ResourceList
  readonly limits?: ResourceList
}
export interface KeySelector {
  readonly name?: string
  readonly key?: string
  readonly optional?: boolean
}
export interface EnvVar {
  readonly name?: string
  readonly value?: string
  readonly valueFrom?: { readonly configMapKeyRef?: KeySelector; readonly secretKeyRef?: KeySelector }
}
export interface EnvFromSource {
  readonly prefix?: string
  readonly configMapRef?: { readonly name?: string; readonly optional?: boolean }
  readonly secretRef?: { readonly name?: string; readonly optional?: boolean }
}
export interface SecurityContext {
  readonly privileged?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly readOnlyRootFilesystem?: boolean
  readonly runAsNonRoot?: boolean
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] }
  /** Of pods alone. */
  readonly fsGroup?: number
  readonly supplementalGroups?: readonly number[]
  readonly sysctls?: readonly { readonly name?: string; readonly value?: string }[]
}
export interface VolumeMount {
  readonly name?: string
  readonly mountPath?: string
  readonly readOnly?: boolean
  readonly subPath?: string
  readonly subPathExpr?: string
  readonly mountPropagation?: string
}
export interface Container {
  readonly name?: string
  readonly image?: string
  readonly envFrom?: readonly EnvFromSource[]
  readonly env?: readonly EnvVar[]
  readonly ports?: readonly ContainerPort[]
  readonly resources?: ResourceRequirements
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  readonly securityContext?: SecurityContext
  readonly volumeMounts?: readonly VolumeMount[]
  readonly volumeDevices?: readonly { readonly name?: string; readonly devicePath?: string }[]
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly imagePullPolicy?: string
  readonly stdin?: boolean
  readonly tty?: boolean
  /** `Always` makes an init container a sidecar. */
  readonly restartPolicy?: string
  readonly restartPolicyRules?: readonly { readonly action?: string }[]
}
export interface KeyToPath {
  readonly key?: string
  readonly path?: string
}
export interface VolumeProjection {
  readonly configMap?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
  readonly secret?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
}
export interface Volume {
  readonly name?: string
  readonly configMap?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
  readonly secret?: { readonly secretName?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean }
  readonly projected?: { readonly sources?: readonly VolumeProjection[] }
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean }
  readonly hostPath?: { readonly path?: string; readonly type?: string }
  readonly emptyDir?: { readonly medium?: string; readonly sizeLimit?: string }
  /** A claim made for the pod alone. */
  readonly ephemeral?: unknown
}
export interface NodeSelectorTerm {
  readonly matchExpressions?: readonly LabelSelectorRequirement[]
  readonly matchFields?: readonly LabelSelectorRequirement[]
}
export interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly NodeSelectorTerm[] }
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly weight?: number; readonly preference?: NodeSelectorTerm }[]
}
export interface PodAffinityTerm {
  readonly labelSelector?: LabelSelector
  readonly namespaces?: readonly string[]
  readonly namespaceSelector?: LabelSelector
  readonly topologyKey?: string
  readonly matchLabelKeys?: readonly string[]
  readonly mismatchLabelKeys?: readonly string[]
}
/** Pod affinity and pod anti-affinity have the same shape. */
export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[]
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    readonly weight?: number
    readonly podAffinityTerm?: PodAffinityTerm
  }[]
}
export interface TopologySpreadConstraint {
  readonly maxSkew?: number
  readonly minDomains?: number
  readonly topologyKey?: string
  readonly whenUnsatisfiable?: string
  readonly labelSelector?: LabelSelector
  readonly matchLabelKeys?: readonly string[]
  readonly nodeAffinityPolicy?: string
  readonly nodeTaintsPolicy?: string
}
export interface PodSpec {
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly volumes?: readonly Volume[]
  readonly nodeName?: string
  readonly nodeSelector?: Readonly<Record<string, string>>
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity; readonly podAffinity?: PodAffinity; readonly podAntiAffinity?: PodAffinity }
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[]
  readonly resourceClaims?: readonly {
    readonly name?: string
    readonly resourceClaimName?: string
    readonly resourceClaimTemplateName?: string
  }[]
  readonly tolerations?: readonly Toleration[]
  readonly readinessGates?: readonly { readonly conditionType?: string }[]
  readonly schedulerName?: string
  readonly schedulingGates?: readonly { readonly name?: string }[]
  readonly priority?: number
  readonly priorityClassName?: string
  readonly preemptionPolicy?: string
  readonly overhead?: ResourceList
  readonly resources?: ResourceRequirements
  readonly hostNetwork?: boolean
  readonly restartPolicy?: string
  readonly securityContext?: SecurityContext
  readonly serviceAccountName?: string
  readonly automountServiceAccountToken?: boolean
  readonly hostAliases?: readonly { readonly ip?: string }[]
  readonly hostUsers?: boolean
  readonly os?: { readonly name?: string }
}
export interface PodTemplateSpec {
  readonly metadata?: ObjectMeta
  readonly spec?: PodSpec
}
export interface Pod extends KubernetesObject {
  readonly spec?: PodSpec
  readonly status?: { readonly phase?: string; readonly podIPs?: readonly { readonly ip?: string }[] }
}
export interface Node extends KubernetesObject {
  readonly spec?: { readonly taints?: readonly Taint[]; readonly unschedulable?: boolean }
  readonly status?: {
    readonly capacity?: ResourceList
    readonly allocatable?: ResourceList
    readonly images?: readonly { readonly names?: readonly string[]; readonly sizeBytes?: number }[]
    /** What its kubelet can do that not every kubelet can. */
    readonly declaredFeatures?: readonly string[]
    /** Absent where no kubelet has reported. */
    readonly nodeInfo?: object
  }
}
export interface Service extends KubernetesObject {
  readonly spec?: { readonly selector?: Readonly<Record<string, string>>; readonly type?: string; readonly clusterIP?: string }
}
export interface PriorityClass extends KubernetesObject {
  readonly value?: number
  readonly globalDefault?: boolean
  readonly preemptionPolicy?: string
}
