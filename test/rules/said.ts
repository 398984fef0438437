import { check } from '../check.ts'
import { document } from '../simulate/network/manifests.ts'

/** What one rule about networks says to manifests: severity and message of each finding. */
export async function said(
  rule: string,
  texts: readonly string[],
  options: Readonly<Record<string, unknown>> = {}
): Promise<readonly string[]> {
  const { diagnostics } = await check({ 'net.yaml': texts.join('') }, { only: [`network/${rule}`], ...options })
  return diagnostics.map(({ severity, message }) => `${severity}: ${message}`)
}

/** A Service for the pods that have its name as their app. */
export function service(name: string, ports: readonly object[], more: object = {}): string {
  const [where, own] = name.split('/')
  return document({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: own, namespace: where },
    spec: { selector: { app: own }, ports, ...more },
  })
}
