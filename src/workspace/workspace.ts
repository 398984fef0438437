import type { ApiServer } from '../apiserver/index.ts'
import type { Recall } from '../cluster/apply/recall.ts'
import type { Settings } from '../config/settings.ts'
import type { RuleEntry } from '../lint/rule.ts'
import type { RuleRun, RuleRunResult } from '../lint/run-rules.ts'
import type { Input } from '../load/input.ts'
import { type CheckMemory, type CheckOutcome, check, type Job } from '../pipeline.ts'
import { KnownAnswers } from './known-answers.ts'
import { KnownDeclarations } from './known-declarations.ts'
import { KnownFields } from './known-fields.ts'
import { KnownFindings } from './known-findings.ts'
import { KnownTexts } from './known-texts.ts'

/**
 * The texts of a job while somebody changes them. A check of them comes to the same as one that knows of no other, and does only what the
 * changes since the last one ask for.
 */
export class TextWorkspace {
  readonly #job: Job
  readonly #settings: Settings
  readonly #rules: readonly RuleEntry[]
  readonly #inputs: Map<string, Input>
  #memory = new Memory()
  #last: Promise<unknown> = Promise.resolve()

  constructor(job: Job, settings: Settings, rules: readonly RuleEntry[]) {
    this.#job = job
    this.#settings = settings
    this.#rules = rules
    this.#inputs = new Map(job.inputs.map(input => [input.path, input]))
  }

  /** Puts a text in the place of what its file held; a new file comes behind the others. Undefined takes the file out. */
  change(path: string, text: string | undefined): void {
    if (text === undefined) this.#inputs.delete(path)
    else this.#inputs.set(path, { ...this.#inputs.get(path), path, text })
  }

  /** The texts as they are now. */
  get inputs(): readonly Input[] {
    return [...this.#inputs.values()]
  }

  /** What is to be said of the texts as they are now; one check at a time, in the order in which they are asked for. */
  check(): Promise<CheckOutcome> {
    const job = { ...this.#job, inputs: this.inputs }
    const outcome = this.#last.then(() => this.#check(job))
    this.#last = outcome.catch(() => undefined)
    return outcome
  }

  async #check(job: Job): Promise<CheckOutcome> {
    try {
      return await check(job, this.#settings, this.#rules, {}, this.#memory)
    } catch (thrown) {
      this.#memory = new Memory()
      throw thrown
    }
  }
}

/** What the last check came to, step by step. */
class Memory implements CheckMemory {
  readonly #texts = new KnownTexts()
  readonly #answers = new KnownAnswers()
  readonly #findings = new Map<string, KnownFindings>()
  readonly #fields = new Map<string, KnownFields>()
  readonly declarations: KnownDeclarations = new KnownDeclarations()

  readonly recalled: CheckMemory['recalled'] = read => this.#texts.recalled(read)

  answersOf(server: ApiServer): Recall {
    return this.#answers.of(server)
  }

  fieldsOf(set: string): ReturnType<CheckMemory['fieldsOf']> {
    const known = this.#fields.get(set) ?? new KnownFields()
    this.#fields.set(set, known)
    return (input, cluster) => known.fieldsOf(input, cluster)
  }

  readonly runRules = (run: RuleRun): RuleRunResult => {
    const known = this.#findings.get(run.set) ?? new KnownFindings()
    this.#findings.set(run.set, known)
    return known.runRules(run, this.#texts.left)
  }
}
