import type { Target } from './target.ts'

/** What only a person can do, in the order in which it is done. */
export function byHand({ settings, email }: Target): readonly string[] {
  const { project, addon } = settings
  const script = [
    ...(addon.script === undefined
      ? [
          'Make an empty spreadsheet, the template of all workbooks, open «Extensions» → «Apps Script», ' +
            'and copy the script’s id from «Project settings» into kurator.json (addon.script).',
        ]
      : []),
    'In the script’s editor («Project settings» → «Google Cloud Platform project») give the number of ' +
      `the project ${project}: gcloud projects describe ${project} --format='value(projectNumber)'`,
    'Copy the OAuth client id that appears in «APIs & Services» → «Credentials» into kurator.json ' +
      '(addon.clients), and deploy again.',
  ]
  return [
    `Create the project ${project} and link a billing account (both need a person’s consent).`,
    'Sign in with gcloud, firebase and clasp, for the store also with gcloud auth application-default login, and switch the Apps Script API on at ' +
      'https://script.google.com/home/usersettings.',
    'Get a mailbox for the letters, with SPF and DKIM records of its domain, and its SMTP password at hand.',
    'Fill in the OAuth consent screen: «Internal» in a Workspace domain; else «External» with the ' +
      'addresses of the staff as test users, or Google’s review.',
    ...script,
    ...(addon.route === 'marketplace'
      ? [
          'In the Google Workspace Marketplace SDK name the script’s id and its newest version, choose ' +
            '«Private», and publish; the domain’s administrator installs it for everybody.',
        ]
      : [
          'Give the template workbook to the coordinator as «copy»: ' +
            'each copy asks its first user for consent, as a script of its own.',
        ]),
    'Begin a programme with its coordinator: npm run programme -- --project …',
    `In each workbook somebody presses «Включить»; the workbook is shared with ${email('kurator-sheets')}, ` +
      'which the add-on offers then.',
  ]
}
