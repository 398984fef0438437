import { expect, test } from 'vitest'
import { linker } from '../../../src/dev/bundle/link.ts'

const link = linker(new Set(['chunks/chunk-A.cjs']), { hot: new Map([['src/a.ts', 4]]), warm: new Map([['src/b.ts', 2]]) })

test('what a side file requires of the program is loaded when something of it is used', () => {
  expect(link('chunks/x.cjs', 'var a=require("hot:src/a.ts"),b=require("warm:src/b.ts"),c=require("./chunk-A.js");')).toBe(
    'const {$on,$hot,$warm}=require("../cli.cjs");var a=$on(()=>a=$hot(4)),b=$on(()=>b=$warm(2)),c=$on(()=>c=require("./chunk-A.cjs"));'
  )
})

test('what is imported on demand stays so', () => {
  expect(link('program.cjs', 'f=()=>Promise.resolve().then(()=>t(require("side:src/cli/help.ts")));')).toBe(
    'const $file=name=>require("./chunks/"+name+".cjs"),$later=load=>Promise.resolve().then(load);f=()=>$later(()=>$file("cli.help"));'
  )
})

test('what Node has is required at once', () => {
  expect(link('chunks/x.cjs', 'var fs=require("node:fs");')).toBe('var fs=require("node:fs");')
})
