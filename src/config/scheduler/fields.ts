import { extensionPoints } from '../../k8s/scheduler-configuration.ts'
import type { Shape } from './shape.ts'

const resources: Shape = { list: { fields: { name: 'text', weight: 'integer' } } }
const shape: Shape = { list: { fields: { utilization: 'integer', score: 'integer' } } }
const kind = { apiVersion: 'text', kind: 'text' } as const
const requirements: Shape = { list: { fields: { key: 'text', operator: 'text', values: { list: 'text' } } } }
const nodeSelectorTerm: Shape = { fields: { matchExpressions: requirements, matchFields: requirements } }
const nodeAffinity: Shape = {
  fields: {
    requiredDuringSchedulingIgnoredDuringExecution: { fields: { nodeSelectorTerms: { list: nodeSelectorTerm } } },
    preferredDuringSchedulingIgnoredDuringExecution: { list: { fields: { weight: 'integer', preference: nodeSelectorTerm } } },
  },
}

/** The arguments that plugins take, by plugin. Mirrors kubescheduler.config.k8s.io/v1, v1.36. */
export const argumentFields: Readonly<Record<string, Shape>> = {
  DefaultPreemption: { fields: { ...kind, minCandidateNodesPercentage: 'integer', minCandidateNodesAbsolute: 'integer' } },
  DynamicResources: { fields: { ...kind, filterTimeout: 'text', bindingTimeout: 'text' } },
  InterPodAffinity: { fields: { ...kind, hardPodAffinityWeight: 'integer', ignorePreferredTermsOfExistingPods: 'switch' } },
  NodeAffinity: { fields: { ...kind, addedAffinity: nodeAffinity } },
  NodeResourcesBalancedAllocation: { fields: { ...kind, resources } },
  NodeResourcesFit: {
    fields: {
      ...kind,
      ignoredResources: { list: 'text' },
      ignoredResourceGroups: { list: 'text' },
      scoringStrategy: { fields: { type: 'text', resources, requestedToCapacityRatio: { fields: { shape } } } },
    },
  },
  PodTopologySpread: {
    fields: {
      ...kind,
      defaultConstraints: {
        list: {
          fields: {
            maxSkew: 'integer',
            minDomains: 'integer',
            topologyKey: 'text',
            whenUnsatisfiable: 'text',
            labelSelector: 'any',
            matchLabelKeys: { list: 'text' },
            nodeAffinityPolicy: 'text',
            nodeTaintsPolicy: 'text',
          },
        },
      },
      defaultingType: 'text',
    },
  },
  VolumeBinding: { fields: { ...kind, bindTimeoutSeconds: 'integer', shape } },
}

const plugins: Shape = { list: { fields: { name: 'text', weight: 'integer' } } }
const pluginSet: Shape = { fields: { enabled: plugins, disabled: plugins } }

/** The fields of KubeSchedulerConfiguration; arguments are looked at by plugin. */
export const configurationFields: Shape = {
  fields: {
    ...kind,
    parallelism: 'integer',
    leaderElection: 'any',
    clientConnection: 'any',
    healthzBindAddress: 'text',
    metricsBindAddress: 'text',
    enableProfiling: 'switch',
    enableContentionProfiling: 'switch',
    percentageOfNodesToScore: 'integer',
    podInitialBackoffSeconds: 'integer',
    podMaxBackoffSeconds: 'integer',
    delayCacheUntilActive: 'switch',
    extenders: { list: 'any' },
    profiles: {
      list: {
        fields: {
          schedulerName: 'text',
          percentageOfNodesToScore: 'integer',
          plugins: { fields: Object.fromEntries(extensionPoints.map(point => [point, pluginSet])) },
          pluginConfig: { list: { fields: { name: 'text', args: 'any' } } },
        },
      },
    },
  },
}
