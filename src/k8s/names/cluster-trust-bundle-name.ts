import { nameIsDnsSubdomain, type ObjectNameFormat } from './object-name.ts'

/** The name of a ClusterTrustBundle of a signer, or of none. Mirrors pkg/apis/core/validation/names.go ValidateClusterTrustBundleName, v1.36. */
export function clusterTrustBundleName(signerName: string): ObjectNameFormat {
  return (name, prefix) => {
    if (signerName === '') {
      return name.includes(':')
        ? ['ClusterTrustBundle without signer name must not have ":" in its name']
        : nameIsDnsSubdomain(name, prefix)
    }
    const required = `${signerName.replaceAll('/', ':')}:`
    return name.startsWith(required)
      ? nameIsDnsSubdomain(name.slice(required.length), prefix)
      : [`ClusterTrustBundle for signerName ${signerName} must be named with prefix ${required}`]
  }
}
