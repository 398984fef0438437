import { describe, expect, test } from 'vitest'
import { parseJob } from '../../src/cli/batch-job.ts'

describe('a line of batch', () => {
  test('holds a job with its texts', () => {
    const job = {
      id: 7,
      command: 'simulate',
      inputs: [{ path: 'a.yaml', text: 'a' }],
      cluster: [{ path: 'b.yaml', text: 'b' }],
      placements: [{ namespace: 'x', pod: 'p', node: null }],
      options: { world: 'closed' },
    }
    const parsed = parseJob(JSON.stringify(job))
    const { id, command, ...rest } = job
    expect(parsed.id).toBe(id)
    expect(parsed.read()).toEqual({ command, job: rest })
  })

  test('needs no inputs, options or id', () => {
    expect(parseJob('{"command":"check"}').id).toBeNull()
    expect(parseJob('{"command":"check"}').read()).toEqual({ command: 'check', job: { inputs: [], cluster: [], options: {} } })
  })

  test.each([
    [undefined, 'longer than any job may be'],
    ['{', 'The line is no JSON'],
    ['[]', 'A job must be a JSON object, not [].'],
    ['"check"', 'A job must be a JSON object, not "check".'],
  ])('%j is no job', (line, message) => {
    expect(() => parseJob(line)).toThrow(message)
  })

  test.each([
    ['{}', 'command must be check, simulate, reach, access or fix, not undefined.'],
    ['{"command":"chek"}', 'command must be check, simulate, reach, access or fix, not "chek". Did you mean check?'],
    ['{"command":"rules"}', 'command must be check, simulate, reach, access or fix, not "rules".'],
    ['{"command":"check","input":[]}', 'A job has no "input". Did you mean inputs?'],
    ['{"command":"check","__proto__":[]}', 'A job has no "__proto__".'],
    ['{"command":"check","inputs":{}}', 'inputs must be a list of { "path", "text" }, not {}.'],
    ['{"command":"check","inputs":[{"path":"a"}]}', 'inputs[0] must be { "path", "text" }, not {"path":"a"}.'],
    ['{"command":"check","cluster":["a"]}', 'cluster[0] must be { "path", "text" }, not "a".'],
    ['{"command":"check","options":[]}', 'options must be an object, not [].'],
    ['{"command":"simulate","placements":{}}', 'placements must be a list, not {}.'],
    ['{"command":"access","queries":{}}', 'queries must be a list, not {}.'],
  ])('%s is answered by what is wrong', (line, message) => {
    expect(() => parseJob(line).read()).toThrow(message)
  })
})
