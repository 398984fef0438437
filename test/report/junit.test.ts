import { describe, expect, test } from 'vitest'
import type { CheckOutcome } from '../../src/outcome.ts'
import { junit } from '../../src/report/junit.ts'
import { documentOf, findingAt, outcomeOf, setOf, settings } from './outcomes.ts'

const document = documentOf('shop/web.yaml', 'a: 1\nb: 2\n')
const clean = documentOf('shop/clean.yaml', 'a: 1\n')
const sets = [setOf({ declarations: [document, clean].map(source => ({ document: source, root: [] })) })]
const error = findingAt(document, '1', { message: 'It is <odd> & "wrong".', help: 'Write 2.' })
const warning = findingAt(document, '2', { severity: 'warning', message: 'It may fail.' })

/** What the schema of the Jenkins xUnit plug-in (junit-10.xsd) lets each element have. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['name', 'tests', 'failures', 'errors'],
  testsuite: ['name', 'tests', 'failures', 'errors'],
  testcase: ['classname', 'name'],
  failure: ['message', 'type'],
  error: ['message', 'type'],
  'system-out': [],
}
const children: Readonly<Record<string, readonly string[]>> = {
  '': ['testsuites'],
  testsuites: ['testsuite'],
  testsuite: ['testcase'],
  testcase: ['failure', 'error', 'system-out'],
}

/** The elements of a document, each with its attributes; fails where it is not well-formed or not by the schema. */
function elementsOf(xml: string): readonly { readonly name: string; readonly own: Readonly<Record<string, string>> }[] {
  const elements: { name: string; own: Record<string, string> }[] = []
  const open: string[] = []
  const body = xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '')
  expect(body).not.toBe(xml)
  expect(body).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u)
  for (const part of body.split(/(<[^>]*>)/)) {
    if (!part.startsWith('<')) expect(part).not.toMatch(/&(?!#\d+;)/)
    else if (part.startsWith('</')) expect(open.pop()).toBe(part.slice(2, -1))
    else {
      const match = /^<([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>$/.exec(part)
      expect(match, part).not.toBeNull()
      const [, name = '', list = '', empty] = match!
      expect(children[open.at(-1) ?? '']).toContain(name)
      const own = Object.fromEntries([...list.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]))
      expect(Object.keys(own)).toEqual(attributes[name])
      elements.push({ name, own })
      if (empty === '') open.push(name)
    }
  }
  expect(open).toEqual([])
  return elements
}

function namesOf(outcome: CheckOutcome): readonly string[] {
  return elementsOf(junit(outcome)).map(({ name, own }) => [name, own['name'] ?? own['type'] ?? ''].join(' ').trim())
}

describe('JUnit XML', () => {
  test('is a suite for each file; what fails the run is a failure, the rest stands in the output', () => {
    expect(junit(outcomeOf([error, warning], { sets }))).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="seatrial" tests="3" failures="1" errors="0">
        <testsuite name="shop/clean.yaml" tests="1" failures="0" errors="0">
          <testcase classname="shop/clean.yaml" name="nothing found"/>
        </testsuite>
        <testsuite name="shop/web.yaml" tests="2" failures="1" errors="0">
          <testcase classname="shop/web.yaml" name="probe/some-rule 1:4">
            <failure message="It is &#60;odd&#62; &#38; &#34;wrong&#34;." type="error">shop/web.yaml:1:4: error: It is &#60;odd&#62; &#38; &#34;wrong&#34;.
      Write 2.</failure>
          </testcase>
          <testcase classname="shop/web.yaml" name="probe/some-rule 2:4">
            <system-out>shop/web.yaml:2:4: warning: It may fail.</system-out>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `)
  })

  test.each([
    ['never', ['testcase probe/some-rule 1:4', 'system-out', 'testcase probe/some-rule 2:4', 'system-out']],
    ['warning', ['testcase probe/some-rule 1:4', 'failure error', 'testcase probe/some-rule 2:4', 'failure warning']],
  ] as const)('fails by --fail-on %s', (failOn, expected) => {
    const names = namesOf(outcomeOf([error, warning], { sets, settings: { ...settings, failOn } }))
    expect(names.slice(-expected.length)).toEqual(expected)
  })

  test('has an error for what was not checked, and for a rule that failed', () => {
    const unchecked = [{ file: 'big.yaml', reason: 'too-large', message: 'larger than 10 MiB' }] as const
    const internalErrors = [{ rule: 'probe/some-rule', message: 'x is no function' }]
    expect(namesOf(outcomeOf([], { sets, unchecked, internalErrors })).slice(-6)).toEqual([
      'testsuite big.yaml',
      'testcase not checked',
      'error too-large',
      'testsuite seatrial',
      'testcase probe/some-rule',
      'error internal-error',
    ])
  })

  test.each(['\x1b[31mred', 'a\nb', ']]>', '<!--', '&amp;', '"\'', '\ud800', '\u0000', 'ä\ufffe😀'])('holds %j as text', name => {
    const source = documentOf(`${name}.yaml`, 'a: 1')
    const finding = findingAt(source, '1', { message: name, help: name, component: { name, sentence: name } })
    expect(elementsOf(junit(outcomeOf([finding]))).map(element => element.name)).toEqual(['testsuites', 'testsuite', 'testcase', 'failure'])
  })
})
