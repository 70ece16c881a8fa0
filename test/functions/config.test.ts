import { expect, test } from 'vitest'
import { readConfig } from '../../functions/config.ts'

const whole = {
  GOOGLE_CLOUD_PROJECT: 'kurator',
  KURATOR_AUDIENCES: 'addon-1, addon-2',
  SCHEDULER_EMAIL: 'scheduler@kurator.iam.gserviceaccount.com',
  SMTP_URL: 'smtp://user:secret@mail.example.org:587',
  MAIL_FROM: '«500+» <kurator@example.org>',
  LINK_SECRET: 'a secret of tests, of forty characters ..',
  FUNCTIONS_URL: 'https://kurator.example.org',
  TASKS_QUEUE: 'projects/kurator/locations/local/queues/mail',
}

test('a whole environment is read; Google’s own values are there unless set', () => {
  const config = readConfig(whole)
  expect(config).toMatchObject({
    project: 'kurator',
    audiences: ['addon-1', 'addon-2'],
    issuers: ['https://accounts.google.com', 'accounts.google.com'],
  })
  expect(config.jwksUrl.href).toBe('https://www.googleapis.com/oauth2/v3/certs')
  expect(config.workbookUrl('abc')).toBe('https://docs.google.com/spreadsheets/d/abc')
})

test('every missing value names itself at once', () => {
  expect(() => readConfig({})).toThrow(
    /GOOGLE_CLOUD_PROJECT is not set.*KURATOR_AUDIENCES is not set.*SCHEDULER_EMAIL is not set.*MAIL_FROM is not set.*FUNCTIONS_URL is not set.*TASKS_QUEUE is not set/,
  )
})

test('a wrong value is named, and not repeated, as it may be a secret', () => {
  expect(() => readConfig({ ...whole, SMTP_URL: 'secret' })).toThrow(/SMTP_URL: Invalid URL/)
  expect(() => readConfig({ ...whole, SMTP_URL: 'secret' })).not.toThrow(/secret/)
  expect(() => readConfig({ ...whole, KURATOR_AUDIENCES: ' , ' })).toThrow(/KURATOR_AUDIENCES/)
})

test('a function without secrets starts, and says which one it lacks where it needs it', () => {
  const { SMTP_URL: smtp, LINK_SECRET: link, ...others } = whole
  const config = readConfig(others)
  expect(() => config.smtpUrl).toThrow(/SMTP_URL is not set/)
  expect(() => config.linkSecret).toThrow(/LINK_SECRET is not set/)
  expect(readConfig(whole)).toMatchObject({ smtpUrl: smtp, linkSecret: link })
})
