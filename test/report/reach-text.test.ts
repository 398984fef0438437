import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../src/config/options.ts'
import type { ReachOutcome } from '../../src/outcome.ts'
import { reach } from '../../src/reach-pipeline.ts'
import { reachDot, reachMermaid } from '../../src/report/reach-graph.ts'
import { npGuardText } from '../../src/report/reach-np-guard.ts'
import { reachCsv, reachMatrix } from '../../src/report/reach-table.ts'
import { reachText } from '../../src/report/reach-text.ts'
import { namespace, pod, policy } from '../simulate/network/manifests.ts'

const web = pod('shop/web', { app: 'web' })
const old = namespace('shop') + web + pod('shop/db', { app: 'db' })
const spec = { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }] }
const now = old + policy('shop/db', spec)

function outcome(more: Parameters<typeof reach>[0] | object = {}, options: object = {}): Promise<ReachOutcome> {
  return reach({ inputs: [{ path: 'net.yaml', text: now }], ...more }, parseOptions(options, 'reach'))
}

describe('the layouts of np-guard', () => {
  const guarded = { compat: 'np-guard', exposure: true }
  test('lists, sorted by their text, and exposure', async () => {
    expect(npGuardText(await outcome({}, guarded), 'txt').split('\n')).toEqual([
      '0.0.0.0-255.255.255.255[External] => shop/web[Pod] : All Connections',
      'shop/db[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/db[Pod] => shop/web[Pod] : All Connections',
      'shop/web[Pod] => 0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/web[Pod] => shop/db[Pod] : TCP 5432',
      '',
      'Exposure Analysis Result:',
      'Egress Exposure:',
      'shop/db[Pod]  \t=> \t0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/db[Pod]  \t=> \tentire-cluster : All Connections',
      'shop/web[Pod] \t=> \t0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/web[Pod] \t=> \tentire-cluster : All Connections',
      '',
      'Ingress Exposure:',
      'shop/db[Pod]  \t<= \tshop/[all pods] : TCP 5432',
      'shop/web[Pod] \t<= \t0.0.0.0-255.255.255.255[External] : All Connections',
      'shop/web[Pod] \t<= \tentire-cluster : All Connections',
      '',
      'Workloads not protected by network policies:',
      'shop/db[Pod] is not protected on Egress',
      'shop/web[Pod] is not protected on Egress',
      'shop/web[Pod] is not protected on Ingress',
      '',
    ])
  })

  test('tables quote what has a comma', async () => {
    const plain = await outcome({}, { compat: 'np-guard' })
    expect(npGuardText(plain, 'csv')).toMatch(/^src,dst,conn\n/)
    expect(npGuardText(plain, 'md')).toMatch(/^\| src \| dst \| conn \|\n\|-----\|-----\|------\|\n/)
  })

  test('differences name both states', async () => {
    const diff = await outcome({ diff: [{ path: 'old.yaml', text: old }] }, { compat: 'np-guard' })
    expect(npGuardText(diff, 'txt')).toContain(
      'diff-type: changed, source: shop/web[Pod], destination: shop/db[Pod], dir1: All Connections, dir2: TCP 5432\n'
    )
    expect(npGuardText(diff, 'csv')).toContain('removed,0.0.0.0-255.255.255.255[External],shop/db[Pod],All Connections,No Connections,\n')
  })
})

describe('our own layouts', () => {
  test('text aligns the arrows', async () => {
    const text = reachText(await outcome(), { color: false })
    expect(text).toContain('shop/web[Pod]                     => shop/db[Pod] : TCP 5432\n')
  })

  test('answers name the places that decide', async () => {
    const queries = [{ id: 'q', from: 'shop/web', to: 'shop/db', protocol: 'TCP' as const, port: 80 }]
    const text = reachText(await outcome({ queries }), { color: false })
    expect(text).toMatch(
      /^q: deny \(egress allow, ingress deny\)\n {2}ingress: NetworkPolicy shop\/db restricts, and no rule of it allows {2}net\.yaml:8:\d+\n$/
    )
  })

  test('a matrix has sources as rows', async () => {
    const lines = reachMatrix(await outcome()).split('\n')
    expect(lines[0]).toContain('shop/db&#91;Pod&#93;')
    expect(lines.find(line => line.startsWith('| shop/web'))).toContain('TCP 5432')
  })

  test('csv has what depends beside what is sure', async () => {
    expect(reachCsv(await outcome())).toContain('shop/web[Pod],shop/db[Pod],TCP 5432,,\n')
  })

  test('graphs quote names', async () => {
    expect(reachDot(await outcome())).toContain('"shop/web[Pod]" -> "shop/db[Pod]" [label="TCP 5432" color="gold2" fontcolor="darkgreen"]')
    expect(reachMermaid(await outcome())).toMatch(/n\d+ -->\|"TCP 5432"\| n\d+/)
  })
})
