import type { FunctionName } from '../functions/register.ts'

/** Identities of the deployment; each may do what it must, and no more. */
export const ACCOUNTS = {
  'kurator-sync': { of: 'what people send from their sheets', roles: ['roles/datastore.user'] },
  'kurator-sheets': {
    of: 'what writes to workbooks; they are shared with it',
    roles: ['roles/datastore.user'],
  },
  'kurator-mail': {
    of: 'deadlines and letters',
    roles: ['roles/datastore.user', 'roles/cloudtasks.enqueuer'],
  },
  'kurator-pages': { of: 'the pages that letters lead to', roles: ['roles/datastore.user'] },
  'kurator-build': { of: 'building what is uploaded', roles: ['roles/cloudbuild.builds.builder'] },
  'kurator-scheduler': { of: 'the schedule and the queue, as callers', roles: [] },
} as const satisfies Record<string, { readonly of: string; readonly roles: readonly string[] }>
export type Account = keyof typeof ACCOUNTS

/** Variables of `functions/config.ts` that are secrets, and their names in Secret Manager. */
export const SECRETS = { SMTP_URL: 'kurator-smtp-url', LINK_SECRET: 'kurator-link-secret' } as const
export type SecretVariable = keyof typeof SECRETS

/** How one function runs. */
export interface Deployment {
  readonly account: Account
  /** Whether the world may call it; the function then checks tokens or signed links itself. */
  readonly public: boolean
  readonly memory: '512Mi' | '1Gi'
  readonly concurrency: number
  readonly maxInstances: number
  /** Seconds. */
  readonly timeout: number
  readonly secrets: readonly SecretVariable[]
}

const people = {
  account: 'kurator-sync',
  public: true,
  memory: '512Mi',
  concurrency: 20,
  maxInstances: 40,
  timeout: 120,
  secrets: [],
} as const satisfies Deployment

const page = {
  ...people,
  account: 'kurator-pages',
  timeout: 60,
  secrets: ['LINK_SECRET'],
} as const satisfies Deployment

/** Tasks and rounds: one at a time per instance, as long as Cloud Tasks and the scheduler wait. */
const job = {
  account: 'kurator-mail',
  public: false,
  memory: '1Gi',
  concurrency: 1,
  maxInstances: 4,
  timeout: 600,
  secrets: ['SMTP_URL', 'LINK_SECRET'],
} as const satisfies Deployment

/** The rounds over workbooks keep the pace of one account: one instance at a time. */
const round = {
  ...job,
  account: 'kurator-sheets',
  maxInstances: 1,
  secrets: [],
} as const satisfies Deployment

/** Every function; one that is missing here does not compile. */
export const DEPLOYMENTS: Readonly<Record<FunctionName, Deployment>> = {
  sync: people,
  bind: people,
  history: people,
  sidebar: people,
  importRoadmap: { ...people, memory: '1Gi', concurrency: 4 },
  brief: { ...people, memory: '1Gi', concurrency: 4 },
  exportTables: { ...people, memory: '1Gi', concurrency: 2 },
  lowResults: { ...people, memory: '1Gi', concurrency: 4 },
  review: people,
  tabs: { ...people, account: 'kurator-sheets' },
  newYear: { ...people, concurrency: 4, timeout: 300 },
  setup: { ...people, account: 'kurator-sheets', timeout: 300 },
  answer: page,
  preferences: page,
  message: page,
  tick: { ...job, maxInstances: 1, secrets: [] },
  health: { ...page, maxInstances: 2, secrets: [] },
  checkDeadlines: job,
  weeklyDigest: job,
  reconcile: round,
  refreshDashboards: round,
}

/** When the scheduler calls, in UTC. What is due by the local hour of a programme `tick` finds itself. */
export const SCHEDULE = {
  tick: '0 * * * *',
  reconcile: '*/10 * * * *',
  refreshDashboards: '5-59/10 * * * *',
} as const satisfies Partial<Record<FunctionName, string>>
