import { z } from 'zod'
import { read } from '../answers.ts'
import { ACCOUNTS } from '../functions.ts'
import { keysOf } from '../keysOf.ts'
import { gcloudIn, type Step } from '../step.ts'
import type { Target } from '../target.ts'

/** What must be on in the project. */
export const APIS = [
  'artifactregistry.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudscheduler.googleapis.com',
  'cloudtasks.googleapis.com',
  'firebase.googleapis.com',
  'firebaserules.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  'monitoring.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'script.googleapis.com',
  'sheets.googleapis.com',
] as const

const enabled = z.array(z.object({ config: z.object({ name: z.string() }) }))
const policy = z.object({
  bindings: z
    .array(z.object({ role: z.string(), members: z.array(z.string()).default([]) }))
    .default([]),
})
export type Policy = z.infer<typeof policy>

/** The names of the APIs that are on; none where it cannot be asked. */
export const readApis = (answer: Parameters<typeof read>[0]): ReadonlySet<string> =>
  new Set(read(answer, enabled)?.map(({ config }) => config.name))

export const readPolicy = (answer: Parameters<typeof read>[0]): Policy =>
  read(answer, policy) ?? { bindings: [] }

export function grants({ bindings }: Policy, role: string, member: string): boolean {
  return bindings.some((binding) => binding.role === role && binding.members.includes(member))
}

/** The call that asks which APIs are on. */
export function askApis(project: string) {
  return gcloudIn(project)('services', 'list', '--enabled', '--format=json')
}

export function projectSteps(target: Target): readonly Step[] {
  const { project } = target.settings
  const on = gcloudIn(project)
  const accounts = keysOf(ACCOUNTS)
  const askAccounts = on('iam', 'service-accounts', 'list', '--format=json')
  const askPolicy = on('projects', 'get-iam-policy', project, '--format=json')
  return [
    {
      title: 'the APIs that are needed are on',
      looks: [askApis(project)],
      todo: ([answer]) => {
        const there = readApis(answer)
        const missing = APIS.filter((api) => !there.has(api))
        return missing.length === 0 ? [] : [on('services', 'enable', ...missing)]
      },
    },
    ...accounts.map((account): Step => {
      const { of } = ACCOUNTS[account]
      const there = (answer: Parameters<typeof read>[0]) =>
        read(answer, z.array(z.object({ email: z.string() })))?.some(
          ({ email }) => email === target.email(account),
        ) ?? false
      return {
        title: `the identity ${account}`,
        api: 'iam.googleapis.com',
        looks: [askAccounts],
        todo: ([answer]) =>
          there(answer)
            ? []
            : [on('iam', 'service-accounts', 'create', account, `--display-name=Kurator: ${of}`)],
        undo: ([answer]) =>
          there(answer) ? [on('iam', 'service-accounts', 'delete', target.email(account))] : [],
      }
    }),
    ...accounts.flatMap((account) =>
      ACCOUNTS[account].roles.map((role): Step => {
        const member = target.member(account)
        const rest = [`--member=${member}`, `--role=${role}`, '--condition=None']
        const has = (answer: Parameters<typeof read>[0]) => grants(readPolicy(answer), role, member)
        return {
          title: `${account} has ${role}`,
          looks: [askPolicy],
          todo: ([answer]) =>
            has(answer) ? [] : [on('projects', 'add-iam-policy-binding', project, ...rest)],
          undo: ([answer]) =>
            has(answer) ? [on('projects', 'remove-iam-policy-binding', project, ...rest)] : [],
        }
      }),
    ),
    callsAsScheduler(target),
  ]
}

/** `tick` puts tasks into the queue that call as the scheduler does. */
function callsAsScheduler({ settings, email, member }: Target): Step {
  const on = gcloudIn(settings.project)
  const role = 'roles/iam.serviceAccountUser'
  const scheduler = email('kurator-scheduler')
  return {
    title: 'kurator-mail may add tasks that call as kurator-scheduler',
    api: 'iam.googleapis.com',
    looks: [on('iam', 'service-accounts', 'get-iam-policy', scheduler, '--format=json')],
    todo: ([answer]) =>
      grants(readPolicy(answer), role, member('kurator-mail'))
        ? []
        : [
            on(
              'iam',
              'service-accounts',
              'add-iam-policy-binding',
              scheduler,
              `--member=${member('kurator-mail')}`,
              `--role=${role}`,
            ),
          ],
  }
}
