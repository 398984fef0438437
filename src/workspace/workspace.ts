import type { ApiServer } from '../apiserver/index.ts'
import type { Recall } from '../cluster/apply/recall.ts'
import type { Settings } from '../config/settings.ts'
import type { RuleEntry } from '../lint/rule.ts'
import type { RuleRun, RuleRunResult } from '../lint/run-rules.ts'
import type { Input } from '../load/input.ts'
import { type CheckMemory, type CheckOutcome, check, type Job } from '../pipeline.ts'
import { KnownAnswers } from './known-answers.ts'
import { KnownDeclarations } from './known-declarations.ts'
import { KnownFindings } from './known-findings.ts'
import { KnownTexts } from './known-texts.ts'

/** The texts of a job while somebody changes them. Each check comes to what a check of the same texts comes to that knows of no other. */
export class Workspace {
  readonly #job: Job
  readonly #settings: Settings
  readonly #rules: readonly RuleEntry[]
  readonly #inputs: Map<string, Input>
  readonly #memory: CheckMemory = new Memory()

  constructor(job: Job, settings: Settings, rules: readonly RuleEntry[]) {
    this.#job = job
    this.#settings = settings
    this.#rules = rules
    this.#inputs = new Map(job.inputs.map(input => [input.path, input]))
  }

  /** Puts a text in the place of what the file held, or behind all others; undefined takes the file out. */
  change(path: string, text: string | undefined): void {
    if (text === undefined) this.#inputs.delete(path)
    else this.#inputs.set(path, { ...this.#inputs.get(path), path, text })
  }

  /** What is to be said of the texts as they are now. */
  check(): Promise<CheckOutcome> {
    return check({ ...this.#job, inputs: [...this.#inputs.values()] }, this.#settings, this.#rules, {}, this.#memory)
  }
}

class Memory implements CheckMemory {
  readonly #texts = new KnownTexts()
  readonly #answers = new KnownAnswers()
  readonly declarations = new KnownDeclarations()
  readonly recalled: CheckMemory['recalled'] = read => this.#texts.recalled(read)
  readonly #findings = new Map<string, KnownFindings>()

  answersOf(server: ApiServer): Recall {
    return this.#answers.of(server)
  }

  readonly runRules = (run: RuleRun): RuleRunResult => {
    const known = this.#findings.get(run.set) ?? new KnownFindings()
    this.#findings.set(run.set, known)
    return known.runRules(run, this.#texts.left)
  }
}
