import type { Cluster } from '../cluster/cluster.ts'
import type { Declaration } from '../cluster/declaration.ts'
import type { Environment } from '../cluster/environment.ts'
import type { FieldRef } from '../cluster/field-ref.ts'
import type { PodTemplate } from '../cluster/pod-template.ts'
import type { Request } from '../cluster/request.ts'
import type { Resource } from '../cluster/resource.ts'
import type { Container } from '../k8s/types.ts'
import type { Path } from '../source/path.ts'
import type { SourceProblem } from '../source/problem.ts'
import type { SourceDocument, Target } from '../source/source-document.ts'
import type { Cause, Claim, Diagnostic, Severity, Stage } from './diagnostic.ts'
import type { OptionSchemas, OptionValues } from './rule-options.ts'

/** A place in a document that no object stands for. */
export interface DocumentPlace {
  readonly document: SourceDocument
  readonly path?: Path
  readonly target?: Target
  /** UTF-16 offsets in the file, where no path names the place. */
  readonly start?: number
  readonly end?: number
}
export type Place = FieldRef | DocumentPlace

/** An edit, named by place: `span` of the place is replaced by `text`. */
export interface FixProposal {
  readonly title: string
  readonly safe: boolean
  readonly edits: readonly { readonly at: Place; readonly text: string }[]
}

/** What a rule has found. Texts are the rule's templates, filled from `data`. */
export interface Finding<Key extends string> {
  readonly at: Place
  readonly message: Key
  readonly data?: Readonly<Record<string, string | number>>
  /** In place of the rule's help, where the right sentence depends on the finding; no template. */
  readonly help?: string
  readonly label?: string
  readonly related?: readonly { readonly at: Place; readonly message: string }[]
  /** The component's exact words, in place of the rule's template. */
  readonly component?: { readonly name?: string; readonly reason?: string; readonly sentence: string }
  readonly cause?: Cause
  readonly fixes?: readonly FixProposal[]
  /** Lower than the rule's own, where this finding is less certain; never above what the settings give the rule. */
  readonly severity?: Severity
  readonly claim?: Claim
  readonly stage?: Stage
  /** In place of the rule's presets: reported only where one of these is on, or the rule is asked for by name. */
  readonly presets?: readonly string[]
}

/** What the input leaves open. */
export interface Unknown {
  readonly question: string
  readonly at: FieldRef
  readonly missing: readonly string[]
  readonly message: string
}

/** A component of the control plane as a pure function of one set. */
export type Simulator<Outcome> = (cluster: Cluster, environment: Environment) => Outcome

/** A suppression of seatrial as somebody wrote it, and what became of it. */
export interface WrittenSuppression {
  readonly at: DocumentPlace
  /** What it names: rules, `<category>/*`, or `*`. */
  readonly names: readonly string[]
  /** It gives a reason. */
  readonly explained: boolean
  /** Names that mean no rule. */
  readonly unknown: readonly { readonly name: string; readonly suggestion?: string }[]
  /** Names whose rules looked, and found nothing there. */
  readonly unused: readonly string[]
}

/** What another version of Kubernetes objects to, and this one does not. */
export interface UpgradeBreak {
  /** Where it stands. */
  readonly document: SourceDocument
  /** As the check against that version says it. */
  readonly finding: Diagnostic
  readonly version: string
}

export interface Context<Key extends string, Options = OptionValues<OptionSchemas>> {
  readonly cluster: Cluster
  readonly environment: Environment
  /** The rule's options, those that the settings don't give with their defaults. */
  readonly options: Options
  /** What is suppressed in the documents of the set; empty for rules whose `when` does not name it. */
  readonly suppressions: readonly WrittenSuppression[]
  /** What breaks with an upgrade; empty where none is asked about. */
  readonly upgradeBreaks: readonly UpgradeBreak[]
  /** Every document of the input that goes with the set. */
  readonly documents: readonly DocumentView[]
  /** What the documents declare of kinds that are not built in, known to a schema or not. */
  readonly custom: readonly Declaration[]
  /** The server's answer to the creation of an object of the input. */
  request(resource: Resource): Request | undefined
  /** Runs a simulator once for each set, however many rules ask for it. */
  simulate<Outcome>(simulator: Simulator<Outcome>): Outcome
  report(finding: Finding<Key>): void
  unknown(question: Unknown): void
}

/** One document as rules see it. */
export interface DocumentView {
  readonly source: SourceDocument
  readonly problems: readonly SourceProblem[]
  /** The objects that it declares, or fails to declare. */
  readonly declarations: readonly Declaration[]
}

/** What must be in a set before a rule is loaded at all; several members are alternatives. */
export interface Trigger {
  /** Any of these kinds. */
  readonly kinds?: readonly string[]
  /** A pod or a workload. */
  readonly pods?: true
  /** Any of these keys, in the metadata of an object or wherever in the spec of a pod or of a workload's pods. */
  readonly fields?: readonly string[]
  /** An object of any kind. */
  readonly objects?: true
  /** More objects than one, those that are already there among them. */
  readonly severalObjects?: true
  /** A state before, which the objects are to take the place of. */
  readonly before?: true
  /** A problem of the text. */
  readonly problems?: true
  /** A document that is no object of a known kind. */
  readonly declarations?: true
  /** A value that the server's decoder refuses. */
  readonly decode?: true
  /** An objection or a warning of the server after decoding. */
  readonly server?: true
  /** A workload, and something that may keep its pods from being created. */
  readonly controlledPods?: true
  /** A field of an object that the server takes in and forgets. */
  readonly dropped?: true
  /** A key without a value. */
  readonly emptyKeys?: true
  /** A question about another version of Kubernetes; such rules run when the findings of both are known. */
  readonly upgrade?: true
  /** A suppression; such rules run when those of all others have been applied. */
  readonly suppressions?: true
  /** What it cannot decide without. */
  readonly needs?: Need
}

/** Kinds of which the input, or what is already there, must hold one; without any, each pod leaves a question open. */
export interface Need {
  readonly kinds: readonly string[]
  readonly question: string
  /** May fill in `{title}`: `whether the pods of {title} find a node`. */
  readonly message: string
}

/** A peer's check that this rule equals, or how it differs. */
export interface Peer {
  readonly tool: 'kube-linter' | 'kube-score' | 'polaris' | 'checkov' | 'kubescape' | 'trivy' | 'datree'
  readonly check: string
  readonly same: boolean
  readonly difference?: string
}

export interface Rule<Key extends string = string, Options extends OptionSchemas = OptionSchemas> {
  /** `<category>/<condition>`: names the wrong state. */
  readonly id: `${string}/${string}`
  /** One line, no full stop. */
  readonly summary: string
  readonly severity: Severity
  readonly claim: Claim
  readonly stage: Stage
  /** The version that brought it. */
  readonly since: string
  readonly presets: readonly string[]
  /** Ids of the master list of checks that it covers. */
  readonly checks: readonly string[]
  readonly peers: readonly Peer[]
  readonly when: Trigger
  readonly messages: Readonly<Record<Key, string>>
  /** What to write instead: one imperative sentence, a template. */
  readonly help: string
  /** Who complains, and a template of its words; a rule that claims `fails` has it. */
  readonly component?: { readonly name: string; readonly reason?: string; readonly sentence: string }
  readonly fixable?: 'safe' | 'unsafe'
  /** What the settings may say to it, by name. */
  readonly options?: Options
  document?(document: DocumentView, context: Context<Key, OptionValues<Options>>): void
  /** Every object; where `when` names nothing but kinds, or but answers of the server, those that have that. */
  object?(resource: Resource, context: Context<Key, OptionValues<Options>>): void
  pod?(template: PodTemplate, context: Context<Key, OptionValues<Options>>): void
  /** Every container and init container of every pod template; `at` is the container. */
  container?(container: Container, at: FieldRef, template: PodTemplate, context: Context<Key, OptionValues<Options>>): void
  cluster?(context: Context<Key, OptionValues<Options>>): void
}

/** Checks a rule's message keys and options where it is written. */
export function defineRule<const Key extends string, const Options extends OptionSchemas = Record<never, never>>(
  rule: Rule<Key, Options>
): Rule {
  return rule as unknown as Rule
}

/** What is known of a rule without loading it. */
export interface RuleEntry {
  readonly id: string
  readonly severity: Severity
  readonly claim: Claim
  readonly presets: readonly string[]
  readonly when: Trigger
  readonly options?: OptionSchemas
  load(): Promise<Rule>
}
