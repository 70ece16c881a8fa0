import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { lastPart, read } from '../answers.ts'
import { DEPLOYMENTS, SECRETS, type SecretVariable } from '../functions.ts'
import { keysOf } from '../keysOf.ts'
import { gcloudIn, type Step } from '../step.ts'
import type { Target } from '../target.ts'
import { grants, readPolicy } from './project.ts'

const named = z.array(z.object({ name: z.string() }))
const API = 'secretmanager.googleapis.com'
const ROLE = 'roles/secretmanager.secretAccessor'

/**
 * The secrets, each readable by the identities of those functions alone that are given it. A version that
 * is there stays: to change one, a person adds a version and deploys the functions again.
 *
 * @param askSmtp asks the person for the address of the mail server with its password
 */
export function secretSteps(target: Target, askSmtp: () => Promise<string>): readonly Step[] {
  const { project, region } = target.settings
  const on = gcloudIn(project)
  const values: Readonly<Record<SecretVariable, Value>> = {
    LINK_SECRET: {
      name: 'a new random secret',
      text: () => Promise.resolve(randomBytes(48).toString('base64url')),
    },
    SMTP_URL: { name: 'the address of the mail server, with its password', text: askSmtp },
  }
  const variables = keysOf(SECRETS)
  return variables.flatMap((variable) => {
    const secret = SECRETS[variable]
    const isThere = (answer: Parameters<typeof read>[0]) =>
      read(answer, named)?.some(({ name }) => lastPart(name) === secret) ?? false
    const all = Object.values(DEPLOYMENTS)
    const readers = new Set(
      all.filter(({ secrets }) => secrets.includes(variable)).map(({ account }) => account),
    )
    return [
      {
        title: `the secret ${secret}`,
        api: API,
        looks: [on('secrets', 'list', '--format=json')],
        todo: ([answer]) =>
          isThere(answer)
            ? []
            : [
                on(
                  'secrets',
                  'create',
                  secret,
                  '--replication-policy=user-managed',
                  `--locations=${region}`,
                ),
              ],
        undo: ([answer]) => (isThere(answer) ? [on('secrets', 'delete', secret)] : []),
      },
      {
        title: `${secret} has a value`,
        api: API,
        looks: [
          on('secrets', 'versions', 'list', secret, '--filter=state:ENABLED', '--format=json'),
        ],
        todo: ([answer]) =>
          (read(answer, named)?.length ?? 0) > 0
            ? []
            : [
                {
                  ...on('secrets', 'versions', 'add', secret, '--data-file=-'),
                  input: values[variable],
                },
              ],
      },
      ...[...readers].map((account): Step => ({
        title: `${account} reads ${secret}`,
        api: API,
        looks: [on('secrets', 'get-iam-policy', secret, '--format=json')],
        todo: ([answer]) =>
          grants(readPolicy(answer), ROLE, target.member(account))
            ? []
            : [
                on(
                  'secrets',
                  'add-iam-policy-binding',
                  secret,
                  `--member=${target.member(account)}`,
                  `--role=${ROLE}`,
                ),
              ],
      })),
    ] satisfies readonly Step[]
  })
}

interface Value {
  readonly name: string
  readonly text: () => Promise<string>
}
