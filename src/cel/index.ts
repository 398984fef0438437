export { compile } from './compile.ts'
export { estimateCost } from './cost/coster.ts'
export type { CostNode, Estimate, SizeEstimator } from './cost/estimate.ts'
export { type CelEnvironment, type ExtraLibrary, perCallLimit, requestCostBudget, type TypeProvider } from './environment.ts'
export { equal } from './equality.ts'
export { deepEqual, dynamicValue, toJson } from './json-values.ts'
export { authorizerValue, resourceCheckValue } from './library/authorization.ts'
export type { AuthorizationAnswer, AuthorizationQuestion, Authorizer } from './library/authorization-values.ts'
export type { CelIssue, Compiled, Program } from './program.ts'
export { instantiationError } from './run/constants.ts'
export { parseDuration } from './run/duration.ts'
export { costLimitExceeded, type Evaluation, type EvaluationOptions } from './run/evaluation.ts'
export { evaluate } from './run/evaluator.ts'
export { mapOf } from './run/maps.ts'
export { parseTimestamp } from './run/timestamp.ts'
export * as celTypes from './types.ts'
export { type CelType, formatType, typeText } from './types.ts'
export {
  type CelError,
  type CelList,
  type CelMap,
  type CelValue,
  celError,
  isError,
  isKind,
  listOf,
  valuesOf,
} from './values.ts'
