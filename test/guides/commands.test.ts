import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { byHand } from '../../deploy/byHand.ts'
import { checks } from '../../deploy/checks.ts'
import { readSettings } from '../../deploy/config.ts'
import { plan } from '../../deploy/run.ts'
import { shown } from '../../deploy/step.ts'
import { targetOf } from '../../deploy/target.ts'
import packageJson from '../../package.json' with { type: 'json' }
import { Cloud, emptyCloud } from '../deploy/cloud.ts'
import { PROJECT, SETTINGS, stepsFor } from '../deploy/target.ts'
import { blocksOf } from './machine.ts'

/** Every command of a guide is run by a test or stands in the plan of a deployment. */

const GUIDES = [
  ...readdirSync('docs/guides').map((name) => join('docs/guides', name)),
  'docs/contributing.md',
]
/** Guides whose blocks a test runs whole, in their order. */
const WALKED = {
  'docs/guides/own-server.md': 'ownServer',
  'docs/guides/own-functions.md': 'ownFunctions',
  'docs/guides/google.md': 'google',
}

/** What no machine of tests has, by how it begins, and why it stands in a guide all the same. */
const BY_PEOPLE = {
  'journalctl -u kurator': 'the journal of systemd',
  'podman build': 'a container needs a registry',
  'gcloud firestore backups list': 'a question about what Google has made in the night',
  'git clone': 'the network',
  'git pull': 'the network',
  'npx vitest run': 'the tests themselves',
} as const

const TOOLS = /^(?:npm|npx|gcloud|firebase|clasp|git|podman|journalctl|systemctl|printf) /

/** Commands in running text. */
function inline(page: string): readonly string[] {
  const text = readFileSync(page, 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) =>
    TOOLS.test(code) ? [code.replace(/^.*\| (?=gcloud)/, '')] : [],
  )
}

/** Its name without what is its own each time: `gcloud secrets versions add`, `npm run office -- health`. */
function verbOf(command: string): string {
  const words = command.split(/\s+/)
  const end = words.findIndex(
    (word, at) => at > 1 && (/^-(?!-$)/.test(word) || /[A-ZА-Я/.]/.test(word)),
  )
  return words.slice(0, end === -1 ? 5 : Math.min(end, 5)).join(' ')
}

async function planned(): Promise<string> {
  const steps = stepsFor()
  const made = await plan(steps, PROJECT, new Cloud(emptyCloud()).run)
  return [
    ...made.flatMap(({ commands }) => commands),
    ...steps.flatMap(({ looks }) => looks),
    ...checks(PROJECT).map(({ look }) => look),
  ]
    .map(shown)
    .concat(byHand(targetOf(readSettings(JSON.stringify(SETTINGS), {}))))
    .join('\n')
}

test.each(GUIDES)('%s has no command that nobody has tried', async (page) => {
  const run = [
    ...Object.keys(WALKED).flatMap((guide) => blocksOf(guide, 'sh')),
    readFileSync('.ci/run', 'utf8'),
    await planned(),
  ].join('\n')
  const walked = page in WALKED
  const lines = walked ? [] : blocksOf(page, 'sh').flatMap((block) => block.trim().split('\n'))
  const untried = [...inline(page), ...lines].filter(
    (command) =>
      !run.includes(verbOf(command)) &&
      !Object.keys(BY_PEOPLE).some((begin) => command.startsWith(begin)) &&
      !npmScript(command),
  )
  expect(untried).toEqual([])
})

/** A script of package.json that a test of its own runs; `npm test` runs them all. */
function npmScript(command: string): boolean {
  const name = /^npm (?:run )?(?:--silent )?(\w+)/.exec(command)?.[1] ?? ''
  return Object.hasOwn(packageJson.scripts, name) && SCRIPTS.includes(name)
}

const SCRIPTS: readonly string[] = [
  'check',
  'test',
  'docs',
  'cost',
  'programme',
  'migrate',
  'deploy',
]

test('the walked guides are walked, and shell blocks are marked as such', () => {
  for (const [guide, name] of Object.entries(WALKED)) {
    expect(readFileSync(`test/guides/${name}.test.ts`, 'utf8')).toContain(guide)
  }
  for (const page of GUIDES) {
    const unmarked = blocksOf(page, '').filter((block) => TOOLS.test(block))
    expect([page, unmarked]).toEqual([page, []])
  }
})
