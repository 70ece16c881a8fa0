import { readSettings } from '../../deploy/config.ts'
import type { Step } from '../../deploy/step.ts'
import { stepsOf } from '../../deploy/steps.ts'
import { targetOf } from '../../deploy/target.ts'

/** A deployment of tests. */
export const SETTINGS = {
  project: 'kurator-test',
  region: 'europe-west1',
  mailFrom: 'Куратор <kurator@example.org>',
  addon: { script: 'a-script-id-of-enough-letters' },
  watchers: ['admin@example.org'],
}
export const PROJECT = SETTINGS.project
export const SMTP = 'smtps://kurator:password@mail.example.org:465'

/** All its steps. @param mark of the build */
export function stepsFor(
  mark = 'build-1',
  settings: object = SETTINGS,
  migrations: readonly { readonly name: string }[] = [],
): readonly Step[] {
  const target = targetOf(readSettings(JSON.stringify(settings), {}))
  const built = { source: 'build/deploy/functions', environment: 'build/deploy/environment.yaml' }
  const addon = { project: 'build/deploy/.clasp.json', mark: `addon-${mark}` }
  return stepsOf(target, { ...built, mark }, addon, () => Promise.resolve(SMTP), migrations)
}
