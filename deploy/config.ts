import { z } from 'zod'

/** A region of Google's, such as `europe-west1`. */
const region = z.string().regex(/^[a-z]+-[a-z]+\d+$/, 'is not a region such as europe-west1')

const settings = z.strictObject({
  project: z
    .string()
    .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'is not the id of a Cloud project')
    .describe('Id of the Cloud project. `--project` on the command line comes first.'),
  region: region.describe(
    'Where functions, queue and schedule are. `--region` on the command line comes first.',
  ),
  databaseLocation: z
    .union([region, z.enum(['eur3', 'nam5', 'nam7'])])
    .optional()
    .describe('Where Firestore keeps the data; it can never be changed. The region unless set.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not a time zone such as Europe/Moscow')
    .default('Europe/Moscow')
    .describe('Time zone of the add-on’s manifest. Each programme has its own besides.'),
  mailFrom: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n@]+$/, 'holds no mail address')
    .describe('Sender of all letters: `Куратор <kurator@example.org>`.'),
  mailPerMinute: z
    .int()
    .min(1)
    .default(100)
    .describe('Letters that the mail server takes in a minute.'),
  mailPerDay: z
    .int()
    .min(1)
    .default(1_500)
    .describe('Letters that it takes in a day; what is over goes the next day, the urgent first.'),
  sheetsCallsPerMinute: z
    .int()
    .min(1)
    .default(60)
    .describe('Google’s quota of Sheets reads, and of writes, for one account in a minute.'),
  addon: z
    .strictObject({
      route: z
        .enum(['workbook', 'marketplace'])
        .default('workbook')
        .describe(
          '`workbook`: a script bound to a template that is copied. `marketplace`: a private add-on of a Workspace domain.',
        ),
      script: z
        .string()
        .regex(/^[\w-]{20,}$/, 'is not the id of a script')
        .optional()
        .describe(
          'Id of the script in the template workbook («Extensions» → «Apps Script» → «Project settings»).',
        ),
      clients: z
        .array(z.string().regex(/\.apps\.googleusercontent\.com$/, 'is not an OAuth client id'))
        .default([])
        .describe('OAuth client ids of the add-on, from «APIs & Services» → «Credentials».'),
    })
    .default({ route: 'workbook', clients: [] })
    .describe('The add-on.'),
  watchers: z
    .array(z.email())
    .min(1, 'names nobody who is told when something fails')
    .describe('Who gets a mail when something fails.'),
})

/** The one file that says how a deployment is to be: `kurator.json`. */
export type Settings = z.infer<typeof settings>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * Reads `kurator.json`.
 *
 * @param text the file
 * @param over what the command line says
 * @throws Error that names every field that is missing or wrong, and why
 */
export function readSettings(
  text: string,
  over: { readonly project?: string | undefined; readonly region?: string | undefined },
): Settings {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new Error('kurator.json is no JSON: a comma or a quote is missing or too many.', {
      cause: error,
    })
  }
  const said = Object.entries(over).filter(([, value]) => value !== undefined)
  const merged = typeof json === 'object' ? { ...json, ...Object.fromEntries(said) } : json
  const read = settings.safeParse(merged)
  if (read.success) return read.data
  const lines = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
  throw new Error(
    ['kurator.json cannot be used:', ...lines, 'See docs/deploy-settings.md.'].join('\n'),
  )
}

/** The page of all settings, from their declaration. */
export function settingsPage(): string {
  return [
    '# kurator.json',
    '',
    'How a deployment to Google is to be: one file at the root of the clone, read by `npm run deploy`.',
    '',
    '| field | meaning | unless set |',
    '|---|---|---|',
    ...rowsOf(settings, ''),
    '',
  ].join('\n')
}

function rowsOf(of: z.ZodObject, before: string): readonly string[] {
  return Object.entries(of.shape).flatMap(([key, field]) => {
    const name = `${before}${key}`
    if (!(field instanceof z.ZodType)) return []
    const inner = field instanceof z.ZodDefault ? field.unwrap() : field
    if (!(inner instanceof z.ZodType)) return []
    if (inner instanceof z.ZodObject) return rowsOf(inner, `${name}.`)
    const otherwise =
      field instanceof z.ZodDefault
        ? `\`${JSON.stringify(field.def.defaultValue)}\``
        : field instanceof z.ZodOptional
          ? 'see there'
          : 'must be set'
    return [`| \`${name}\` | ${field.description ?? inner.description ?? ''} | ${otherwise} |`]
  })
}
