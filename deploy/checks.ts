import { z } from 'zod'
import { read } from './answers.ts'
import { gcloud, type Answer, type Command } from './step.ts'

/** Something that must be so before anything is done, and that only a person can bring about. */
export interface Check {
  readonly look: Command
  /** What is missing and what to do about it; null when all is well. */
  missing(answer: Answer): string | null
}

/** Roles that can do the whole deployment, besides `roles/owner`, which holds them all. */
const ROLES = [
  'roles/editor',
  'roles/resourcemanager.projectIamAdmin',
  'roles/cloudfunctions.admin',
  'roles/run.admin',
  'roles/secretmanager.admin',
  'roles/iam.serviceAccountAdmin',
  'roles/datastore.owner',
  'roles/firebase.admin',
  'roles/serviceusage.serviceUsageAdmin',
] as const

/** In their order: each makes sense only when those before it are well. */
export function checks(project: string): readonly Check[] {
  let account = ''
  return [
    has({ tool: 'gcloud', args: ['version', '--format=json'] }, 'the Google Cloud CLI'),
    has({ tool: 'firebase', args: ['--version'] }, 'the Firebase CLI'),
    {
      look: { tool: 'clasp', args: ['--version'] },
      missing: ({ ok, output }) => {
        if (!ok) return 'clasp is not installed: npm install --global @google/clasp'
        const major = Number(/(\d+)\./.exec(output)?.[1] ?? 0)
        return major >= 3 ? null : `clasp ${output.trim()} is too old: 3 or newer is needed`
      },
    },
    {
      look: gcloud('auth', 'list', '--filter=status:ACTIVE', '--format=json'),
      missing: (answer) => {
        account = read(answer, z.array(z.object({ account: z.string() })))?.[0]?.account ?? ''
        return account === '' ? 'nobody is signed in to gcloud: gcloud auth login' : null
      },
    },
    {
      look: { tool: 'firebase', args: ['login:list', '--json'] },
      missing: (answer) =>
        (read(answer, z.object({ result: z.array(z.unknown()) }))?.result.length ?? 0) > 0
          ? null
          : 'nobody is signed in to firebase: firebase login',
    },
    {
      look: { tool: 'clasp', args: ['show-authorized-user'] },
      missing: ({ ok }) => (ok ? null : 'nobody is signed in to clasp: clasp login'),
    },
    {
      look: gcloud('projects', 'describe', project, '--format=json'),
      missing: (answer) => {
        const found = read(answer, z.object({ lifecycleState: z.string() }))
        return found?.lifecycleState === 'ACTIVE'
          ? null
          : `there is no project ${project}, or you may not see it: gcloud projects create ${project}`
      },
    },
    {
      look: gcloud('billing', 'projects', 'describe', project, '--format=json'),
      missing: (answer) =>
        read(answer, z.object({ billingEnabled: z.boolean() }))?.billingEnabled === true
          ? null
          : `${project} has no billing account: gcloud billing projects link ${project} --billing-account=ACCOUNT`,
    },
    {
      look: gcloud('projects', 'get-iam-policy', project, '--format=json'),
      missing: (answer) => {
        const found = read(answer, z.object({ bindings: z.array(binding) }))
        if (found === null) return `you may not see who may do what in ${project}`
        const mine = new Set(
          found.bindings
            .filter(({ members }) => members.some((one) => one === `user:${account}`))
            .map(({ role }) => role),
        )
        if (mine.has('roles/owner')) return null
        const lacking = ROLES.filter((role) => !mine.has(role))
        return lacking.length === 0
          ? null
          : `${account} lacks in ${project}: ${lacking.join(', ')} (or roles/owner)`
      },
    },
  ]
}

const binding = z.object({ role: z.string(), members: z.array(z.string()).default([]) })

function has(look: Command, name: string): Check {
  return {
    look,
    missing: ({ ok }) => (ok ? null : `${name} is not installed (the command ${look.tool})`),
  }
}
