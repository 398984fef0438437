import { isMapping, type Mapping, ownValue } from './manifest-keys.ts'

/** A format of another tool: a name for it, and how it is told by a document's keys or by the file's path. */
interface Format {
  readonly is: string
  /** Keys that all must be there. */
  readonly keys?: readonly string[]
  readonly test?: (mapping: Mapping) => boolean
  readonly path?: RegExp
}

/** The first that fits is named; what fits none is still no manifest. */
const formats: readonly Format[] = [
  { is: 'kustomization', path: /(?:^|\/)kustomization\.ya?ml$/i },
  { is: 'seatrial configuration', path: /(?:^|\/)seatrial\.ya?ml$/ },
  { is: 'Docker Compose file', path: /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/i },
  { is: 'Docker Compose file', test: mapping => everyValue(mapping, 'services', isMapping) && !Object.hasOwn(mapping, 'jobs') },
  { is: 'GitHub workflow', path: /(?:^|\/)\.github\/workflows\// },
  {
    is: 'GitHub workflow',
    keys: ['jobs'],
    test: mapping => isMapping(mapping['jobs']) && (hasOwn(mapping, 'on') || hasOwn(mapping, 'true')),
  },
  { is: 'GitHub action', keys: ['runs'], test: mapping => isMapping(mapping['runs']) && hasOwn(mapping['runs'], 'using') },
  { is: 'Dependabot configuration', keys: ['version', 'updates'] },
  { is: 'editor configuration', path: /(?:^|\/)\.(?:vscode|devcontainer|idea|zed)\// },
  { is: 'Snap description', path: /(?:^|\/)snapcraft\.ya?ml$/ },
  { is: 'GitHub configuration', path: /(?:^|\/)\.github\// },
  { is: 'GitLab CI configuration', path: /(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$/ },
  { is: 'CircleCI configuration', path: /(?:^|\/)\.circleci\// },
  { is: 'CircleCI configuration', keys: ['version', 'jobs', 'workflows'] },
  { is: 'Azure pipeline', path: /(?:^|\/)azure-pipelines[^/]*\.ya?ml$/i },
  {
    is: 'Azure pipeline',
    test: mapping => hasOwn(mapping, 'trigger') && ['jobs', 'stages', 'steps'].some(key => Array.isArray(ownValue(mapping, key))),
  },
  { is: 'Travis CI configuration', path: /(?:^|\/)\.travis\.ya?ml$/ },
  { is: 'Bitbucket pipeline', test: mapping => isMapping(ownValue(mapping, 'pipelines')) },
  { is: 'build pipeline', test: mapping => everyItem(mapping, 'steps', isMapping) },
  { is: 'GitLab CI configuration', test: mapping => Object.values(mapping).some(job => isMapping(job) && hasOwn(job, 'script')) },
  { is: 'Taskfile', keys: ['version', 'tasks'] },
  { is: 'Helm chart description', path: /(?:^|\/)Chart\.ya?ml$/ },
  { is: 'Helm chart dependencies', path: /(?:^|\/)(?:Chart\.lock|requirements\.(?:ya?ml|lock))$/ },
  { is: 'Helm values file', path: /(?:^|\/)values[^/]*\.ya?ml$/i },
  { is: 'Helmfile', path: /(?:^|\/)helmfile[^/]*\.ya?ml$/ },
  { is: 'Helmfile', keys: ['releases'], test: mapping => Array.isArray(mapping['releases']) },
  { is: 'kustomization', keys: ['resources'], test: mapping => Array.isArray(mapping['resources']) },
  { is: 'Prometheus rule file', test: mapping => everyItem(mapping, 'groups', group => isMapping(group) && hasOwn(group, 'rules')) },
  { is: 'Prometheus configuration', keys: ['scrape_configs'] },
  { is: 'Alertmanager configuration', keys: ['route', 'receivers'] },
  { is: 'Grafana dashboard', keys: ['panels', 'schemaVersion'] },
  { is: 'CloudFormation template', keys: ['AWSTemplateFormatVersion'] },
  {
    is: 'CloudFormation template',
    test: mapping => everyValue(mapping, 'Resources', resource => isMapping(resource) && hasOwn(resource, 'Type')),
  },
  { is: 'MkDocs configuration', path: /(?:^|\/)mkdocs[^/]*\.ya?ml$/ },
  { is: 'Renovate configuration', path: /(?:^|\/)\.?renovate(?:rc)?(?:\.json)?$/ },
  { is: 'pre-commit configuration', keys: ['repos'], test: mapping => Array.isArray(mapping['repos']) },
  {
    is: 'OpenAPI description',
    test: mapping => typeof ownValue(mapping, 'openapi') === 'string' || typeof ownValue(mapping, 'swagger') === 'string',
  },
  { is: 'AsyncAPI description', keys: ['asyncapi'] },
  {
    is: 'JSON schema',
    test: mapping => String(ownValue(mapping, '$schema') ?? '').includes('json-schema.org') || hasOwn(mapping, '$defs'),
  },
  { is: 'npm package description', path: /(?:^|\/)package\.json$/ },
  { is: 'lock file', keys: ['lockfileVersion'] },
  { is: 'TypeScript configuration', path: /(?:^|\/)(?:ts|js)config[^/]*\.json$/ },
  { is: 'TypeScript configuration', keys: ['compilerOptions'] },
  {
    is: 'Ansible inventory',
    test: mapping => isMapping(mapping['all']) && (hasOwn(mapping['all'], 'hosts') || hasOwn(mapping['all'], 'children')),
  },
  { is: 'AWS CodeBuild specification', keys: ['version', 'phases'] },
  { is: 'Serverless configuration', keys: ['service', 'provider'] },
  { is: 'Devfile', keys: ['schemaVersion', 'components'] },
]

/** What a document's object is that has neither apiVersion nor kind; undefined where no format is known to look so. */
export function foreignFormat(path: string, mapping: Mapping): string | undefined {
  return formats.find(format => fits(format, path, mapping))?.is
}

/** What a file is by its path alone. */
export function formatByPath(path: string): string | undefined {
  return formats.find(format => format.path?.test(path))?.is
}

/** What a document's list is. */
export function foreignList(items: readonly unknown[]): string | undefined {
  const mappings = items.filter(isMapping)
  if (mappings.length === 0 || mappings.length < items.length) return undefined
  if (mappings.every(item => hasOwn(item, 'op') && hasOwn(item, 'path'))) return 'JSON patch'
  if (mappings.every(item => hasOwn(item, 'id') && hasOwn(item, 'entry'))) return 'pre-commit hooks'
  const isPlay = (item: Mapping): boolean =>
    ['hosts', 'tasks', 'roles', 'import_playbook', 'include_tasks', 'import_tasks'].some(key => hasOwn(item, key))
  return mappings.some(isPlay) ? 'Ansible playbook' : undefined
}

function fits(format: Format, path: string, mapping: Mapping): boolean {
  if (format.path !== undefined) return format.path.test(path)
  return (format.keys ?? []).every(key => hasOwn(mapping, key)) && (format.test?.(mapping) ?? true)
}

function hasOwn(mapping: Mapping, key: string): boolean {
  return Object.hasOwn(mapping, key)
}

function everyValue(mapping: Mapping, key: string, test: (value: unknown) => boolean): boolean {
  const values = ownValue(mapping, key)
  return isMapping(values) && Object.values(values).every(test)
}

function everyItem(mapping: Mapping, key: string, test: (item: unknown) => boolean): boolean {
  const items = ownValue(mapping, key)
  return Array.isArray(items) && items.length > 0 && items.every(test)
}
