import { calibrate, referenceMilliseconds } from '../../../test/bench/calibration.ts'
import { corpus } from '../../../test/bench/corpus.ts'
import { type Input, openWorkspace } from '../../index.ts'
import { manifestWithFindings } from './manifests.ts'

/** A change of one field, somewhere in a text that has it. */
interface FieldEdit {
  readonly name: string
  readonly pattern: RegExp
  readonly text: (time: number) => string
}

const edits: readonly FieldEdit[] = [
  { name: 'image of a workload', pattern: /image: .*/, text: time => `image: registry.example.com/edited:1.${time}` },
  { name: 'value of a ConfigMap', pattern: /LOG_LEVEL: .*/, text: time => `LOG_LEVEL: level-${time}` },
  { name: 'port of a Service', pattern: /targetPort: .*/, text: time => `targetPort: ${8000 + (time % 3)}` },
]
const files = 650
const warmUp = 20

/** Prints how long a warm process takes to check again after one edit. */
export async function printEdits(times: number): Promise<void> {
  const slowness = calibrate() / referenceMilliseconds
  const set = [...corpus(files)]
  const objects = await objectsOf(set)
  console.log(`Warm re-check after one edit, best and median of ${times}, by calibration`)
  for (const preset of ['correctness', 'all'])
    for (const edit of edits)
      print(`${edit.name}, ${objects} objects, preset ${preset}`, await timed(set, edit, preset, times), slowness, 10)
  const one = [{ path: 'web.yaml', text: manifestWithFindings }]
  print('one file of 2 KB', await timed(one, edits[0]!, 'correctness', 5 * times), slowness, 1)
  console.log('')
}

async function objectsOf(inputs: readonly Input[]): Promise<number> {
  const { sets } = await (await openWorkspace({ inputs })).check()
  return sets.reduce((sum, set) => sum + set.objects, 0)
}

/** Milliseconds of each check, each after an edit of another file that has the field. */
async function timed(inputs: readonly Input[], { pattern, text }: FieldEdit, preset: string, times: number): Promise<readonly number[]> {
  const workspace = await openWorkspace({ inputs, options: { preset: [preset] } })
  await workspace.check()
  const texts = new Map(inputs.flatMap(input => (pattern.test(input.text) ? [[input.path, input.text] as const] : [])))
  const paths = [...texts.keys()]
  const milliseconds: number[] = []
  for (let time = 0; time < warmUp + times; time++) {
    const path = paths[(time * 37) % paths.length]!
    texts.set(path, texts.get(path)!.replace(pattern, text(time)))
    const start = performance.now()
    workspace.change(path, texts.get(path))
    await workspace.check()
    if (time >= warmUp) milliseconds.push(performance.now() - start)
  }
  return milliseconds.sort((a, b) => a - b)
}

function print(name: string, milliseconds: readonly number[], slowness: number, budget: number): void {
  const [best, median] = [milliseconds[0]!, milliseconds[milliseconds.length >> 1]!].map(time => (time / slowness).toFixed(1))
  console.log(`  ${name.padEnd(54)} ${best} ms, ${median} ms; budget ${budget} ms`)
}
