import type { Step } from './step.ts'
import { MIGRATIONS, type Migration } from '../functions/migrate.ts'
import { addonSteps, type BuiltAddon } from './steps/addon.ts'
import { functionSteps, scheduleSteps, type Built } from './steps/functions.ts'
import { migrationSteps } from './steps/migrations.ts'
import { projectSteps } from './steps/project.ts'
import { secretSteps } from './steps/secrets.ts'
import { storeSteps } from './steps/store.ts'
import { watchSteps } from './steps/watch.ts'
import type { Target } from './target.ts'

/**
 * All that a deployment consists of, in the order in which it is made.
 *
 * @param addon null as long as no script is named
 * @param askSmtp asks a person for the address of the mail server with its password
 */
export function stepsOf(
  target: Target,
  built: Built,
  addon: BuiltAddon | null,
  askSmtp: () => Promise<string>,
  migrations: readonly Pick<Migration, 'name'>[] = MIGRATIONS,
): readonly Step[] {
  return [
    ...projectSteps(target),
    ...storeSteps(target),
    ...secretSteps(target, askSmtp),
    ...functionSteps(target, built),
    ...migrationSteps(target, migrations),
    ...(addon === null ? [] : addonSteps(addon)),
    ...watchSteps(target),
    ...scheduleSteps(target),
  ]
}
