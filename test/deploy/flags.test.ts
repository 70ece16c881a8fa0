import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { checks } from '../../deploy/checks.ts'
import { deploy, plan } from '../../deploy/run.ts'
import { shown } from '../../deploy/step.ts'
import { Cloud, emptyCloud } from './cloud.ts'
import { PROJECT, stepsFor } from './target.ts'

/** The commands of the plan against the help of the real tool. */

const gcloud = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'gcloud'))
  .find((file) => existsSync(file))
if (gcloud === undefined) {
  console.log('Skipped: the flags of the plan against gcloud’s own help. There is no gcloud here.')
}

/** Every command of the plan without the words that name things: what has help of its own. */
const GROUPS = [
  'auth list',
  'projects describe',
  'billing projects describe',
  'projects get-iam-policy',
  'projects add-iam-policy-binding',
  'projects remove-iam-policy-binding',
  'services list',
  'services enable',
  'iam service-accounts list',
  'iam service-accounts create',
  'iam service-accounts delete',
  'iam service-accounts get-iam-policy',
  'iam service-accounts add-iam-policy-binding',
  'firestore databases list',
  'firestore databases create',
  'firestore backups schedules list',
  'firestore backups schedules create',
  'secrets list',
  'secrets create',
  'secrets delete',
  'secrets versions list',
  'secrets versions add',
  'secrets get-iam-policy',
  'secrets add-iam-policy-binding',
  'tasks queues list',
  'tasks queues create',
  'tasks queues delete',
  'functions list',
  'functions deploy',
  'functions delete',
  'functions add-invoker-policy-binding',
  'run services get-iam-policy',
  'beta monitoring channels list',
  'beta monitoring channels create',
  'alpha monitoring policies list',
  'alpha monitoring policies create',
  'alpha monitoring policies delete',
  'monitoring dashboards list',
  'monitoring dashboards create',
  'monitoring dashboards delete',
  'scheduler jobs list',
  'scheduler jobs create http',
  'scheduler jobs delete',
] as const

/** Every question and every change, of a whole deployment and of taking it away. */
async function everyCommand(): Promise<readonly string[]> {
  const cloud = new Cloud(emptyCloud())
  const steps = stepsFor()
  const asked = [
    ...checks(PROJECT),
    ...steps.flatMap(({ looks }) => looks.map((look) => ({ look }))),
  ]
  await deploy(steps, PROJECT, cloud.run, () => undefined)
  const undone = await plan(steps, PROJECT, cloud.run, 'undo')
  const commands = [...asked.map(({ look }) => look), ...undone.flatMap(({ commands }) => commands)]
  return [...commands.map(shown), ...cloud.state.changes].filter(
    (line) => line.startsWith('gcloud ') && !line.startsWith('gcloud version '),
  )
}
const lines = await everyCommand()

test('every command of gcloud in the plan is of a known group', () => {
  const known = GROUPS.map((words) => `gcloud ${words} `)
  expect(lines.filter((line) => !known.some((group) => line.startsWith(group)))).toEqual([])
})

describe.skipIf(gcloud === undefined)('gcloud', () => {
  test.concurrent.each(GROUPS)(
    'knows each flag of «%s»',
    async (name) => {
      const flags = new Set(
        lines
          .filter((line) => line.startsWith(`gcloud ${name} `))
          .flatMap((line) =>
            [...line.matchAll(/(?<= '?)--([\w-]+)/g)].map(([, flag]) => flag ?? ''),
          ),
      )
      const { stdout: help } = await promisify(execFile)(
        gcloud ?? '',
        [...name.split(' '), '--help'],
        {
          env: { ...process.env, CLOUDSDK_CORE_DISABLE_PROMPTS: '1', PAGER: 'cat' },
          maxBuffer: 10_000_000,
        },
      )
      const unknown = [...flags].filter(
        (flag) =>
          !help.includes(`--${flag}`) && !help.includes(`--[no-]${flag.replace(/^no-/, '')}`),
      )
      expect(unknown).toEqual([])
    },
    60_000,
  )
})
