/** An example that is not as its page says. */
export interface FailedExampleResult {
  readonly page: string
  /** 1-based, of the page. */
  readonly line: number
  readonly message: string
}

/** The result of `test-rules`. */
export interface TestRulesResult {
  readonly format: 'seatrial/test-rules/1'
  /** Examples that are as their pages say. */
  readonly passed: number
  readonly failed: readonly FailedExampleResult[]
}
