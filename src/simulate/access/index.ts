export { type AccessAnswer, type AccessOptions, type AccessQuery, answerAccess, type ResourceQuestion } from './answer.ts'
export type { RulesReview } from './rules-review.ts'
export { type TypedQuestion, typedQuery } from './typed-question.ts'
export type { AllowedSubject } from './who.ts'
