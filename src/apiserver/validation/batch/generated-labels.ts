import { withMadeUpSuffix } from '../../generated-name.ts'
import { madeUpUid } from '../../made-up-values.ts'

/** The label that the generated selector of a Job asks for. */
export const controllerUidLabel = 'batch.kubernetes.io/controller-uid'

/** The labels that the server gives to the pods of a Job. Mirrors pkg/registry/batch/job/strategy.go generateSelector, v1.36. */
export function generatedLabels(jobName: string, uid = madeUpUid): Readonly<Record<string, string>> {
  const name = withMadeUpSuffix(jobName)
  return { 'controller-uid': uid, 'job-name': name, [controllerUidLabel]: uid, 'batch.kubernetes.io/job-name': name }
}
