import { askApis, readApis } from './steps/project.ts'
import { shown, type Answer, type Command, type Step } from './step.ts'

/** What calls the tools. */
export type Run = (command: Command) => Promise<Answer>
export type Say = (line: string) => void

/** A step, and what it would take. */
export interface Planned {
  readonly step: Step
  readonly commands: readonly Command[]
}

/**
 * What a deployment would take now, by looking alone.
 *
 * @param way `todo` to make it, `undo` to take it away again, last things first
 */
export async function plan(
  steps: readonly Step[],
  project: string,
  run: Run,
  way: 'todo' | 'undo' = 'todo',
): Promise<readonly Planned[]> {
  const look = new Look(project, run)
  const planned: Planned[] = []
  for (const step of way === 'todo' ? steps : [...steps].reverse()) {
    const answers = await look.at(step)
    // What cannot be asked is not there yet, such as the versions of a secret before it is made.
    const known = answers.map((answer) => (answer?.ok ? answer : null))
    planned.push({ step, commands: step[way]?.(known) ?? [] })
  }
  return planned
}

/**
 * Does what is missing, step by step; what is there stays as it is.
 *
 * @returns how many steps it took, and what broke off, if anything: then the same command goes on from there
 */
export async function deploy(
  steps: readonly Step[],
  project: string,
  run: Run,
  say: Say,
): Promise<{ readonly done: number; readonly failed: Command | null }> {
  const look = new Look(project, run)
  let done = 0
  for (const [at, step] of steps.entries()) {
    const number = `[${at + 1}/${steps.length}]`
    const answers = await look.at(step)
    const mute = answers.findIndex((answer) => answer !== null && !answer.ok)
    if (mute !== -1) {
      // Not to know whether a thing is there is no reason to make it.
      say(`${number} ${step.title}: it cannot be seen whether it is so`)
      say(answers[mute]?.output.trimEnd() ?? '')
      return { done, failed: step.looks[mute] ?? null }
    }
    const commands = step.todo(answers)
    if (commands.length === 0) {
      say(`${number} ${step.title}: so it is`)
      continue
    }
    say(`${number} ${step.title}`)
    for (const command of commands) {
      say(`    ${shown(command)}`)
      const answer = await run(command)
      if (!answer.ok) {
        say(answer.output.trimEnd())
        return { done, failed: command }
      }
    }
    look.forget(step)
    done++
  }
  return { done, failed: null }
}

/** Asks each question once, until something was done about it. */
class Look {
  readonly #project: string
  readonly #run: Run
  readonly #known = new Map<string, Answer>()

  constructor(project: string, run: Run) {
    this.#project = project
    this.#run = run
  }

  async at({ api, looks }: Step): Promise<readonly (Answer | null)[]> {
    // Where an API is off, asking it would offer to turn it on; nothing of it can be there.
    if (api !== undefined && !readApis(await this.#ask(askApis(this.#project))).has(api)) {
      return looks.map(() => null)
    }
    const answers: Answer[] = []
    for (const command of looks) answers.push(await this.#ask(command))
    return answers
  }

  forget({ looks }: Step): void {
    for (const command of looks) this.#known.delete(shown(command))
  }

  async #ask(command: Command): Promise<Answer> {
    const key = shown(command)
    const known = this.#known.get(key) ?? (await this.#run(command))
    this.#known.set(key, known)
    return known
  }
}
