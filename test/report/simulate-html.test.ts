import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { simulateHtml } from '../../src/report/simulate-html.ts'
import { documentOf, resourceOf } from './outcomes.ts'
import { nodeOf, podOf, simulation, simulationOf, webDeployment } from './simulation.ts'

const page = simulateHtml(simulation)
const voids = new Set(['meta', 'br'])
const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

/** The elements of a page, each closed where it should be, or what is wrong with it. */
function elementsOf(text: string): readonly string[] {
  const open: string[] = []
  const seen: string[] = []
  const style = /<style>[^<]*<\/style>/
  expect(text).toMatch(style)
  for (const [, closing, name = '', attributes = ''] of text
    .replace('<!DOCTYPE html>', '')
    .replace(style, '')
    .matchAll(/<(\/?)([a-z0-9]*)((?:[^<>"]|"[^<>"]*")*)>?/gi)) {
    expect(attributes).toMatch(/^( [a-zA-Z-]+="[^"<>]*")*\/?$/)
    if (closing === '/') expect(name).toBe(open.pop())
    else if (!attributes.endsWith('/')) open.push(name)
    else expect(voids.has(name) || name === 'rect', name).toBe(true)
    seen.push(name)
  }
  expect(open).toEqual([])
  return seen
}

describe('the page of a simulation', () => {
  test('is well-formed and holds no script', () => {
    const elements = new Set(elementsOf(page))
    expect(elements.has('svg')).toBe(true)
    for (const name of ['script', 'link', 'iframe', 'img', 'object', 'form', 'a']) expect(elements.has(name), name).toBe(false)
  })

  test('refers to nothing outside itself', () => {
    expect(page).not.toMatch(/https?:|src=|href=|url\(|@import/)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`.replaceAll("'", '&#39;'))
  })

  test('begins with the verdict, then what is wrong, then the cluster', () => {
    const places = ['1 placed, 2 pending', 'Refused by the API server', 'Pending pods', 'The cluster'].map(words => page.indexOf(words))
    expect(places.every(place => place > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  test('says whose pods are pending, how many, and in the words of the scheduler', () => {
    expect(page).toContain('Deployment shop/web: 2 of 3 pods')
    expect(page).toContain('0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu.')
  })

  test('draws each node with its pods, and says of each what it requests', () => {
    const web = podOf(webDeployment, { node: 'n1', requests: { cpu: '3', memory: '1Gi' }, qos: 'Guaranteed' })
    const drawn = simulateHtml(
      simulationOf({ nodes: [nodeOf('n1', { cpu: '3', memory: '1Gi' }, [web]), nodeOf('n2', {}, [], true)], pods: [web] })
    )
    expect(drawn).toContain('aria-label="node n1: 1 pod"')
    expect(drawn).toContain('<title>shop/web-&lt;hash&gt;-&lt;suffix&gt;: requests cpu 3, memory 1Gi; Guaranteed; not ready</title>')
    expect(drawn).toContain('class="node cordoned"')
    expect(drawn).toContain('3 of 4')
  })

  test('draws no more than can be looked at', () => {
    const pods = Array.from({ length: 3000 }, () => podOf(webDeployment, { node: 'n1' }))
    const nodes = Array.from({ length: 1000 }, (_, index) => nodeOf(`n${index}`, {}, []))
    const drawn = simulateHtml(simulationOf({ nodes, pods }))
    expect(drawn.length).toBeLessThan(700_000)
    expect(drawn).toContain('and 800 more nodes')
    expect(drawn).toContain('2940 pods')
  })

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    '&lt;b&gt;',
    '</style><b>',
    '</title></svg>',
    ']]><!--',
    'a\u202eb',
    '\x1b[31m\0',
    '__proto__',
    'ä'.repeat(250_000),
  ])('shows the name %j as text', name => {
    const owner = resourceOf('v1', 'Pod', name, name, documentOf('a.yaml', 'kind: Pod'))
    const running = podOf(owner, { node: name, requests: { [name]: '1' } })
    const pending = podOf(owner, { scheduled: { type: 'PodScheduled', status: 'False', message: name } })
    const event = { type: 'Warning', reason: name, kind: 'PersistentVolumeClaim', namespace: name, name, message: name } as const
    const hostile = simulateHtml(
      simulationOf({ nodes: [nodeOf(name, { [name]: '1' }, [running])], pods: [running, pending], events: [event] })
    )
    elementsOf(hostile)
    expect(hostile).not.toMatch(/<(script|img|b onmouseover)|[\0\u202e\x1b]/)
    expect(hostile.length).toBeLessThan(60_000)
  })

  test.skipIf(browser === undefined)(
    'is drawn by a browser',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'seatrial-page-'))
      const [source, picture] = [join(folder, 'page.html'), join(folder, 'page.png')]
      writeFileSync(source, page)
      const look = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=900,900']
      execFileSync(browser!, [...look, `--user-data-dir=${folder}`, `--screenshot=${picture}`, `file://${source}`], {
        stdio: 'ignore',
        timeout: 60_000,
      })
      const png = readFileSync(picture)
      rmSync(folder, { recursive: true, force: true })
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([900, 900])
      expect(png.length).toBeGreaterThan(20_000)
    },
    60_000
  )
})
