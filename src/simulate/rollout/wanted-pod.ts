import type { PodTemplate } from '../../cluster/pod-template.ts'
import type { Resource } from '../../cluster/resource.ts'
import type { KubernetesObject, LabelSelector, PodSpec } from '../../k8s/types.ts'

/** An object by kind and name. */
export interface ControllerName {
  readonly kind: string
  readonly name: string
}

/** A pod as a controller wants it: what it sends to the server, and where that is written. */
export interface WantedPod {
  /** The object that the manifest declares. */
  readonly resource: Resource
  /** Where the pod is written. */
  readonly template: PodTemplate
  /** The object that is sent, before `vary`. Pods that share it differ only in what `vary` does. */
  readonly object: KubernetesObject
  /** The object of pods that differ in their metadata only: what the server makes of one's spec, it makes of all. */
  readonly like?: KubernetesObject
  /** Gives the spec what is this pod's own: a node, a claim. */
  readonly vary?: (spec: PodSpec) => PodSpec
  /** With placeholders for what Kubernetes makes up. */
  readonly podName: string
  readonly namespace: string
  readonly controller: ControllerName
  /** The selector of the controller, for those whose pods are spread by default. */
  readonly selector?: LabelSelector
  /** The StatefulSet's ordinal, the Job's completion index. */
  readonly index?: number
  /** The node that a DaemonSet wants it on. */
  readonly nodeName?: string
}
