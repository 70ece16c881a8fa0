import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { byHand } from '../../deploy/byHand.ts'
import { checks } from '../../deploy/checks.ts'
import { readSettings } from '../../deploy/config.ts'
import { DEPLOYMENTS } from '../../deploy/functions.ts'
import { deploy, plan } from '../../deploy/run.ts'
import { shown, type Step } from '../../deploy/step.ts'
import { targetOf } from '../../deploy/target.ts'
import { DASHBOARD, POLICIES } from '../../deploy/steps/watch.ts'
import { Cloud, emptyCloud, MIGRATION } from './cloud.ts'
import { PROJECT, SETTINGS, SMTP, stepsFor } from './target.ts'

const commandsOf = async (steps: readonly Step[], cloud: Cloud, way?: 'undo') =>
  (await plan(steps, PROJECT, cloud.run, way)).flatMap(({ commands }) => commands.map(shown))
const ignore = () => undefined

/** Names that Google gives are known only once the thing is there. */
const told = (line: string) =>
  line.replaceAll(/CHANNEL:admin@example.org|projects\/p\/notificationChannels\/0/g, 'channel')

const twice = (changes: readonly string[]) =>
  changes.filter((line, at) => changes.indexOf(line) < at && !line.startsWith('firebase deploy'))

async function missingWith(...lacking: string[]): Promise<string | null> {
  const cloud = new Cloud({ ...emptyCloud(), lacking })
  for (const check of checks(PROJECT)) {
    const missing = check.missing(await cloud.run(check.look))
    if (missing !== null) return missing
  }
  return null
}

test('the plan for a new project is every command, and changes nothing', async () => {
  const cloud = new Cloud(emptyCloud())
  const planned = await commandsOf(stepsFor(), cloud)
  await expect(`${planned.join('\n')}\n`).toMatchFileSnapshot('new-project.txt')
  expect(cloud.state.changes).toEqual([])
})

test('a deployment runs exactly the commands of its plan, and then there is nothing to plan but the rules', async () => {
  const cloud = new Cloud(emptyCloud())
  const planned = await commandsOf(stepsFor(), cloud)
  expect(await deploy(stepsFor(), PROJECT, cloud.run, ignore)).toMatchObject({ failed: null })
  expect(cloud.state.changes.map(told)).toEqual(planned.map(told))
  expect(await commandsOf(stepsFor(), cloud)).toEqual([
    'firebase deploy --only=firestore:rules,firestore:indexes --project=kurator-test --non-interactive',
  ])
})

test('broken off at any command, it is gone on with by the next run, and nothing is made twice', async () => {
  const whole = new Cloud(emptyCloud())
  await deploy(stepsFor(), PROJECT, whole.run, ignore)
  const all = whole.state.changes.length
  for (let failAt = 1; failAt <= all; failAt++) {
    const cloud = new Cloud({ ...emptyCloud(), failAt })
    const said: string[] = []
    const first = await deploy(stepsFor(), PROJECT, cloud.run, (line) => said.push(line))
    expect(first.failed && shown(first.failed)).toBe(whole.state.changes[failAt - 1])
    expect(said.at(-1)).toBe('ERROR: the line was cut')
    const half = await commandsOf(stepsFor(), cloud)
    expect(half.length).toBeLessThanOrEqual(all - failAt + 3)
    expect(await deploy(stepsFor(), PROJECT, cloud.run, ignore)).toMatchObject({ failed: null })
    expect(twice(cloud.state.changes).filter((line) => !line.startsWith('clasp push'))).toEqual([])
    expect(new Set(cloud.state.changes)).toEqual(new Set(whole.state.changes))
  }
  console.log(`${all} commands, broken off at each`)
})

test('a new build deploys the functions and the script again, and nothing else', async () => {
  const cloud = new Cloud(emptyCloud())
  await deploy(stepsFor(), PROJECT, cloud.run, ignore)
  const again = await commandsOf(stepsFor('build-2'), cloud)
  expect(again.filter((line) => line.startsWith('gcloud functions deploy'))).toHaveLength(
    Object.keys(DEPLOYMENTS).length,
  )
  expect(again.filter((line) => !line.startsWith('gcloud functions deploy'))).toEqual([
    'firebase deploy --only=firestore:rules,firestore:indexes --project=kurator-test --non-interactive',
    'clasp push --force --project=build/deploy/.clasp.json',
    "clasp create-version 'Kurator addon-build-2' --project=build/deploy/.clasp.json",
  ])
})

const withMigration = () => stepsFor('build-1', SETTINGS, [{ name: MIGRATION }])

test('a release with migrations runs them after its functions, once, and without them asks the store nothing', async () => {
  const command = 'npm run --silent migrate -- --project=kurator-test'
  const cloud = new Cloud(emptyCloud())
  const planned = await commandsOf(withMigration(), cloud)
  expect(planned.filter((line) => line.startsWith('npm'))).toEqual([command])
  const lastFunction = planned.findLastIndex((line) => line.startsWith('gcloud functions deploy'))
  expect(planned.indexOf(command)).toBeGreaterThan(lastFunction)
  expect(await deploy(withMigration(), PROJECT, cloud.run, ignore)).toMatchObject({ failed: null })
  expect(cloud.state.migrated).toEqual([MIGRATION])
  expect(await commandsOf(withMigration(), cloud)).not.toContain(command)
  expect(
    stepsFor()
      .flatMap(({ looks }) => looks)
      .map(({ tool }) => tool),
  ).not.toContain('npm')
})

test('what cannot be seen is not made: a question without an answer ends the run', async () => {
  const cloud = new Cloud(emptyCloud())
  await deploy(stepsFor(), PROJECT, cloud.run, ignore)
  const { changes } = cloud.state
  const before = [...changes]
  const blind = await deploy(
    stepsFor(),
    PROJECT,
    (command) =>
      command.args.includes('databases')
        ? Promise.resolve({ ok: false, output: 'ERROR: no line' })
        : cloud.run(command),
    ignore,
  )
  expect(blind.failed && shown(blind.failed)).toMatch(/^gcloud firestore databases list/)
  expect(changes).toEqual(before)
})

test('what the world may call is what people and letters call, and secrets go to who needs them', async () => {
  const cloud = new Cloud(emptyCloud())
  const planned = await commandsOf(stepsFor(), cloud)
  const of = (flag: string) =>
    planned.flatMap((line) => {
      const name = /^gcloud functions deploy (\w+)/.exec(line)?.[1]
      return name !== undefined && line.includes(flag) ? [name] : []
    })
  expect(of(' --no-allow-unauthenticated').toSorted()).toEqual([
    'checkDeadlines',
    'reconcile',
    'refreshDashboards',
    'tick',
    'weeklyDigest',
  ])
  expect(of('SMTP_URL=').toSorted()).toEqual(['checkDeadlines', 'weeklyDigest'])
  expect(of('LINK_SECRET=').toSorted()).toEqual([
    'answer',
    'checkDeadlines',
    'message',
    'preferences',
    'weeklyDigest',
  ])
  expect(planned.join('\n')).not.toContain(SMTP)
})

test('what is taken away is listed in the plan; the store, its backups and the script stay', async () => {
  const cloud = new Cloud(emptyCloud())
  expect(await commandsOf(stepsFor(), cloud, 'undo')).toEqual([])
  await deploy(stepsFor(), PROJECT, cloud.run, ignore)
  const listed = await plan(stepsFor(), PROJECT, cloud.run, 'undo')
  for (const { commands } of listed) {
    for (const command of commands)
      expect(await cloud.run(command)).toEqual({ ok: true, output: '' })
  }
  expect(cloud.state).toMatchObject({
    functions: {},
    jobs: {},
    secrets: {},
    queues: [],
    accounts: [],
    policies: [],
    databases: ['projects/p/databases/(default)'],
    backups: ['daily'],
    versions: ['Kurator addon-build-1'],
  })
})

test('what only a person can do is at most twelve steps, on both ways of the add-on', () => {
  for (const route of ['workbook', 'marketplace']) {
    const settings = readSettings(JSON.stringify({ ...SETTINGS, addon: { route } }), {})
    const steps = byHand(targetOf(settings))
    expect(steps.length).toBeLessThanOrEqual(12)
    expect(steps.some((line) => line.includes('Marketplace'))).toBe(route === 'marketplace')
  }
})

test('before anything is done, what is missing is said with what to do about it', async () => {
  expect(await missingWith()).toBeNull()
  expect(await missingWith('gcloud')).toBe(
    'the Google Cloud CLI is not installed (the command gcloud)',
  )
  expect(await missingWith('clasp')).toBe(
    'clasp is not installed: npm install --global @google/clasp',
  )
  expect(await missingWith('sign-in')).toBe('nobody is signed in to gcloud: gcloud auth login')
  expect(await missingWith('project')).toMatch(/^there is no project kurator-test/)
  expect(await missingWith('billing')).toMatch(/^kurator-test has no billing account/)
  expect(await missingWith('roles')).toMatch(
    /^admin@example.org lacks in kurator-test: roles\/editor/,
  )
})

test('an error of every function is told: the policy names none, so that none is forgotten', () => {
  const policy = readFileSync(POLICIES['Kurator: a function fails'], 'utf8')
  expect(policy).toContain('severity>=ERROR')
  expect(policy).not.toContain('service_name')
})

test('what is watched is told apart by the names in its files', () => {
  for (const [name, file] of [...Object.entries(POLICIES), [DASHBOARD.name, DASHBOARD.file]]) {
    expect(JSON.parse(readFileSync(file ?? '', 'utf8'))).toMatchObject({ displayName: name })
  }
})
