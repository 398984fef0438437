import { describe, expect, test } from 'vitest'
import { newestMinor, oldestMinor } from '../../src/k8s/version.ts'
import { isBuiltInGroup, nearestKind } from '../../src/schema/nearest-kind.ts'
import { allResourceTypes, findResourceType, resourceTypesOfKind } from '../../src/schema/resource-types.ts'

const newest = { minor: newestMinor }

describe('a built-in kind', () => {
  test('is what discovery says of it', () => {
    expect(findResourceType('apps/v1', 'Deployment', newest)).toEqual({
      apiVersion: 'apps/v1',
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      plural: 'deployments',
      namespaced: true,
    })
    expect(findResourceType('v1', 'Node', newest)).toMatchObject({ group: '', version: 'v1', plural: 'nodes', namespaced: false })
    expect(findResourceType('v1', 'Endpoints', newest)?.plural).toBe('endpoints')
  })

  test.each([
    ['apps/v1beta1', 'Deployment'],
    ['v1', 'deployment'],
    ['', ''],
    ['v1', '__proto__'],
    ['constructor', 'Pod'],
    ['v1', 'PodList'],
  ])('%s %s is none', (apiVersion, kind) => {
    expect(findResourceType(apiVersion, kind, newest)).toBeUndefined()
  })

  test('is there in the versions that serve it', () => {
    expect(findResourceType('resource.k8s.io/v1', 'ResourceClaim', { minor: 33 })).toBeUndefined()
    expect(findResourceType('resource.k8s.io/v1', 'ResourceClaim', { minor: 34 })).toBeDefined()
    expect(findResourceType('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', { minor: 31 })).toBeDefined()
    expect(findResourceType('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', { minor: 32 })).toBeUndefined()
  })

  test('is found by kind in each group, newest version first', () => {
    expect(resourceTypesOfKind('HorizontalPodAutoscaler', newest).map(type => type.apiVersion)).toEqual([
      'autoscaling/v2',
      'autoscaling/v1',
    ])
    expect(resourceTypesOfKind('Event', newest).map(type => type.apiVersion)).toEqual(['v1', 'events.k8s.io/v1'])
    expect(resourceTypesOfKind('FlowSchema', { minor: oldestMinor }).map(type => type.version)).toEqual(['v1', 'v1beta3'])
  })

  test('is in a built-in group', () => {
    for (const type of allResourceTypes(newest)) expect(isBuiltInGroup(type.group), type.apiVersion).toBe(true)
    expect(isBuiltInGroup('gateway.networking.k8s.io')).toBe(false)
  })
})

describe('the nearest kind', () => {
  test.each([
    ['v1', 'Deployment', 'apps/v1', 'Deployment'],
    ['extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1', 'Ingress'],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['autoscaling/v1', 'HorizontalPodAutoScaler', 'autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['networking/v1', 'NetworkPolicy', 'networking.k8s.io/v1', 'NetworkPolicy'],
    ['apps', 'StatefulSet', 'apps/v1', 'StatefulSet'],
    ['app/v1', 'Deploymnet', 'apps/v1', 'Deployment'],
    ['V1', 'service', 'v1', 'Service'],
    ['v1', 'Pods', 'v1', 'Pod'],
    ['v1', 'ingresses', 'networking.k8s.io/v1', 'Ingress'],
  ])('of %s %s is %s %s', (apiVersion, kind, meantVersion, meantKind) => {
    expect(nearestKind(apiVersion, kind, newest)).toEqual({ apiVersion: meantVersion, kind: meantKind })
  })

  test.each([
    ['serving.knative.dev/v1', 'Service'],
    ['scheduling.x-k8s.io/v1alpha1', 'PodGroup'],
    ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler'],
    ['networking.istio.io/v1', 'Gateway'],
    ['v1', 'Kustomization'],
    ['constructor', '__proto__'],
  ])('of %s %s is none', (apiVersion, kind) => {
    expect(nearestKind(apiVersion, kind, newest)).toBeUndefined()
  })
})
