import { expect, test } from 'vitest'
import { reachOf } from './manifests.ts'
import { allows, type End, type Protocol } from './naive-evaluator.ts'
import { type RandomWorld, randomWorld } from './random-policies.ts'

const protocols: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']
const ports = [79, 80, 81, 443, 8080]
const outside = ['203.0.113.5', '203.0.113.200', '10.1.2.200', '198.51.100.1', '2001:db8:1::99', '2001:db8:2::99', '2a00::1']
const options = { world: 'closed', assume: { 'ip-block-selects-pods': 'yes' } } as const
const seeds = Number(process.env['SEEDS'] ?? 40)

const nameOf = (end: End): string => ('name' in end ? `${end.namespace}/${end.name}` : `ip:${end.ip}`)

function questionsOf({ pods }: RandomWorld) {
  const all: readonly End[] = [...pods, ...outside.map(ip => ({ ip }))]
  const pairs = pods.flatMap(one =>
    all
      .filter(other => other !== one)
      .flatMap(other =>
        'name' in other
          ? [[one, other]]
          : [
              [one, other],
              [other, one],
            ]
      )
  )
  return pairs.flatMap(([from, to]) =>
    protocols.flatMap(protocol => ports.map(port => ({ from: from as End, to: to as End, protocol, port })))
  )
}

test.each(Array.from({ length: seeds }, (_, i) => i + 1))(
  'policies of all kinds, %i, allow what a look at each of them says',
  async seed => {
    const world = randomWorld(seed)
    const questions = questionsOf(world)
    const expected = questions.map(({ from, to, protocol, port }) => (allows(world, from, to, protocol, port) ? 'allow' : 'deny'))
    const titles = questions.map(({ from, to, protocol, port }) => `${nameOf(from)} ${nameOf(to)} ${protocol} ${port}`)
    const queries = questions.map(({ from, to, protocol, port }, id) => ({ id, from: nameOf(from), to: nameOf(to), protocol, port }))
    const { answers } = await reachOf(world.text, { queries, options })
    const differing = titles.filter((_, i) => answers[i]!.verdict !== expected[i])
    expect(differing.slice(0, 5)).toEqual([])
    // the list is made by other means than answers
    const { connections } = await reachOf(world.text, { options })
    const listed = new Map(connections.map(({ src, dst, allow = '' }) => [`${src} ${dst}`, allow]))
    const wrong = questions.filter(({ from, to, protocol, port }, i) => {
      if (!('name' in from) || !('name' in to)) return false
      const allow = listed.get(`${nameOf(from)}[Pod] ${nameOf(to)}[Pod]`) ?? ''
      return isListed(allow, protocol, port) !== (expected[i] === 'allow')
    })
    expect(wrong.slice(0, 5).map(({ from, to, protocol, port }) => `${nameOf(from)} ${nameOf(to)} ${protocol} ${port}`)).toEqual([])
  }
)

test.each(Array.from({ length: seeds / 2 }, (_, i) => i + 1000))('what is left open, %i, decides where the answers differ', async seed => {
  const world = randomWorld(seed)
  const questions = questionsOf(world)
  const expected = questions.map(({ from, to, protocol, port }) => {
    const [narrow, wide] = [false, true].map(blocksSelectPods => allows({ ...world, blocksSelectPods }, from, to, protocol, port))
    return narrow === wide ? (wide === true ? 'allow' : 'deny') : 'depends'
  })
  const queries = questions.map(({ from, to, protocol, port }, id) => ({ id, from: nameOf(from), to: nameOf(to), protocol, port }))
  const { answers } = await reachOf(world.text, { queries, options: { world: 'closed' } })
  const differing = queries.filter((_, i) => answers[i]!.verdict !== expected[i])
  expect(differing.slice(0, 5)).toEqual([])
})

function isListed(allow: string, protocol: Protocol, port: number): boolean {
  if (allow === 'All Connections') return true
  const own = new RegExp(`${protocol} ([\\d,-]+?)(?:,[A-Z]|$)`).exec(allow)?.[1]?.split(',') ?? []
  return own.some(range => {
    const [first, last = first] = range.split('-').map(Number)
    return first! <= port && port <= last!
  })
}
