import { describe, expect, test } from 'vitest'
import { readDocuments } from '../../src/source/read.ts'
import { SourceFile } from '../../src/source/source-file.ts'

/** Problems as `code line:column text`, with `!` where kubectl refuses the document. */
function problemsOf(text: string): readonly string[] {
  const file = new SourceFile('manifest.yaml', text)
  return readDocuments(file).flatMap(({ problems }) =>
    problems.map(({ code, start, end, fatal }) => `${fatal ? '!' : ''}${code} ${place(file, start)} ${file.text.slice(start, end)}`)
  )
}

function place(file: SourceFile, offset: number): string {
  const { line, column } = file.position(offset)
  return `${line}:${column}`
}

describe('what is wrong with a text is found where it is', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', '!syntax 2:1 \t'],
    ['a tab on an empty line', 'a: "x"\n\t\nb: 2\n', '!syntax 2:1 \t'],
    ['a missing colon', 'a: 1\nreplicas 3\nb: 2\n', '!syntax 2:1 replicas 3'],
    ['no blank behind a colon', 'a: 1\nreplicas:3\n', '!syntax 2:1 replicas:3'],
    ['a full-width colon', 'a: 1\nreplicas：3\n', '!syntax 2:1 replicas：3'],
    ['a key that is too deep', 'a: "x"\n  b: 2\n', '!syntax 2:3 b: 2'],
    ['a key that continues a plain value', 'a: x\n  b: 2\n', '!syntax 2:3 b:'],
    ['an item key one column off', '- name: a\n image: b\n', '!syntax 1:1 - name: a'],
    ['a key at the column of the dashes', 'l:\n  - name: a\n  image: b\n', '!syntax 3:3 image: b'],
    ['an item between keys', 'a: 1\n- b\n', '!syntax 2:1 - b'],
    ['an item on the line of its key', 'a: - b\n', '!syntax 1:4 - b'],
    ['a colon in a plain value', 'a: b: c\n', '!syntax 1:5 :'],
    ['an at sign', 'a: @b\n', '!syntax 1:4 @b'],
    ['a backtick', 'a: `b`\n', '!syntax 1:4 `b`'],
    ['a percent sign', 'a: %b\n', '!syntax 1:4 %b'],
    ['an asterisk', 'host: *.example.com\n', '!syntax 1:7 *.example.com'],
    ['an exclamation mark', 'a: !b! c\n', '!syntax 1:4 !b! c'],
    ['text behind a quote', 'a: "b" c\n', '!syntax 1:8 c'],
    ['text behind a bracket', 'a: [b] c\n', '!syntax 1:8 c'],
    ['an unclosed quote', 'a: "b\nc: d\n', '!syntax 1:5 b'],
    ['an unclosed bracket', 'a: [b,\nc, d\n', '!syntax 1:6 ,'],
    ['the wrong bracket', 'a: [b}\n', '!syntax 1:6 }'],
    ['a missing comma', 'a: ["b" "c"]\n', '!syntax 1:9 "'],
    ['an unknown escape', 'a: "\\q"\n', '!syntax 1:5 \\q'],
    ['an escape for half a character', 'a: "\\ud800"\n', '!syntax 1:5 \\ud800'],
    ['text behind a block header', 'a: | b\n', '!syntax 1:6 b'],
    ['a template', 'a: {{ .Values.x }}\n', '!syntax 1:4 {{'],
    ['a key that is a list', '[a]: b\n', '!syntax 1:1 [a]'],
    ['an empty key', '~: b\n', '!syntax 1:1 ~'],
    ['a number that JSON has not', 'a: .inf\n', '!syntax 1:4 .inf'],
    ['a tag that does not fit', 'a: !!int x\n', '!syntax 1:4 !!int x'],
    ['a merge of a scalar', 'a:\n  <<: 5\n', '!syntax 2:3 <<'],
    ['a merge conflict', 'a: 1\n<<<<<<< HEAD\nb: 2\n', '!syntax 2:1 <<<<<<< HEAD'],
    ['an unknown alias', 'a: *b\n', '!alias 1:4 *b'],
    ['an anchor of the document before', 'a: &b 1\n---\nc: *b\n', '!alias 3:4 *b'],
    ['an anchor that contains itself', 'a: &b\n  c: *b\n', '!alias 2:6 *b'],
    ['a repeated key', 'a: 1\nb: 2\na: 3\n', 'duplicate-key 3:1 a'],
    ['a key that is the same when converted', 'on: 1\n"true": 2\n', 'duplicate-key 2:1 "true"'],
    ['a repeated key of JSON', '{"a": 1, "a": 2}', 'duplicate-key 1:10 "a"'],
    ['text behind a separator', 'a: 1\n--- b\nc: 2\n', '!document-separator 2:1 --- b'],
    ['four dashes', 'a: 1\n----\nc: 2\n', '!document-separator 2:1 ----'],
    ['text behind the end of a document', 'a: 1\n...\nb: 2\n', 'dropped-content 3:1 b: 2'],
    ['lines left of the first key', '  a: 1\nb: 2\n', 'dropped-content 2:1 b: 2'],
    ['a second value', '[a]\n[b]\n', 'dropped-content 2:1 [b]'],
    ['a directive', '%YAML 1.2\n---\na: 1\n', '!syntax 1:1 %YAML 1.2'],
    ['a control character', 'a: "b\u0007"\n', '!encoding 1:6 \u0007'],
    ['half a surrogate pair', 'a: \ud83d\n', '!encoding 1:4 \ud83d'],
    ['a byte that is no UTF-8', 'a: caf\udce9\n', '!encoding 1:7 \udce9'],
    ['a lost character', 'a: \ufffd\n', 'encoding 1:4 \ufffd'],
    ['a byte order mark in a value', 'a: \ufeffb\n', 'encoding 1:4 \ufeff'],
    ['a broken JSON value', '{"a": 1,\n "b" 2}', '!syntax 2:6 2'],
    ['a third JSON value that is none', '{"a":1}{"b":2}x', '!syntax 1:15 x'],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([problem])
  })

  test.each([
    'a: 1\r\nb: 2\r\n',
    '\ufeffa: 1\n',
    '--- # comment\na: 1\n',
    'a: &b {c: 1}\nd:\n  <<: *b\n  c: 2\n',
    'a: "x\ny"\n',
    'l: [\na,\nb\n]\n',
    'a: {"b":1}\t# comment\n',
    '{"a": "\\ud83d\\ude00\\/"}',
    '# only a comment\n---\n',
  ])('nothing is wrong with %j', text => {
    expect(problemsOf(text)).toEqual([])
  })
})

describe('a related place explains the problem', () => {
  test.each([
    ['the first of two keys', 'a: 1\na: 2\n', '1:1 a'],
    ['the quote that is open', 'a: "b\nc: d\n', '1:4 "'],
    ['the bracket that is open', 'a: [b,\n', '1:4 ['],
    ['the value that should be in quotes', 'a: b: c\n', '1:4 b'],
    ['the value that the line continues', 'a: x y\n  b: 2\n', '1:4 x y'],
  ])('%s', (_, text, related) => {
    const file = new SourceFile('manifest.yaml', text)
    const problem = readDocuments(file)[0]!.problems[0]!
    expect(`${place(file, problem.related!.start)} ${text.slice(problem.related!.start, problem.related!.end)}`).toBe(related)
  })
})

describe('help says what to write', () => {
  test.each([
    ['replicas 3\nb: 2\n', 'replicas: 3'],
    ['a: 1\nreplicas:3\n', 'replicas: 3'],
    ['host: *.example.com\n', "'*.example.com'"],
    ['a: @b\n', "'@b'"],
    ['a: b: c\n', "'b: c'"],
    ['- name: a\n image: b\n', '2 spaces'],
    ['a: [b,\n', '`]`'],
  ])('%j: %s', (text, words) => {
    expect(readDocuments(new SourceFile('manifest.yaml', `---\n${text}`))[0]!.problems[0]!.help).toContain(words)
  })
})

describe('a slip is called by its name', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1\n', 'indentation'],
    ['item keys that are not aligned', 'l:\n  - name: a\n   image: b\n', 'indentation'],
    ['a key between two columns', 'a:\n    b: 1\n   c: 2\n', 'indentation'],
    ['a key at the column of the dashes', 'l:\n  - name: a\n  image: b\n', 'indentation'],
    ['a shell prompt', '[root@node1 yaml]# cat a.yaml\na: 1\nkind: Pod\n', 'not-yaml'],
    ['a prompt with a path', 'root@node1:~# kubectl get pods\nkind: Pod\n', 'not-yaml'],
    ['a command', 'kind: Pod\nkubectl apply -f a.yaml\n', 'not-yaml'],
    ['the end of a heredoc', 'kind: Pod\nEOF\n', 'not-yaml'],
    ['a sentence', 'kind: Pod\nThen apply it again\n', 'not-yaml'],
    ['a full-width colon', 'a: 1\nb：2\n', 'full-width'],
    ['a full-width colon and a blank', 'a: 1\nb： 2\n', 'full-width'],
    ['a template', 'a: {{ .Values.x }}\n', 'placeholder'],
    ['a variable', 'image: web:${VERSION}\n', 'placeholder'],
    ['a word in angle brackets', 'name: <name>\n', 'placeholder'],
    ['a word in underscores', 'name: __NAME__\n', 'placeholder'],
    ['a word in angle brackets within a name', 'name: backup-<node-name>-0\n', 'placeholder'],
    ['a variable of kustomize, of a built-in kind', 'apiVersion: v1\nname: $(namespace)-web\n', 'placeholder'],
    ['a variable with a default', 'name: ${CLAIM:-${APP}}\nsize: 1\n', 'placeholder'],
    ['a word in angle brackets within an image', 'image: registry.example.com/<YOUR_REGISTRY>/web:1\n', 'placeholder'],
    ['a variable of a shell, of a built-in kind', 'apiVersion: v1\nserviceAccountName: $SA_NAME\n', 'placeholder'],
    ['capitals in a path, of a built-in kind', 'apiVersion: v1\nimage: gcr.io/PROJECT_ID/web:1\n', 'placeholder'],
    ['capitals in braces, of a built-in kind', 'apiVersion: v1\nimage: web:{RELEASE}\n', 'placeholder'],
    ['a template within a value, of a built-in kind', 'apiVersion: v1\nimage: web:{{ tag }}\n', 'placeholder'],
    ['a template in quotes, of a built-in kind', 'apiVersion: apps/v1\nname: "web.{{ DOMAIN }}"\n', 'placeholder'],
    ['no slip', 'a: 1\nreplicas 3\n', undefined],
  ])('%s', (_, text, slip) => {
    const { problems } = readDocuments(new SourceFile('manifest.yaml', text))[0]!
    expect(problems.map(problem => problem.slip)).toEqual([slip])
  })

  test.each([
    'command: ["sh", "-c", "echo ${HOME}"]\n',
    'data:\n  run.sh: |\n    echo ${HOME}\n',
    'args: [$(PORT), "--port=${PORT}"]\n',
    'apiVersion: v1\na: NET_ADMIN\nb: /dev/sdX\nc: $1\nd: ^/api/(.*)$\n',
    'a: x <y> z\nb: "<"\nc: __init__\n',
    'apiVersion: v1\nspec:\n  subPathExpr: $(POD_NAME)\n',
    'apiVersion: tekton.dev/v1\nname: $(params.name)\n',
    'apiVersion: argoproj.io/v1alpha1\nname: "web-{{inputs.parameters.name}}"\n',
    'apiVersion: v1\nannotations:\n  summary: "{{ $labels.pod }}"\n',
  ])('%j holds no placeholder', text => {
    expect(problemsOf(text)).toEqual([])
  })

  test('placeholders are one problem of their document, at the first of them', () => {
    expect(problemsOf('a: <x>\nb: ${Y}\n---\nc: __Z__\n')).toEqual(['syntax 1:4 <x>', 'syntax 4:4 __Z__'])
  })
})

describe('objects without a line between them', () => {
  const separated = (text: string) => readDocuments(new SourceFile('manifest.yaml', text), undefined, true)
  const two = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\napiVersion: v1\nkind: Secret\nmetadata:\n  name: b\n'

  test('are one to kubectl, and documents of their own where what was meant is asked for', () => {
    expect(readDocuments(new SourceFile('manifest.yaml', two)).map(({ value }) => value)).toEqual([
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } },
    ])
    const documents = separated(two)
    expect(documents.map(({ value, partial }) => [value, partial])).toEqual([
      [undefined, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }],
      [undefined, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } }],
    ])
    expect(documents.map(({ problems }) => problems.map(({ slip, start }) => [slip, start]))).toEqual([
      [],
      [['separator', two.indexOf('apiVersion', 1)]],
    ])
    expect(documents[1]!.locate(['metadata', 'name']).start).toBe(two.lastIndexOf('b'))
  })

  test('are found where the text is broken, too', () => {
    const broken = `${two.replace('name: a', 'name: @a')}kind: Service\napiVersion: v1\n`
    expect(separated(broken).map(({ partial }) => (partial as { kind: string }).kind)).toEqual(['Pod', 'Secret', 'Service'])
  })

  test.each([
    ['a kind that stands twice', 'apiVersion: v1\nkind: Pod\nkind: Pod\nmetadata:\n  name: a\n'],
    ['the head that stands twice', 'apiVersion: v1\nkind: Pod\napiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n'],
    ['any other key', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nmetadata:\n  name: b\n'],
  ])('%s makes no second object', (_, text) => {
    expect(separated(text)).toHaveLength(1)
  })
})

describe('what YAML 1.1 reads as something else', () => {
  test('is said of keys and of octal numbers, and not of what quotes or tags make clear', () => {
    const text = 'data:\n  on: a\n  1.10: b\n  "off": c\n  !!str no: d\n  e: 0755\n  f: "0755"\n  g: 07\n  h: 0\n  i: 08\n'
    const problems = readDocuments(new SourceFile('manifest.yaml', text), undefined, true)[0]!.problems
    expect(problems.map(({ slip, start, end, path }) => [slip, text.slice(start, end), path?.at(-1)])).toEqual([
      ['scalar', 'on', 'true'],
      ['scalar', '1.10', '1.1'],
      ['scalar', '0755', 'e'],
      ['scalar', '07', 'g'],
    ])
  })
})

describe('a path leads to a repeated key', () => {
  test.each([
    ['spec:\n  ports:\n    - port: 1\n      port: 2\n', ['spec', 'ports', 0, 'port']],
    ['{"spec": {"ports": [{"port": 1, "port": 2}]}}', ['spec', 'ports', 0, 'port']],
    ['a: {b: 1, "b": 2}\n', ['a', 'b']],
  ])('%j', (text, path) => {
    expect(readDocuments(new SourceFile('manifest.yaml', text))[0]!.problems.map(problem => problem.path)).toEqual([path])
  })
})

describe('reading goes on after a syntax error', () => {
  test.each([
    [
      'the other keys of an item, one column off',
      'l:\n  - name: a\n   image: b\n   port: 1\nm: 1\n',
      { l: [{ name: 'a', image: 'b', port: 1 }], m: 1 },
    ],
    ['the rest of the mapping', 'a: 1\nb "x"\nc: 3\n', { a: 1, c: 3 }],
    ['the outer mapping', 'a:\n  b: "x" y\n  c: 2\nd: 4\n', { a: { c: 2 }, d: 4 }],
    ['the other items', '- a: 1\n- b: @x\n  c: 2\n- d: 3\n', [{ a: 1 }, { c: 2 }, { d: 3 }]],
    ['the manifest below prose', 'Run this\nand that\na: 1\nb: 2\n', { a: 1, b: 2 }],
    ['after unclosed brackets', 'a: [b,\n  c,\nd: 1\ne: 2\n', { d: 1, e: 2 }],
    ['after an unclosed quote', 'a:\n  - "x\n  - z\nb: 2\n', { a: ['z'], b: 2 }],
    ['with keys right of their siblings', 'a: 1\nb: x\n  c: 2\n  d: 3\ne: 4\n', { a: 1, b: 'x', c: 2, d: 3, e: 4 }],
    ['with keys right of a quoted value', 'a: "x"\n  b: 2\nc: 3\n', { a: 'x', b: 2, c: 3 }],
    [
      'with the keys of an item at the column of its dash',
      'l:\n  - name: a\n  port:\n    x: 1\n  - name: b\nm: 1\n',
      { l: [{ name: 'a', port: { x: 1 } }, { name: 'b' }], m: 1 },
    ],
    [
      'with items left of the key of their list',
      'spec:\n    volumes:\n  - name: a\n    size: 1\n  - name: b\n    last: 1\n',
      {
        spec: {
          volumes: [
            { name: 'a', size: 1 },
            { name: 'b', last: 1 },
          ],
        },
      },
    ],
    [
      'with items left of the key, whose fields stand far right',
      'spec:\n    volumes:\n - name: a\n        size: 1\n        kind: x\n    last: 1\n',
      { spec: { volumes: [{ name: 'a', size: 1, kind: 'x' }], last: 1 } },
    ],
    [
      'with keys that lack their colon',
      'spec:\n  replicas 3\n  image\n    name: a\n  last: 1\n',
      { spec: { replicas: 3, image: { name: 'a' }, last: 1 } },
    ],
    ['with a first key that lacks its colon', 'spec:\n  replicas <int>\n  last: 1\n', { spec: { replicas: '<int>', last: 1 } }],
    ['behind a text that a comment ends', 'a:\n  b: |\n    x\n# c\n    y\n  d: 1\n', { a: { b: 'x\n', d: 1 } }],
  ])('%s', (_, text, partial) => {
    const [document] = readDocuments(new SourceFile('manifest.yaml', text))
    expect(document!.value).toBeUndefined()
    expect(document!.partial).toEqual(partial)
  })

  test('a manifest below a prompt that kubectl takes for the document is read beside it', () => {
    const [document] = readDocuments(new SourceFile('manifest.yaml', '[root@node1 yaml]#cat a.yaml\nkind: Pod\nb: @c\nb: 1\n'))
    expect(document!.value).toEqual(['root@node1 yaml'])
    expect(document!.partial).toEqual({ kind: 'Pod', b: 1 })
    expect(document!.problems.map(({ fatal }) => fatal)).toEqual([false, false])
  })

  test('every error of a document is reported, once', () => {
    expect(problemsOf('a: @x\nb: 1\nc: d: e\nf: "g\nh: 2\n')).toHaveLength(3)
  })

  test('the documents after it are read', () => {
    const documents = readDocuments(new SourceFile('manifest.yaml', 'a: @x\n---\nb: 1\n'))
    expect(documents.map(({ value }) => value)).toEqual([undefined, { b: 1 }])
  })
})
