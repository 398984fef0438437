import type { Rule } from '../../lint/rule.ts'
import { readDocuments } from '../../source/read.ts'
import { SourceFile } from '../../source/source-file.ts'
import { isObject } from '../option-reader.ts'
import { UsageError } from '../settings.ts'
import { fromKubeLinter, isKubeLinter } from './kube-linter.ts'
import { fromKubeScore, isKubeScore } from './kube-score.ts'
import { fromKubeconform, kubeconformFlags } from './kubeconform.ts'
import { fromPolaris, isPolaris } from './polaris.ts'
import type { TakenOver } from './taken-over.ts'

/** Takes over the configuration of another tool, told by its name or by what it holds; throws a UsageError where it is of none. */
export function takeOver(path: string, text: string, rules: readonly Rule[]): TakenOver {
  const [document] = readDocuments(new SourceFile(path, text))
  const name = path.slice(path.lastIndexOf('/') + 1)
  const config = document === undefined ? {} : document.value
  if (isObject(config)) {
    if (/kube-?score/.test(name) || isKubeScore(config)) return fromKubeScore(config, rules)
    if (/kube-?linter/.test(name) || isKubeLinter(config)) return fromKubeLinter(config, rules)
    if (/polaris/.test(name) || isPolaris(config)) return fromPolaris(config, rules)
  }
  const flags = kubeconformFlags(text)
  if (flags.length > 0 || /kubeconform/.test(name)) return fromKubeconform(flags)
  throw new UsageError(`--from ${path} is no configuration of kube-linter, kube-score or polaris, and holds no flags of kubeconform.`)
}
