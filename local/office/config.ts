import { readFileSync } from 'node:fs'
import { z } from 'zod'

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/

const officeSchema = z.strictObject({
  url: z
    .url('нужен адрес целиком, например "https://500.example.org"')
    .refine((text) => {
      if (!URL.canParse(text)) return false
      const { protocol, hostname } = new URL(text)
      return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
    }, 'адрес должен начинаться с https://: иначе коды и таблицы идут по сети открыто')
    .transform((text) => new URL(text).origin),
  port: z.int('нужно число, например 8500').min(0).max(65_535),
  listen: z.string('нужен адрес этого компьютера, обычно "127.0.0.1"').default('127.0.0.1'),
  behindProxy: z.boolean('нужно true или false').default(true),
  data: z.string('нужна папка, например "/var/lib/kurator"').min(1, 'папка не названа'),
  mail: z.strictObject(
    {
      server: z
        .string('нужен почтовый сервер, например "smtps://имя:пароль@smtp.example.org"')
        .regex(/^smtps?:\/\//, 'должен начинаться с smtp:// или smtps://'),
      from: z.string('нужен отправитель, например "Программа 500+ <500@example.org>"').min(3),
      perMinute: z.int().min(1).default(30),
      perDay: z.int().min(1).default(500),
    },
    'нужны почтовый сервер и отправитель',
  ),
  google: z
    .strictObject(
      {
        clients: z
          .array(
            z.string().regex(/\.apps\.googleusercontent\.com$/, 'это не идентификатор клиента'),
          )
          .min(1, 'нужен идентификатор клиента OAuth дополнения'),
        keyFile: z.string('нужен файл с ключом сервисного аккаунта').min(1),
      },
      'нужны clients и keyFile, или уберите google целиком',
    )
    .exactOptional(),
  coordinator: z.email('нужен адрес почты координатора').transform((text) => text.toLowerCase()),
  programme: z.strictObject(
    {
      id: z
        .string('нужно короткое имя латиницей, например "zelenchuk"')
        .regex(/^[a-z][a-z0-9-]{1,40}$/, 'только латинские буквы, цифры и дефис'),
      name: z.string('нужно название программы').min(1),
      municipality: z.string('нужен муниципалитет').min(1),
      order: z.string('нужен приказ, например "приказ № 30 от 10.02.2026"'),
      firstDay: z.iso.date('нужна дата вида "2026-09-01"'),
      lastDay: z.iso.date('нужна дата вида "2027-08-31"'),
      timeZone: z
        .string('нужен часовой пояс, например "Europe/Moscow"')
        .refine((zone) => zoneExists(zone), 'такого часового пояса нет; пример: "Europe/Moscow"'),
      language: z.enum(['ru', 'en']).default('ru'),
      mailHour: z.int().min(0).max(23).default(8),
      silentDays: z.int().min(1).max(365).default(21),
    },
    'нужны сведения о программе',
  ),
})

/** What an office's own server is started with. */
export type OfficeConfig = z.infer<typeof officeSchema>

/**
 * Reads the one file with which an office sets up its server.
 *
 * @throws Error in Russian that names the file, every bad field and its remedy; values are not repeated, as the mail
 *   server's password is one.
 */
export function readOfficeConfig(file: string): OfficeConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new Error(
      `Файл настроек ${file} не читается. Скопируйте local/office/office.example.json, впишите своё и повторите.`,
    )
  }
  return officeConfig(text, file)
}

/** The same from the text of the file. */
export function officeConfig(text: string, file: string): OfficeConfig {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw new Error(
      `Файл настроек ${file}: это не JSON. Проверьте кавычки и запятые по образцу local/office/office.example.json.`,
    )
  }
  const checked = officeSchema.safeParse(read)
  if (checked.success) return checked.data
  const lines = checked.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `  ${[...issue.path, issue.keys.join(', ')].join('.')}: такой настройки нет`
      : `  ${issue.path.join('.') || 'весь файл'}: ${issue.message}`,
  )
  throw new Error([`Файл настроек ${file}, исправьте:`, ...lines].join('\n'))
}

function zoneExists(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('ru', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
