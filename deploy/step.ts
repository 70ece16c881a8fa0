/** One call of a command-line tool. */
export interface Command {
  readonly tool: 'gcloud' | 'firebase' | 'clasp' | 'npm'
  readonly args: readonly string[]
  /** What it reads from its standard input, and the name under which the plan shows it. */
  readonly input?: { readonly name: string; readonly text: () => Promise<string> }
}

/** What a tool answered. */
export interface Answer {
  readonly ok: boolean
  readonly output: string
}

/**
 * One thing that a deployment consists of: what is asked to see whether it is there, and what makes it.
 * Asking changes nothing. As each step looks first, a run that broke off is gone on with by the next,
 * and a run on a finished deployment changes nothing.
 */
export interface Step {
  readonly title: string
  /** The API that must be on before anything can be asked; without it the thing cannot be there. */
  readonly api?: string
  readonly looks: readonly Command[]
  /**
   * @param answers to the looks, in their order; `null` for each where it could not be asked yet
   * @returns what is still to be done; empty when it is done
   */
  todo(answers: readonly (Answer | null)[]): readonly Command[]
  /** What takes the thing away again, where it is there; missing where it is to stay. */
  undo?(answers: readonly (Answer | null)[]): readonly Command[]
}

/** A command as one types it, for bash. Secrets are named, not shown. */
export function shown({ tool, args, input }: Command): string {
  const line = [tool, ...args.map(quoted)].join(' ')
  return input === undefined ? line : `${line}  # reads ${input.name}`
}

function quoted(text: string): string {
  return /^[\w./:@=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

export function gcloud(...args: readonly string[]): Command {
  return { tool: 'gcloud', args: [...args, '--quiet'] }
}

/** The same of a project: most commands of `gcloud` are. */
export function gcloudIn(project: string): (...args: readonly string[]) => Command {
  return (...args) => gcloud(...args, `--project=${project}`)
}
