import { describe, expect, test } from 'vitest'
import { recogniseForeign } from '../../src/load/foreign.ts'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

function recognise(text: string, path = 'x.yaml'): string | undefined {
  return recogniseForeign(path, readDocuments(new SourceFile(path, text)))
}

describe('files of other tools', () => {
  test.each([
    ['Docker Compose file', 'services:\n  web:\n    image: nginx\n'],
    ['Docker Compose file', 'volumes: {}\n', 'docker-compose.override.yml'],
    ['GitHub workflow', 'on: [push]\njobs: {a: {runs-on: x, steps: []}}\n'],
    ['GitHub workflow', 'x: 1\n', '.github/workflows/ci.yml'],
    ['GitHub action', 'runs: {using: node24, main: x.js}\n', 'action.yml'],
    ['Dependabot configuration', 'version: 2\nupdates: []\n'],
    ['GitHub configuration', 'body: []\n', '.github/ISSUE_TEMPLATE/bug.yml'],
    ['GitLab CI configuration', 'a:\n  script: [echo]\n  x: !reference [.c, d]\n'],
    ['CircleCI configuration', 'version: 2.1\njobs: {}\nworkflows: {}\n'],
    ['Azure pipeline', 'trigger: none\njobs:\n- job: a\n'],
    ['Travis CI configuration', 'language: go\n', '.travis.yml'],
    ['Bitbucket pipeline', 'pipelines: {default: []}\n'],
    ['build pipeline', 'steps:\n- name: gcr.io/x\n  args: [a]\n'],
    ['Drone pipeline', 'kind: pipeline\ntype: docker\nname: default\nsteps: []\n'],
    ['Taskfile', 'version: "3"\ntasks: {}\n'],
    ['Helm chart description', 'apiVersion: v2\nname: c\nversion: 0.1.0\n', 'Chart.yaml'],
    ['Helm chart dependencies', 'dependencies: []\n', 'charts/a/requirements.yaml'],
    ['Helm values file', 'image: {tag: ""}\n', 'values-prod.yaml'],
    ['Helmfile', 'releases: []\n'],
    ['kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n'],
    ['kustomization', 'resources: [a.yaml]\nimages: []\n'],
    ['kustomization', 'patches: []\n', 'overlay/kustomization.yml'],
    ['JSON patch', '- op: replace\n  path: /spec/replicas\n  value: 3\n'],
    ['index of a Helm repository', 'apiVersion: v1\nentries: {web: []}\n', 'charts/index.yaml'],
    ['kube-state-metrics configuration', 'kind: CustomResourceStateMetrics\nspec: {resources: []}\n'],
    ['editor configuration', '{\n  // ours\n  "image": "x"\n}\n', '.devcontainer/devcontainer.json'],
    ['no manifest: neither apiVersion nor kind', '{\n  // ours\n  "extends": "x"\n}\n', 'web/babel.json'],
    ['no manifest: neither apiVersion nor kind', 'kind: [bug, feature]\narea: [cli]\n', 'labels.yaml'],
    ['kubeconfig', 'apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n'],
    ['kubeadm configuration', 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n'],
    ['kubelet configuration', 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n'],
    ['kube-proxy configuration', 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n'],
    ['kube-scheduler configuration', 'apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n'],
    ['audit policy of kube-apiserver', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n'],
    ['kube-apiserver configuration', 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n'],
    ['kind cluster configuration', 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n'],
    ['Skaffold configuration', 'apiVersion: skaffold/v4beta11\nkind: Config\n'],
    ['Backstage catalog entity', 'apiVersion: backstage.io/v1alpha1\nkind: Component\n'],
    ['OpenShift installer configuration', 'apiVersion: v1\nbaseDomain: a.b\nplatform: {}\n'],
    ['Grafana provisioning file', 'apiVersion: 1\ndatasources: []\n'],
    ['Grafana dashboard', '{"panels": [], "schemaVersion": 36}', 'd.json'],
    ['Prometheus rule file', 'groups:\n- name: a\n  rules: []\n'],
    ['Prometheus configuration', 'scrape_configs: []\n'],
    ['Alertmanager configuration', 'route: {}\nreceivers: []\n'],
    ['Ansible playbook', '- hosts: all\n  tasks: []\n'],
    ['Ansible inventory', 'all: {hosts: {}}\n'],
    ['CloudFormation template', 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {A: !Ref X}\n'],
    ['MkDocs configuration', 'markdown_extensions: []\n', 'mkdocs.yml'],
    ['Renovate configuration', '{"extends": ["config:base"]}', 'renovate.json'],
    ['pre-commit configuration', 'repos: []\n', '.pre-commit-config.yaml'],
    ['pre-commit hooks', '- id: a\n  name: b\n  entry: c\n', '.pre-commit-hooks.yaml'],
    ['OpenAPI description', 'openapi: 3.0.0\npaths: {}\n'],
    ['JSON schema', '{"$schema": "http://json-schema.org/draft-07/schema#"}', 'values.schema.json'],
    ['npm package description', '{"name":"x","version":"1.0.0"}', 'package.json'],
    ['lock file', 'lockfileVersion: "9.0"\npackages: {}\n', 'pnpm-lock.yaml'],
    ['TypeScript configuration', '{\n  // comment\n  "compilerOptions": {},\n}', 'tsconfig.json'],
    ['seatrial configuration', 'preset: recommended\n', 'seatrial.yaml'],
    ['no manifest: neither apiVersion nor kind', 'a: 1\n'],
    ['no manifest: neither apiVersion nor kind', '- a\n- b\n'],
    ['no manifest: neither apiVersion nor kind', 'hello\n'],
    ['no manifest: neither apiVersion nor kind', '__proto__: {apiVersion: v1}\nconstructor: x\n'],
  ])('%s: %j', (is, text, path = 'x.yaml') => {
    expect(recognise(text, path)).toBe(is)
  })
})

describe('templates', () => {
  test.each([
    ['Helm template', 'metadata:\n  name: {{ .Release.Name }}\napiVersion: v1\nkind: ConfigMap\n'],
    ['Helm template', '{{- if .Values.x }}\napiVersion: v1\nkind: ConfigMap\n{{- end }}\n'],
    ['Helm template', 'apiVersion: v1\nkind: Service\nmetadata:\n  labels:\n    {{- include "c.labels" . | nindent 4 }}\n'],
    ['Helm template', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "{{ .Release.Name }}-cm"\n'],
    ['template, to be', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "{{ name }}"\n'],
    ['Jinja template', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {% raw %}x{% endraw %}\n'],
  ])('%s: %j', (is, text) => {
    expect(recognise(text)).toMatch(is)
  })

  test.each([
    [
      'in a block scalar',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.tmpl: |\n    {{ define "x" }}{{ .Values.a }}{{ end }}\n',
    ],
    ['in a value', 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec: {entrypoint: "{{inputs.x}}"}\n'],
    ['for no engine at all', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "{{7*7}}"}\n'],
    ['in a shell', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "$' + '{NAME}"}\n'],
    ['as mere braces', '{{{{{{: 1}: 1}: 1}: 1}: 1}: 1}\n'],
    ['in a comment', 'apiVersion: v1 # {{ .Values.a }}\nkind: ConfigMap\nmetadata: {name: a}\n'],
    [
      'in data beside an error elsewhere',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a]\n\n\n\ndata:\n  a: |\n    {{ .Values.a }}\n',
    ],
  ])('are no templates whose expressions stand %s', (_, text) => {
    expect(recognise(text)).toBeUndefined()
  })
})

describe('manifests', () => {
  test.each([
    ['plain', 'apiVersion: v1\nkind: Pod\n'],
    ['of a kind that nobody knows', 'apiVersion: example.com/v1\nkind: Thing\n'],
    ['a policy of Kubernetes that is named as those of the audit', 'apiVersion: policy/v1\nkind: PodDisruptionBudget\n'],
    ['with one of the two keys', 'kind: Pod\n'],
    ['with the other', 'apiVersion: v1\nmetadata: {}\n'],
    ['in other letter case', 'apiversion: v1\nKind: pod\n'],
    ['with both keys one edit away', 'apiVersoin: v1\nknd: Pod\n'],
    ['where they are no texts', 'apiVersion: 1\nkind: [Pod]\n'],
    ['as items of a list', '- apiVersion: v1\n  kind: Pod\n'],
    ['of which one stands beside something else', 'a: 1\n---\napiVersion: v1\nkind: Pod\n'],
    ['that are broken', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a\n'],
    ['that are broken from their first line', '[root@master ~]# cat pod.yaml\napiversion: v1\nkind: pod\n'],
    ['behind a separator that kubectl refuses', '--- {apiVersion: v1, kind: Pod}\n'],
    ['written like components but for the group', 'apiVersion: kubeadm.example.com/v1\nkind: ClusterConfiguration\n'],
  ])('%s', (_, text) => {
    expect(recognise(text)).toBeUndefined()
  })

  test.each([
    ['nothing', ''],
    ['comments', '# nothing\n'],
    ['empty documents', '---\n---\nnull\n'],
    ['what cannot be read at all', 'a: ]]]\n'],
    ['nesting without end', '['.repeat(5000)],
    ['bytes that are no text', '\udc89PNG\r\n\u001a\n'],
  ])('a file of %s is not taken for something else', (_, text) => {
    expect(recognise(text)).toBeUndefined()
  })

  test('one edit in one key alone is no manifest', () => {
    expect(recognise('kin: folk\nfamily: true\n')).toMatch('no manifest')
  })
})
