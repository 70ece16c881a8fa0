import { z } from 'zod'
import type { Migration } from '../../functions/migrate.ts'
import { read } from '../answers.ts'
import type { Command, Step } from '../step.ts'
import type { Target } from '../target.ts'

/**
 * The store in the form of this release, once the functions that read it are there. A release without
 * migrations has no such step, and asks the store nothing.
 */
export function migrationSteps(
  { settings }: Target,
  migrations: readonly Pick<Migration, 'name'>[],
): readonly Step[] {
  if (migrations.length === 0) return []
  const npm = (...flags: readonly string[]): Command => ({
    tool: 'npm',
    args: ['run', '--silent', 'migrate', '--', `--project=${settings.project}`, ...flags],
  })
  return [
    {
      title: `the store is as this release has it (${migrations.map(({ name }) => name).join(', ')})`,
      api: 'firestore.googleapis.com',
      looks: [npm('--plan')],
      todo: ([answer]) => {
        const told = read(answer, z.array(z.object({ name: z.string(), state: z.string() })))
        const isDone = (name: string) =>
          told?.some((one) => one.name === name && one.state === 'done') ?? false
        return migrations.every(({ name }) => isDone(name)) ? [] : [npm()]
      },
    },
  ]
}
