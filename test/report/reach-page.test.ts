import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseOptions } from '../../src/config/options.ts'
import { reach } from '../../src/reach-pipeline.ts'
import { reachPage } from '../../src/report/reach-page/page.ts'
import { document, namespace, pod, policy } from '../simulate/network/manifests.ts'

const browser = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path))
const closed = {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 5432 }] }],
}
const service = document({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'db', namespace: 'shop' },
  spec: { selector: { app: 'db' }, ports: [{ port: 5432 }] },
})
const worker = document({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'worker', namespace: 'shop', labels: { app: 'worker' } },
  spec: { containers: [{ name: 'app', image: 'app:1.0', env: [{ name: 'DATABASE_URL', value: 'postgres://me@db:5432/shop' }] }] },
})
const shop =
  namespace('shop') + pod('shop/web', { app: 'web' }) + pod('shop/db', { app: 'db' }) + worker + service + policy('shop/db', closed)

async function pageOf(text: string, options: object = {}): Promise<string> {
  return reachPage(await reach({ inputs: [{ path: 'net.yaml', text }] }, parseOptions({ exposure: true, ...options }, 'reach')))
}

describe('the page', () => {
  test('has each source as a row with what it may send to each destination', async () => {
    const page = await pageOf(shop)
    const row = /<tr data-n="shop\/web\[Pod\]">.*/.exec(page)?.[0]
    expect(row).toContain('<td class=p title="TCP 5432">5432')
    expect(page).toContain('<title>Who can talk to whom</title>')
  })

  test('names what is needed and closed, with the lines of both', async () => {
    const page = await pageOf(shop)
    expect(page).toContain('Closed, though something needs it')
    expect(page).toMatch(/shop\/<wbr>worker<\/b> ⇏ Service <b>shop\/<wbr>db<\/b> TCP 5432 \(DATABASE_URL\)/)
  })

  test('says for each workload who reaches it, and which policy closes the rest', async () => {
    const page = await pageOf(shop)
    const focus = page.slice(page.search(/<section class=focus id=p\d+><h3>shop\/db/))
    expect(focus).toMatch(/^[\s\S]*?<dt>TCP 5432<dd><b>shop<\/b>: <a href="#p\d+">web\[Pod\]<\/a>/)
    expect(focus).toContain('The rest is closed by shop/<wbr>db')
  })

  test('merges workloads that may do the same into one row', async () => {
    const pods = Array.from({ length: 300 }, (_, i) => pod(`shop/web-${i}`, { app: 'web' })).join('')
    const page = await pageOf(pods + pod('shop/db', { app: 'db' }) + policy('shop/db', closed))
    expect(page.match(/<tr data-n=/g)).toHaveLength(3)
    expect(page).toContain('and 299 more')
  })

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '`${1}`',
    '</style><b>',
    '\u202egnp.exe',
    '&lt;',
  ])('shows the hostile name %j as text', async name => {
    const page = await pageOf(pod(`shop/${name}`, { app: name }) + pod('shop/db', { app: 'db' }) + policy(`shop/${name}`, closed))
    const rest = page.replace(/<script>[\s\S]*?<\/script>\s*<\/body>/, '').replace(/<style>[\s\S]*?<\/style>/, '')
    expect(rest).not.toMatch(/<script|<img|onmouseover='alert|<b>\s*<\/style|\u202e/)
    expect(rest.match(/<\/style>/g)).toBeNull()
    expect(page).toContain('data-n="')
  })

  test.skipIf(browser === undefined)(
    'is shown by a browser, which runs its filter (skipped where no Chromium is installed)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'seatrial-page-'))
      try {
        const file = join(folder, 'page.html')
        const probe = `<script>const box=document.querySelector('input');box.value='worker';box.dispatchEvent(new Event('input'));document.title=[...document.querySelectorAll('.matrix tr[data-n]')].map(row=>row.hidden).join()</script>`
        writeFileSync(file, (await pageOf(shop)).replace('</body>', `${probe}</body>`))
        const { stdout } = spawnSync(browser!, ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', `file://${file}`], {
          encoding: 'utf8',
        })
        expect(/<title>(.*?)<\/title>/.exec(stdout)?.[1]).toBe('true,true,true,false')
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    60_000
  )
})
