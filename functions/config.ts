import { z } from 'zod'

/** `a, b` → `['a', 'b']`; at least one. */
const list = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ''))
  .refine((parts) => parts.length > 0, 'names nothing')

const environment = z.object({
  GOOGLE_CLOUD_PROJECT: z.string().min(1),
  /** Who may have issued an ID token; Google's two spellings of itself unless set. */
  KURATOR_ISSUERS: list.default(['https://accounts.google.com', 'accounts.google.com']),
  KURATOR_JWKS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs'),
  /** OAuth client ids of the add-on. A script bound to one workbook brings its own in its binding. */
  KURATOR_AUDIENCES: list,
  /** Identity of the scheduler, the only caller of the scheduled functions. */
  SCHEDULER_EMAIL: z.email(),
  /** The service account that workbooks are shared with; the project's own unless set. */
  SERVICE_ACCOUNT_EMAIL: z.email().optional(),
  /**
   * `smtp://user:password@host:port`, or `gmail:` for Google's API as the function's own account. A secret
   * that only the functions have which send letters.
   */
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().min(1),
  /** Letters that the mail server takes in a minute and in a day: Google's day is 2,000, others' less. */
  MAIL_PER_MINUTE: z.coerce.number().int().min(1).default(100),
  MAIL_PER_DAY: z.coerce.number().int().min(1).default(1_500),
  /**
   * Signs the links in mails; a change of it ends all that were sent. A secret that only the functions
   * have which send letters or open their links.
   */
  LINK_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
  /** Where the functions are, without a slash at the end: links in mails and tasks lead there. */
  FUNCTIONS_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** The queue of Cloud Tasks. */
  TASKS_QUEUE: z.string().regex(/^projects\/[^/]+\/locations\/[^/]+\/queues\/[^/]+$/),
  /** What Google allows one account in a minute, reads and writes each. */
  SHEETS_CALLS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  /** Address of a workbook with `{id}` for its id. */
  WORKBOOK_URL: z.string().includes('{id}').default('https://docs.google.com/spreadsheets/d/{id}'),
})

export interface Config {
  readonly project: string
  readonly issuers: readonly string[]
  readonly jwksUrl: URL
  readonly audiences: readonly string[]
  readonly schedulerEmail: string
  readonly serviceAccount: string
  /** Whether this function was given a mail server. */
  readonly sendsMail: boolean
  /** @throws Error in a function that was not given it */
  readonly smtpUrl: string
  readonly mailFrom: string
  readonly mailPerMinute: number
  readonly mailPerDay: number
  /** @throws Error in a function that was not given it */
  readonly linkSecret: string
  readonly functionsUrl: string
  readonly tasksQueue: string
  readonly sheetsCallsPerMinute: number
  workbookUrl(spreadsheetId: string): string
}

/**
 * Reads the environment, once, at start; from here on configuration is an argument.
 *
 * @throws Error that names every variable that is missing or unreadable. Values are not repeated, as
 *   some are secrets.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = environment.safeParse(env)
  if (!read.success) {
    const lines = read.error.issues.map((issue) => {
      const name = issue.path.join('.')
      return env[name] === undefined ? `${name} is not set` : `${name}: ${issue.message}`
    })
    throw new Error(
      `The configuration is incomplete. ${lines.join('; ')}. See functions/config.ts.`,
    )
  }
  const { data } = read
  return {
    project: data.GOOGLE_CLOUD_PROJECT,
    issuers: data.KURATOR_ISSUERS,
    jwksUrl: new URL(data.KURATOR_JWKS_URL),
    audiences: data.KURATOR_AUDIENCES,
    schedulerEmail: data.SCHEDULER_EMAIL,
    serviceAccount:
      data.SERVICE_ACCOUNT_EMAIL ?? `${data.GOOGLE_CLOUD_PROJECT}@appspot.gserviceaccount.com`,
    sendsMail: data.SMTP_URL !== undefined,
    get smtpUrl() {
      return given('SMTP_URL', data.SMTP_URL)
    },
    mailFrom: data.MAIL_FROM,
    mailPerMinute: data.MAIL_PER_MINUTE,
    mailPerDay: data.MAIL_PER_DAY,
    get linkSecret() {
      return given('LINK_SECRET', data.LINK_SECRET)
    },
    functionsUrl: data.FUNCTIONS_URL,
    tasksQueue: data.TASKS_QUEUE,
    sheetsCallsPerMinute: data.SHEETS_CALLS_PER_MINUTE,
    workbookUrl: (id) => data.WORKBOOK_URL.replaceAll('{id}', id),
  }
}

function given(name: string, secret: string | undefined): string {
  if (secret === undefined) throw new Error(`${name} is not set: this function has no such secret.`)
  return secret
}
