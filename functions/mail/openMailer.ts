import type { Config } from '../config.ts'
import { gmailMailer } from './gmail.ts'
import type { Mailer } from './mailer.ts'
import { smtpMailer } from './smtp.ts'

/** The way that the configuration names: `gmail:` for Google's API, any other address is SMTP. */
export function openMailer({ smtpUrl, mailFrom }: Config): Mailer {
  return smtpUrl.startsWith('gmail:') ? gmailMailer(mailFrom) : smtpMailer(smtpUrl, mailFrom)
}
