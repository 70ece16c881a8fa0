import { COMPILE_CACHE } from '../build.ts'
import type { Settings } from './config.ts'
import type { Account } from './functions.ts'

/** A deployment's settings, and the names that follow from them. */
export interface Target {
  readonly settings: Settings
  /** Where the functions answer, without a slash at the end. */
  readonly functionsUrl: string
  readonly queue: { readonly name: string; readonly path: string }
  readonly email: (account: Account) => string
  readonly member: (account: Account) => string
}

export function targetOf(settings: Settings): Target {
  const { project, region } = settings
  const email = (account: Account) => `${account}@${project}.iam.gserviceaccount.com`
  const queue = 'kurator-mail'
  return {
    settings,
    functionsUrl: `https://${region}-${project}.cloudfunctions.net`,
    queue: { name: queue, path: `projects/${project}/locations/${region}/queues/${queue}` },
    email,
    member: (account) => `serviceAccount:${email(account)}`,
  }
}

/** The environment of every function; secrets come beside it, to those that need them. */
export function environmentOf({ settings, functionsUrl, queue, email }: Target): Environment {
  return {
    GOOGLE_CLOUD_PROJECT: settings.project,
    // Nobody gets a token for the functions' own address but the scheduler: no client of a person's.
    KURATOR_AUDIENCES: [...settings.addon.clients, functionsUrl].join(','),
    SCHEDULER_EMAIL: email('kurator-scheduler'),
    SERVICE_ACCOUNT_EMAIL: email('kurator-sheets'),
    MAIL_FROM: settings.mailFrom,
    MAIL_PER_MINUTE: String(settings.mailPerMinute),
    MAIL_PER_DAY: String(settings.mailPerDay),
    SHEETS_CALLS_PER_MINUTE: String(settings.sheetsCallsPerMinute),
    FUNCTIONS_URL: functionsUrl,
    TASKS_QUEUE: queue.path,
    // Where the builder has put compiled code: what is uploaded lies in /workspace.
    NODE_COMPILE_CACHE: `/workspace/${COMPILE_CACHE}`,
    NODE_COMPILE_CACHE_PORTABLE: '1',
  }
}

export type Environment = Readonly<Record<string, string>>

/** As `gcloud` reads it; a text in JSON is one in YAML. */
export function yamlOf(environment: Environment): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
}
