/** The ids of the master list of checks, which rules name in `checks`. */
export const masterChecks: ReadonlySet<string> = new Set(
  `
    affinity-invalid annotation-syntax api-deprecated api-removed api-warning apply-order bare-pod cidr-ip-host configmap-size
    container-name-duplicate container-port-names control-plane-flags cpu-limit-missing cpu-limit-present cpu-request-missing
    crd-definition crd-schema cron-schedule cronjob-concurrency cronjob-deadline dangerous-capability default-class-duplicate
    default-namespace deployment-recreate drain-blocked drop-net-raw duplicate-object endpoints-by-hand env-duplicate env-order
    ephemeral-storage explicit-default extended-resource-rules external-ips external-name-address field-deprecated field-not-in-version
    headless-hpa-etpol host-aliases host-network-dns-policy host-path-on-movable-pod host-users hostnetwork-hostport hpa-fields
    hpa-metrics-api hpa-min-replicas hpa-missing-requests hpa-target-duplicate hpa-with-replicas https-backend image-digest image-latest
    image-pull-policy-always image-pull-policy-conflict image-reference image-registry image-registry-retired immediate-no-provisioner
    ingress-annotation ingress-class-unserved ingress-fields ingress-host-path-duplicate ingress-host-wildcard ingress-nginx-annotation
    ingress-no-tls ingress-snippet ingress-tls-host int-or-string-percent interactive job-fields job-ttl kube-system-namespace
    label-syntax labels-recommended letter-case limitrange-fields limitrange-violated list-kind list-map-duplicate liveness-missing
    liveness-without-restart load-balancer-provider low-uid-gid memory-limit-missing memory-request-missing metadata-name
    missing-separator mount-propagation namespace-missing-reject namespace-quota namespace-scope netpol-blocks-dns netpol-blocks-service
    netpol-missing netpol-named-port netpol-no-pods netpol-peer-no-pods networkpolicy-fields no-execute-eviction node-affinity-missing
    node-fields node-name-set nodeport-range pdb-blocks-eviction pdb-fields pdb-gt-hpa-min pdb-missing pdb-no-pods pdb-overlap
    pdb-unhealthy-policy placeholder pod-cidr-mismatch pod-term-self-mismatch port-range-name prestop-exceeds-grace prestop-missing
    priority-class-missing privileged-port privileged-port-as-non-root probe-exec probe-handler probe-host probe-identical
    probe-liveness-before-start probe-numbers-explicit probe-port-name probe-port-number probe-success-threshold probe-timeout-ge-period
    progress-before-ready progress-deadline psa-enforce pss-apparmor pss-capabilities-baseline pss-capabilities-restricted
    pss-host-namespaces pss-host-path pss-host-ports pss-host-probes pss-host-process pss-privilege-escalation pss-privileged
    pss-proc-mount pss-proc-mount-restricted pss-run-as-non-root pss-run-as-user pss-seccomp-required pss-seccomp-unconfined pss-selinux
    pss-sysctls pss-volume-types pvc-pv-fields quantity-format quota-exceeded quota-needs-requests rbac-aggregate-default-edit
    rbac-anonymous rbac-cluster-admin rbac-create-pods rbac-escalate rbac-exec rbac-fields rbac-secrets rbac-wildcard read-only-root-fs
    readiness-missing ref-account-token ref-configmap-secret ref-configmap-secret-key ref-dns-name ref-gateway ref-hpa-target
    ref-ingress-service ref-ingress-tls-secret ref-ingressclass ref-namespace ref-owner ref-priorityclass ref-prometheus-operator
    ref-pull-secret-type ref-pvc ref-rbac-subject ref-resource-field ref-role ref-runtimeclass ref-serviceaccount
    ref-statefulset-service ref-storageclass ref-thirdparty ref-webhook-service replicas-single requests-equal-limits
    requests-exceed-limits restart-policy-invalid rolling-update-both-zero rollout-deadlock runtime-socket sa-default sa-token-automount
    sched-daemonset sched-hostport sched-node-selector sched-pod-affinity sched-preemption sched-resources sched-spread sched-taints
    sched-volume schema-enum schema-null-or-empty schema-required schema-type schema-unknown-field secret-base64 secret-in-env
    secret-literal security-context-conflict security-context-missing selector-empty selector-template-mismatch sensitive-host-path
    service-fields service-no-pods service-selector-overlap service-target-port-name service-target-port-number service-type
    shell-without-c sorted-keys spread-invalid spread-or-anti-affinity startup-budget-too-short statefulset-fields static-pod
    storage-mismatch storage-rwo-shared storage-unbound sub-path-never-updates sysctl-forbidden tiller-dashboard tls-certificate
    toleration-invalid traffic-policy-local unknown-capability unknown-kind unknown-provisioner unused-object unused-volume
    update-orphans update-refused upgrade-break vap-compile vap-deny volume-mount-missing-volume volume-name-duplicate
    workload-selector-overlap yaml-1.1-scalar yaml-duplicate-key yaml-full-width yaml-indent-slip yaml-prose yaml-syntax
  `
    .trim()
    .split(/\s+/)
)
