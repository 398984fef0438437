import { isDevice } from './terminal.ts'

/** What a run shows of itself while it lasts. */
export interface Progress {
  /** Shows what is going on, if the run has lasted long enough for anybody to ask; what it returns is to be waited for. */
  show(text: string): Promise<void> | undefined
  /** Takes it away again. */
  end(): void
}

const patience = 500
/** Milliseconds between two changes of what is shown. */
const interval = 100
/** Progress that nobody watches. */
export const silent: Progress = { show: () => undefined, end: () => {} }

/** Progress on standard error, if that is a terminal where somebody watches. */
export function startProgress(): Progress {
  return new Spinner()
}

function isWatched(): boolean {
  return isDevice(2) && process.env['CI'] === undefined && process.stderr.isTTY && process.stderr.columns > 0
}

class Spinner implements Progress {
  #next = patience
  /** Whether anybody watches; found out no earlier than there is something to see. */
  #isWatched: boolean | undefined
  #spinner: { text: string; render(): unknown; stop(): unknown } | undefined

  show(text: string): Promise<void> | undefined {
    // milliseconds since the process began
    const now = process.uptime() * 1000
    if (now < this.#next) return undefined
    this.#isWatched ??= isWatched()
    this.#next = this.#isWatched ? now + interval : Number.POSITIVE_INFINITY
    return this.#isWatched ? this.#show(text) : undefined
  }

  end(): void {
    this.#spinner?.stop()
    this.#spinner = undefined
  }

  async #show(text: string): Promise<void> {
    if (this.#spinner === undefined) {
      const { default: ora } = await import('ora')
      // with the cursor and standard input left alone, no handler of signals is installed, so that Ctrl-C ends a busy process
      this.#spinner = ora({ text, stream: process.stderr, hideCursor: false, discardStdin: false }).start()
    }
    this.#spinner.text = text
    this.#spinner.render()
  }
}
