import type { CelEnvironment } from '../environment.ts'
import { type Functions, mergeFunctions, readDeclarations } from './read.ts'
import { standardFunctions } from './standard.ts'

/** Mirrors cel-go cel/library.go optionalLib, v0.26. */
const optionals = `
optional.of optional_of (V) optional(V)
optional.ofNonZeroValue optional_ofNonZeroValue (V) optional(V)
optional.none optional_none () optional(V)
value optional_value optional(V).() V
hasValue optional_hasValue optional(V).() bool
or optional_or_optional optional(V).(optional(V)) optional(V)
orValue optional_orValue_value optional(V).(V) V
_?._ select_optional_field (dyn,string) optional(V)
_[?_] list_optindex_optional_int (list(V),int) optional(V)
_[?_] optional_list_optindex_optional_int (optional(list(V)),int) optional(V)
_[?_] map_optindex_optional_value (map(K,V),K) optional(V)
_[?_] optional_map_optindex_optional_value (optional(map(K,V)),K) optional(V)
_[_] optional_list_index_int (optional(list(V)),int) optional(V)
_[_] optional_map_index_value (optional(map(K,V)),K) optional(V)
last list_last list(V).() optional(V)
first list_first list(V).() optional(V)
optional.unwrap optional_unwrap (list(optional(V))) list(V)
unwrapOpt optional_unwrapOpt list(optional(V)).() list(V)
`

/** Mirrors cel-go ext/strings.go at version 0, v0.26. */
const firstStrings = `
charAt string_char_at_int string.(int) string
indexOf string_index_of_string string.(string) int
indexOf string_index_of_string_int string.(string,int) int
lastIndexOf string_last_index_of_string string.(string) int
lastIndexOf string_last_index_of_string_int string.(string,int) int
lowerAscii string_lower_ascii string.() string
replace string_replace_string_string string.(string,string) string
replace string_replace_string_string_int string.(string,string,int) string
split string_split_string string.(string) list(string)
split string_split_string_int string.(string,int) list(string)
substring string_substring_int string.(int) string
substring string_substring_int_int string.(int,int) string
trim string_trim string.() string
upperAscii string_upper_ascii string.() string
join list_join list(string).() string
join list_join_string list(string).(string) string
`

const laterStrings = `
format string_format string.(list(dyn)) string
strings.quote strings_quote (string) string
`

/** Mirrors cel-go ext/sets.go, v0.26. */
const sets = `
sets.contains list_sets_contains_list (list(T),list(T)) bool
sets.equivalent list_sets_equivalent_list (list(T),list(T)) bool
sets.intersects list_sets_intersects_list (list(T),list(T)) bool
`

/** Mirrors apiserver pkg/cel/library/urls.go and regex.go, v1.36. */
const urlsAndRegex = `
url string_to_url (string) kubernetes.URL
getScheme url_get_scheme kubernetes.URL.() string
getHost url_get_host kubernetes.URL.() string
getHostname url_get_hostname kubernetes.URL.() string
getPort url_get_port kubernetes.URL.() string
getEscapedPath url_get_escaped_path kubernetes.URL.() string
getQuery url_get_query kubernetes.URL.() map(string,list(string))
isURL is_url_string (string) bool
find string_find_string string.(string) string
findAll string_find_all_string string.(string) list(string)
findAll string_find_all_string_int string.(string,int) list(string)
`

/** Mirrors apiserver pkg/cel/library/authz.go, v1.36. */
const authorization = `
path authorizer_path kubernetes.authorization.Authorizer.(string) kubernetes.authorization.PathCheck
group authorizer_group kubernetes.authorization.Authorizer.(string) kubernetes.authorization.GroupCheck
serviceAccount authorizer_serviceaccount kubernetes.authorization.Authorizer.(string,string) kubernetes.authorization.Authorizer
resource groupcheck_resource kubernetes.authorization.GroupCheck.(string) kubernetes.authorization.ResourceCheck
subresource resourcecheck_subresource kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.ResourceCheck
namespace resourcecheck_namespace kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.ResourceCheck
name resourcecheck_name kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.ResourceCheck
check pathcheck_check kubernetes.authorization.PathCheck.(string) kubernetes.authorization.Decision
check resourcecheck_check kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.Decision
errored decision_errored kubernetes.authorization.Decision.() bool
error decision_error kubernetes.authorization.Decision.() string
allowed decision_allowed kubernetes.authorization.Decision.() bool
reason decision_reason kubernetes.authorization.Decision.() string
`

const authorizationSelectors = `
fieldSelector authorizer_fieldselector kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.ResourceCheck
labelSelector authorizer_labelselector kubernetes.authorization.ResourceCheck.(string) kubernetes.authorization.ResourceCheck
`

/** Mirrors apiserver pkg/cel/library/quantity.go, v1.36. */
const quantities = `
quantity string_to_quantity (string) kubernetes.Quantity
isQuantity is_quantity_string (string) bool
sign quantity_sign (kubernetes.Quantity) int
isGreaterThan quantity_is_greater_than kubernetes.Quantity.(kubernetes.Quantity) bool
isLessThan quantity_is_less_than kubernetes.Quantity.(kubernetes.Quantity) bool
compareTo quantity_compare_to kubernetes.Quantity.(kubernetes.Quantity) int
asApproximateFloat quantity_get_float kubernetes.Quantity.() double
asInteger quantity_get_int kubernetes.Quantity.() int
isInteger quantity_is_integer kubernetes.Quantity.() bool
add quantity_add kubernetes.Quantity.(kubernetes.Quantity) kubernetes.Quantity
add quantity_add_int kubernetes.Quantity.(int) kubernetes.Quantity
sub quantity_sub kubernetes.Quantity.(kubernetes.Quantity) kubernetes.Quantity
sub quantity_sub_int kubernetes.Quantity.(int) kubernetes.Quantity
`

/** Mirrors apiserver pkg/cel/library/ip.go and cidr.go, v1.36. */
const network = `
ip string_to_ip (string) net.IP
family ip_family net.IP.() int
ip.isCanonical ip_is_canonical (string) bool
isUnspecified ip_is_unspecified net.IP.() bool
isLoopback ip_is_loopback net.IP.() bool
isLinkLocalMulticast ip_is_link_local_multicast net.IP.() bool
isLinkLocalUnicast ip_is_link_local_unicast net.IP.() bool
isGlobalUnicast ip_is_global_unicast net.IP.() bool
isIP is_ip (string) bool
string ip_to_string (net.IP) string
cidr string_to_cidr (string) net.CIDR
containsIP cidr_contains_ip_string net.CIDR.(string) bool
containsIP cidr_contains_ip_ip net.CIDR.(net.IP) bool
containsCIDR cidr_contains_cidr_string net.CIDR.(string) bool
containsCIDR cidr_contains_cidr net.CIDR.(net.CIDR) bool
ip cidr_ip net.CIDR.() net.IP
prefixLength cidr_prefix_length net.CIDR.() int
masked cidr_masked net.CIDR.() net.CIDR
isCIDR is_cidr (string) bool
string cidr_to_string (net.CIDR) string
`

const namedFormats =
  'dns1123Label dns1123Subdomain dns1035Label qualifiedName dns1123LabelPrefix dns1123SubdomainPrefix dns1035LabelPrefix labelValue uri uuid byte date datetime'.split(
    ' '
  )

/** Mirrors apiserver pkg/cel/library/format.go, v1.36. */
const formats = `
validate format-validate kubernetes.NamedFormat.(string) optional(list(string))
format.named format-named (string) optional(kubernetes.NamedFormat)
${namedFormats.map(name => `format.${name} format.${name} () kubernetes.NamedFormat`).join('\n')}
`

/** Mirrors cel-go ext/comprehensions.go, v0.26. */
const twoVariables = `
cel.@mapInsert @mapInsert_map_key_value (map(K,V),K,V) map(K,V)
cel.@mapInsert @mapInsert_map_map (map(K,V),map(K,V)) map(K,V)
`

/** Mirrors apiserver pkg/cel/library/semverlib.go, v1.36. */
const semver = `
semver string_to_semver (string) kubernetes.Semver
semver string_bool_to_semver (string,bool) kubernetes.Semver
isSemver is_semver_string (string) bool
isSemver is_semver_string_bool (string,bool) bool
isGreaterThan semver_is_greater_than kubernetes.Semver.(kubernetes.Semver) bool
isLessThan semver_is_less_than kubernetes.Semver.(kubernetes.Semver) bool
compareTo semver_compare_to kubernetes.Semver.(kubernetes.Semver) int
major semver_major kubernetes.Semver.() int
minor semver_minor kubernetes.Semver.() int
patch semver_patch kubernetes.Semver.() int
`

const jsonPatch = `
jsonpatch.escapeKey string_jsonpatch_escapeKey_string (string) string
`

const comparable = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes']

/** Mirrors apiserver pkg/cel/library/lists.go, v1.36. */
const lists = [
  ...comparable.map(type => `isSorted list_${type}_is_sorted_bool list(${type}).() bool`),
  ...['int', 'uint', 'double', 'duration'].map(type => `sum list_${type}_sum_${type} list(${type}).() ${type}`),
  ...comparable.map(type => `max list_${type}_max_${type} list(${type}).() ${type}`),
  ...comparable.map(type => `min list_${type}_min_${type} list(${type}).() ${type}`),
  'indexOf list_a_index_of_int list(A).(A) int',
  'lastIndexOf list_a_last_index_of_int list(A).(A) int',
].join('\n')

const runtimeNames = new Map([
  ['duration', 'google.protobuf.Duration'],
  ['timestamp', 'google.protobuf.Timestamp'],
])
const sortable = ['int', 'uint', 'double', 'bool', 'duration', 'timestamp', 'string', 'bytes']

/** Mirrors cel-go ext/lists.go at version 3, v0.26. */
const laterLists = [
  'slice list_slice list(T).(int,int) list(T)',
  'flatten list_flatten list(list(T)).() list(T)',
  'flatten list_flatten_int list(dyn).(int) list(dyn)',
  ...sortable.map(type => `sort list_${runtimeNames.get(type) ?? type}_sort list(${type}).() list(${type})`),
  ...sortable.map(
    type => `@sortByAssociatedKeys list_${runtimeNames.get(type) ?? type}_sortByAssociatedKeys list(T).(list(${type})) list(T)`
  ),
  'lists.range lists_range (int) list(int)',
  'reverse list_reverse list(T).() list(T)',
  'distinct list_distinct list(T).() list(T)',
].join('\n')

const semverSince = 33

/** Libraries in the order of the base environment, with the first compatibility version that has each. Mirrors apiserver pkg/cel/environment/base.go, v1.36. */
const versioned: readonly (readonly [since: number, declarations: string])[] = [
  [0, urlsAndRegex],
  [0, lists],
  [0, authorization],
  [0, optionals],
  [0, quantities],
  [0, firstStrings],
  [29, laterStrings],
  [29, sets],
  [30, network],
  [31, formats],
  [31, authorizationSelectors],
  [32, twoVariables],
  [semverSince, semver],
  [34, laterLists],
]

const known = new Map<string, Functions>()

/** The minor that new expressions must be compatible with: the one before the server's. */
export function compatibilityOf({ version }: Pick<CelEnvironment, 'version'>): number {
  return version.minor - 1
}

/** The functions that new expressions of an environment may call. */
export function functionsOf(environment: CelEnvironment): Functions {
  const compatibility = compatibilityOf(environment)
  const extra = environment.libraries ?? []
  const name = [compatibility, ...extra].join('+')
  const functions =
    known.get(name) ??
    mergeFunctions([
      standardFunctions,
      ...versioned.filter(([since]) => since <= compatibility).map(([, declarations]) => readDeclarations(declarations)),
      ...(extra.includes('jsonpatch') ? [readDeclarations(jsonPatch)] : []),
      ...(extra.includes('semver') && compatibility < semverSince ? [readDeclarations(semver)] : []),
    ])
  known.set(name, functions)
  return functions
}

const typeNames = new Map<string, number>([
  ['optional_type', 0],
  ['net.IP', 30],
  ['net.CIDR', 30],
])

/** Whether a name is a type that a library registers. */
export function isLibraryType(environment: CelEnvironment, name: string): boolean {
  const since = typeNames.get(name)
  return since !== undefined && since <= compatibilityOf(environment)
}
