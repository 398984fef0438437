import type { KubernetesObject } from '../k8s/types.ts'
import type { ResourceType } from '../schema/resource-type.ts'
import type { Strategy } from './strategy.ts'

type Strategies = ReadonlyMap<string, Load>
type Load = (objects: readonly KubernetesObject[] | undefined) => Promise<Strategy>

/** By group; each function gives those of the group by kind, each of which is loaded only when an input has the kind. */
const groups: ReadonlyMap<string, () => Strategies> = new Map([
  ['', coreStrategies],
  ['apps', appsStrategies],
  ['batch', batchStrategies],
  ['scheduling.k8s.io', schedulingStrategies],
  ['discovery.k8s.io', discoveryStrategies],
  ['storage.k8s.io', storageStrategies],
  ['networking.k8s.io', networkingStrategies],
  ['policy', policyStrategies],
  ['rbac.authorization.k8s.io', rbacStrategies],
  ['autoscaling', autoscalingStrategies],
  ['events.k8s.io', eventsStrategies],
  ['node.k8s.io', nodeStrategies],
  ['coordination.k8s.io', coordinationStrategies],
  ['flowcontrol.apiserver.k8s.io', flowcontrolStrategies],
  ['certificates.k8s.io', certificatesStrategies],
  ['apiregistration.k8s.io', apiregistrationStrategies],
  ['admissionregistration.k8s.io', admissionregistrationStrategies],
  ['apiextensions.k8s.io', apiextensionsStrategies],
  ['resource.k8s.io', resourceStrategies],
  ['authorization.k8s.io', authorizationStrategies],
  ['authentication.k8s.io', authenticationStrategies],
])
const known = new Map<string, Strategies>()

/** What the server does with a kind in particular; nothing for kinds that it takes as they are decoded. */
export async function loadStrategy(type: ResourceType, objects?: readonly KubernetesObject[]): Promise<Strategy> {
  const { kind, group, custom } = type
  if (custom !== undefined) return (await import('./strategies/custom/custom-resource.ts')).customResource(type, custom)
  const strategies = known.get(group) ?? groups.get(group)?.()
  if (strategies === undefined) return {}
  known.set(group, strategies)
  return (await strategies.get(kind)?.(objects)) ?? {}
}

function coreStrategies(): Strategies {
  return new Map<string, Load>([
    ['Pod', async () => (await import('./strategies/core/pod.ts')).pod],
    ['ReplicationController', async () => (await import('./strategies/core/replication-controller.ts')).replicationController],
    ['Node', async () => (await import('./strategies/core/node.ts')).node],
    ['Service', async () => (await import('./strategies/core/service.ts')).service],
    ['Namespace', async () => (await import('./strategies/core/namespace.ts')).namespace],
    ['Secret', async () => (await import('./strategies/core/secret.ts')).secret],
    ['PersistentVolumeClaim', async () => (await import('./strategies/core/persistent-volume-claim.ts')).persistentVolumeClaim],
    ['PersistentVolume', async () => (await import('./strategies/core/persistent-volume.ts')).persistentVolume],
    ['PodTemplate', async () => (await import('./strategies/core/pod-template.ts')).podTemplate],
    ['LimitRange', async () => (await import('./strategies/core/limit-range.ts')).limitRange],
    ['ResourceQuota', async () => (await import('./strategies/core/resource-quota.ts')).resourceQuota],
    ['Endpoints', async () => (await import('./strategies/core/endpoints.ts')).endpoints],
    ['ConfigMap', async () => (await import('./strategies/core/config-map.ts')).configMap],
    ['ServiceAccount', async () => (await import('./strategies/core/service-account.ts')).serviceAccount],
    ['Event', async () => (await import('./strategies/core/event.ts')).coreEvent],
    ['Binding', async () => (await import('./strategies/core/binding.ts')).binding],
  ])
}

function appsStrategies(): Strategies {
  return new Map<string, Load>([
    ['Deployment', async () => (await import('./strategies/apps/deployment.ts')).deployment],
    ['ReplicaSet', async () => (await import('./strategies/apps/replica-set.ts')).replicaSet],
    ['StatefulSet', async () => (await import('./strategies/apps/stateful-set.ts')).statefulSet],
    ['DaemonSet', async () => (await import('./strategies/apps/daemon-set.ts')).daemonSet],
    ['ControllerRevision', async () => (await import('./strategies/apps/controller-revision.ts')).controllerRevision],
  ])
}

function batchStrategies(): Strategies {
  return new Map<string, Load>([
    ['Job', async () => (await import('./strategies/batch/job.ts')).job],
    ['CronJob', async () => (await import('./strategies/batch/cron-job.ts')).cronJob],
  ])
}

function schedulingStrategies(): Strategies {
  return new Map<string, Load>([['PriorityClass', async () => (await import('./strategies/scheduling/priority-class.ts')).priorityClass]])
}

function discoveryStrategies(): Strategies {
  return new Map<string, Load>([['EndpointSlice', async () => (await import('./strategies/discovery/endpoint-slice.ts')).endpointSlice]])
}

function storageStrategies(): Strategies {
  return new Map<string, Load>([
    ['StorageClass', async () => (await import('./strategies/storage/storage-class.ts')).storageClass],
    ['CSIDriver', async () => (await import('./strategies/storage/csi-driver.ts')).csiDriver],
    ['CSINode', async () => (await import('./strategies/storage/csi-node.ts')).csiNode],
    ['CSIStorageCapacity', async () => (await import('./strategies/storage/csi-storage-capacity.ts')).csiStorageCapacity],
    ['VolumeAttachment', async () => (await import('./strategies/storage/volume-attachment.ts')).volumeAttachment],
    ['VolumeAttributesClass', async () => (await import('./strategies/storage/volume-attributes-class.ts')).volumeAttributesClass],
  ])
}

function networkingStrategies(): Strategies {
  return new Map<string, Load>([
    ['Ingress', async () => (await import('./strategies/networking/ingress.ts')).ingress],
    ['IngressClass', async () => (await import('./strategies/networking/ingress-class.ts')).ingressClass],
    ['IPAddress', async () => (await import('./strategies/networking/ip-address.ts')).ipAddress],
    ['ServiceCIDR', async () => (await import('./strategies/networking/service-cidr.ts')).serviceCidr],
    ['NetworkPolicy', async () => (await import('./strategies/networking/network-policy.ts')).networkPolicy],
  ])
}

function policyStrategies(): Strategies {
  return new Map<string, Load>([
    ['PodDisruptionBudget', async () => (await import('./strategies/policy/pod-disruption-budget.ts')).podDisruptionBudget],
  ])
}

function rbacStrategies(): Strategies {
  return new Map<string, Load>([
    ['RoleBinding', async () => (await import('./strategies/rbac/role-binding.ts')).roleBinding],
    ['ClusterRoleBinding', async () => (await import('./strategies/rbac/cluster-role-binding.ts')).clusterRoleBinding],
    ['Role', async () => (await import('./strategies/rbac/role.ts')).role],
    ['ClusterRole', async () => (await import('./strategies/rbac/cluster-role.ts')).clusterRole],
  ])
}

function autoscalingStrategies(): Strategies {
  return new Map<string, Load>([
    [
      'HorizontalPodAutoscaler',
      async () => (await import('./strategies/autoscaling/horizontal-pod-autoscaler.ts')).horizontalPodAutoscaler,
    ],
  ])
}

function eventsStrategies(): Strategies {
  return new Map<string, Load>([['Event', async () => (await import('./strategies/events/event.ts')).event]])
}

function nodeStrategies(): Strategies {
  return new Map<string, Load>([['RuntimeClass', async () => (await import('./strategies/node/runtime-class.ts')).runtimeClass]])
}

function coordinationStrategies(): Strategies {
  return new Map<string, Load>([['Lease', async () => (await import('./strategies/coordination/lease.ts')).lease]])
}

function flowcontrolStrategies(): Strategies {
  return new Map<string, Load>([
    ['FlowSchema', async () => (await import('./strategies/flowcontrol/flow-schema.ts')).flowSchema],
    [
      'PriorityLevelConfiguration',
      async () => (await import('./strategies/flowcontrol/priority-level-configuration.ts')).priorityLevelConfiguration,
    ],
  ])
}

function certificatesStrategies(): Strategies {
  return new Map<string, Load>([
    [
      'CertificateSigningRequest',
      async () => (await import('./strategies/certificates/certificate-signing-request.ts')).certificateSigningRequest,
    ],
  ])
}

function apiregistrationStrategies(): Strategies {
  return new Map<string, Load>([['APIService', async () => (await import('./strategies/apiregistration/api-service.ts')).apiService]])
}

function admissionregistrationStrategies(): Strategies {
  return new Map<string, Load>([
    [
      'ValidatingWebhookConfiguration',
      async () => (await import('./strategies/admissionregistration/validating-webhook-configuration.ts')).validatingWebhookConfiguration,
    ],
    [
      'MutatingWebhookConfiguration',
      async () => (await import('./strategies/admissionregistration/mutating-webhook-configuration.ts')).mutatingWebhookConfiguration,
    ],
    [
      'ValidatingAdmissionPolicy',
      async () => (await import('./strategies/admissionregistration/validating-admission-policy.ts')).validatingAdmissionPolicy,
    ],
    [
      'MutatingAdmissionPolicy',
      async () => (await import('./strategies/admissionregistration/mutating-admission-policy.ts')).mutatingAdmissionPolicy,
    ],
    [
      'ValidatingAdmissionPolicyBinding',
      async () =>
        (await import('./strategies/admissionregistration/validating-admission-policy-binding.ts')).validatingAdmissionPolicyBinding,
    ],
    [
      'MutatingAdmissionPolicyBinding',
      async () => (await import('./strategies/admissionregistration/mutating-admission-policy-binding.ts')).mutatingAdmissionPolicyBinding,
    ],
  ])
}

function apiextensionsStrategies(): Strategies {
  return new Map<string, Load>([
    [
      'CustomResourceDefinition',
      async objects => (await import('./strategies/apiextensions/custom-resource-definition.ts')).customResourceDefinition(objects),
    ],
  ])
}

function resourceStrategies(): Strategies {
  return new Map<string, Load>([
    ['DeviceClass', async () => (await import('./strategies/resource/device-class.ts')).deviceClass],
    ['ResourceClaim', async () => (await import('./strategies/resource/resource-claim.ts')).resourceClaim],
    ['ResourceClaimTemplate', async () => (await import('./strategies/resource/resource-claim-template.ts')).resourceClaimTemplate],
    ['ResourceSlice', async () => (await import('./strategies/resource/resource-slice.ts')).resourceSlice],
  ])
}

function authorizationStrategies(): Strategies {
  const reviews = () => import('./strategies/authorization/access-review.ts')
  return new Map<string, Load>([
    ['SubjectAccessReview', async () => (await reviews()).subjectAccessReview],
    ['SelfSubjectAccessReview', async () => (await reviews()).selfSubjectAccessReview],
    ['LocalSubjectAccessReview', async () => (await reviews()).localSubjectAccessReview],
    ['SelfSubjectRulesReview', async () => (await reviews()).selfSubjectRulesReview],
  ])
}

function authenticationStrategies(): Strategies {
  return new Map<string, Load>([['TokenReview', async () => (await import('./strategies/authentication/token-review.ts')).tokenReview]])
}
