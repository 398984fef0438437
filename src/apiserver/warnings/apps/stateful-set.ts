import type { KubernetesObject } from '../../../k8s/types.ts'
import type { ServerWarning } from '../../answer.ts'
import type { StageContext } from '../../strategy.ts'
import { numberOf } from '../../validation/error-of.ts'
import { Field } from '../../validation/field.ts'
import { claimSizeWarnings } from '../claim-size.ts'
import { templateWarnings } from '../pod-template.ts'

const historySince = 33

/** Mirrors pkg/registry/apps/statefulset/strategy.go WarningsOnCreate, v1.36. */
export function statefulSetWarnings(object: KubernetesObject, context: StageContext): readonly ServerWarning[] {
  const spec = Field.root(object).child('spec')
  const claims = spec
    .child('volumeClaimTemplates')
    .items.flatMap(claim => claimSizeWarnings(claim.at('spec.resources'), `${claim.name}.resources`))
  const limit = spec.child('revisionHistoryLimit')
  const history =
    numberOf(limit) < 0 && context.version.minor >= historySince
      ? [
          {
            message: `${limit.name}: a negative value retains all historical revisions; a value >= 0 is recommended`,
            path: limit.path,
          },
        ]
      : []
  return [...templateWarnings(object, context), ...claims, ...history]
}
