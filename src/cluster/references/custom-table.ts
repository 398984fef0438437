/** A name in custom resources of one kind. */
export interface CustomReferenceRow {
  /** `Kind.group` of those that have it. */
  readonly from: string
  /** Steps to the name, or to the object that holds it; `*` for every item. */
  readonly path: string
  /** `Kind.group` of what is named; a bare kind for the core group. */
  readonly to: string
  /** `plain`: the value itself is the name; `host`: the short name of a Service; `ref`: `name` with `kind` and `group` or `apiVersion`, where written. */
  readonly form: 'plain' | 'host' | 'ref'
  /** What is named has no namespace; else it is in that of `namespace` beside the name, or in its own. */
  readonly clusterScoped?: true
}

const gatewayGroup = 'gateway.networking.k8s.io'

/** Names in the Gateway API. Mirrors sigs.k8s.io/gateway-api apis/v1, v1.4. */
export const gatewayRows: readonly CustomReferenceRow[] = [
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].flatMap(kind => [
    row(`${kind}.${gatewayGroup}`, 'spec.parentRefs.*', `Gateway.${gatewayGroup}`, 'ref'),
    row(`${kind}.${gatewayGroup}`, 'spec.rules.*.backendRefs.*', 'Service', 'ref'),
  ]),
  row(`Gateway.${gatewayGroup}`, 'spec.listeners.*.tls.certificateRefs.*', 'Secret', 'ref'),
  { ...row(`Gateway.${gatewayGroup}`, 'spec.gatewayClassName', `GatewayClass.${gatewayGroup}`, 'plain'), clusterScoped: true },
]

/** Names in the custom resources that people use most, as their definitions have them. */
export const thirdPartyRows: readonly CustomReferenceRow[] = [
  row('Certificate.cert-manager.io', 'spec.issuerRef', 'Issuer.cert-manager.io', 'ref'),
  ...['canary.canaryService', 'canary.stableService', 'blueGreen.activeService', 'blueGreen.previewService'].map(field =>
    row('Rollout.argoproj.io', `spec.strategy.${field}`, 'Service', 'plain')
  ),
  row('Rollout.argoproj.io', 'spec.workloadRef', 'Deployment.apps', 'ref'),
  row('VirtualService.networking.istio.io', 'spec.http.*.route.*.destination.host', 'Service', 'host'),
  row('VirtualService.networking.istio.io', 'spec.tcp.*.route.*.destination.host', 'Service', 'host'),
  row('DestinationRule.networking.istio.io', 'spec.host', 'Service', 'host'),
  row('ScaledObject.keda.sh', 'spec.scaleTargetRef', 'Deployment.apps', 'ref'),
  row('ScaledObject.keda.sh', 'spec.triggers.*.authenticationRef', 'TriggerAuthentication.keda.sh', 'ref'),
  row('VerticalPodAutoscaler.autoscaling.k8s.io', 'spec.targetRef', 'Deployment.apps', 'ref'),
  row('ExternalSecret.external-secrets.io', 'spec.secretStoreRef', 'SecretStore.external-secrets.io', 'ref'),
  row('Kustomization.kustomize.toolkit.fluxcd.io', 'spec.sourceRef', 'GitRepository.source.toolkit.fluxcd.io', 'ref'),
  row('HelmRelease.helm.toolkit.fluxcd.io', 'spec.chart.spec.sourceRef', 'HelmRepository.source.toolkit.fluxcd.io', 'ref'),
  row('IngressRoute.traefik.io', 'spec.routes.*.services.*', 'Service', 'ref'),
  row('IngressRoute.traefik.io', 'spec.routes.*.middlewares.*', 'Middleware.traefik.io', 'ref'),
  row('IngressRoute.traefik.io', 'spec.tls.secretName', 'Secret', 'plain'),
]

function row(from: string, path: string, to: string, form: CustomReferenceRow['form']): CustomReferenceRow {
  return { from, path, to, form }
}
