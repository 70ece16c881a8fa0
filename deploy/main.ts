import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { build } from './built.ts'
import { byHand } from './byHand.ts'
import { checks } from './checks.ts'
import { readSettings, type Settings } from './config.ts'
import { deploy, plan, type Planned } from './run.ts'
import { shown, type Step } from './step.ts'
import { stepsOf } from './steps.ts'
import { targetOf } from './target.ts'
import { runTool } from './tools.ts'

/**
 * `npm run deploy`: Kurator in a Cloud project, by `kurator.json`.
 *
 * `--plan` looks, prints what is missing and every command, and changes nothing. Without it what is
 * missing is made, each command printed as it runs; a run that broke off is gone on with by the next.
 * `--destroy` lists what it would take away, and does so with `--yes PROJECT`; the store, its backups and
 * the script stay. `--config FILE`, `--project P`, `--region R`. `KURATOR_SMTP_URL` answers the one
 * question that is asked.
 */
const { values } = parseArgs({
  options: {
    config: { type: 'string', default: 'kurator.json' },
    project: { type: 'string' },
    region: { type: 'string' },
    plan: { type: 'boolean', default: false },
    destroy: { type: 'boolean', default: false },
    yes: { type: 'string' },
  },
})

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 1
})

async function main(): Promise<number> {
  const settings = await settingsFrom(values.config)
  const { project } = settings
  const target = targetOf(settings)
  const built = await build(target, 'build/deploy')
  const steps = stepsOf(target, built.functions, built.addon, askSmtp)

  const missing = await whatIsMissing(project)
  if (values.destroy) return destroy(steps, project)
  if (values.plan) {
    if (missing !== null) console.log(`Missing: ${missing}\n`)
    printPlan(await plan(steps, project, runTool))
    console.log('\nBy hand, in this order:')
    byHand(target).forEach((line, at) => console.log(`${String(at + 1).padStart(3)}. ${line}`))
    return 0
  }
  if (missing !== null) {
    console.error(`Nothing was changed. Missing: ${missing}`)
    return 1
  }
  const { done, failed } = await deploy(steps, project, runTool, (line) => console.log(line))
  if (failed !== null) {
    console.error(
      `\nStopped at: ${shown(failed)}\nMend what it says above and run the same command again: it goes on from here.`,
    )
    return 1
  }
  console.log(done === 0 ? '\nNothing was to be done.' : `\nDone: ${done} steps.`)
  return 0
}

async function settingsFrom(file: string): Promise<Settings> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`There is no ${file}. docs/deploy-settings.md says what it holds.`)
  })
  return readSettings(text, { project: values.project, region: values.region })
}

/** The first thing that is missing: those after it cannot be seen before it is there. */
async function whatIsMissing(project: string): Promise<string | null> {
  for (const check of checks(project)) {
    const missing = check.missing(await runTool(check.look))
    if (missing !== null) return missing
  }
  return null
}

function printPlan(planned: readonly Planned[]): void {
  const open = planned.filter(({ commands }) => commands.length > 0)
  console.log(`${planned.length - open.length} of ${planned.length} things are as they must be.`)
  for (const { step, commands } of open) {
    console.log(`\n# ${step.title}`)
    for (const command of commands) console.log(shown(command))
  }
}

async function destroy(steps: readonly Step[], project: string): Promise<number> {
  const planned = (await plan(steps, project, runTool, 'undo')).flatMap(({ commands }) => commands)
  if (planned.length === 0) {
    console.log('There is nothing to take away.')
    return 0
  }
  if (values.yes !== project) {
    for (const command of planned) console.log(shown(command))
    console.log(
      `\nNothing was changed. To take all this away, add --yes ${project}. Firestore with its backups and the script in the workbooks stay.`,
    )
    return 0
  }
  for (const command of planned) {
    console.log(shown(command))
    const answer = await runTool(command)
    if (!answer.ok) {
      console.error(answer.output)
      return 1
    }
  }
  return 0
}

/** The one thing that no file should hold. */
async function askSmtp(): Promise<string> {
  const known = process.env['KURATOR_SMTP_URL']
  if (known !== undefined) return known
  if (!process.stdin.isTTY) {
    throw new Error('The address of the mail server is asked for: set KURATOR_SMTP_URL.')
  }
  const questions = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return (await questions.question('Mail server, smtps://user:password@host:465 : ')).trim()
  } finally {
    questions.close()
  }
}
