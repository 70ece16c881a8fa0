import { shown, type Answer, type Command } from '../../deploy/step.ts'

/** What there is in a Cloud project, as far as a deployment can see it. */
export interface CloudState {
  readonly apis: string[]
  readonly accounts: string[]
  /** `role member` by what it is granted on. */
  readonly grants: Record<string, string[]>
  readonly databases: string[]
  readonly backups: string[]
  readonly firebase: string[]
  readonly secrets: Record<string, string[]>
  readonly queues: string[]
  /** The build of each function. */
  readonly functions: Record<string, string>
  /** Migrations of the store that are done. */
  readonly migrated: string[]
  readonly jobs: Record<string, { schedule: string; uri: string }>
  readonly versions: string[]
  readonly channels: string[]
  readonly policies: string[]
  readonly dashboards: string[]
  /** Every command that changed something, in order. */
  readonly changes: string[]
  /** What a person has not done yet, by the word of the check. */
  readonly lacking: string[]
  /** The change, counted from 1, that fails once. */
  failAt: number
}

/** The one that the model knows. */
export const MIGRATION = '0001-of-a-test'

export function emptyCloud(): CloudState {
  return {
    apis: [],
    accounts: [],
    grants: {},
    databases: [],
    backups: [],
    firebase: [],
    secrets: {},
    queues: [],
    functions: {},
    migrated: [],
    jobs: {},
    versions: [],
    channels: [],
    policies: [],
    dashboards: [],
    changes: [],
    lacking: [],
    failAt: 0,
  }
}

/**
 * A small model of Google's side: it answers questions from what was made, refuses what needs something
 * that is not there, and refuses to make what is there already, as the real tools do.
 */
export class Cloud {
  readonly state: CloudState
  /** Questions that were asked. */
  looks = 0

  constructor(state: CloudState) {
    this.state = state
  }

  readonly run = async (command: Command): Promise<Answer> => {
    const text = await command.input?.text()
    return this.answer(command, text ?? '')
  }

  answer(command: Command, text: string): Answer {
    const words = command.args.filter((arg) => !arg.startsWith('-'))
    const told = [command.tool, ...words].join(' ')
    if (told === 'npm run migrate' && command.args.includes('--plan')) {
      this.looks++
      return json(this.state.migrated.map((name) => ({ name, state: 'done' })))
    }
    const looked = this.#look(told, words)
    if (looked !== undefined) {
      this.looks++
      return looked
    }
    if (this.state.changes.length + 1 === this.state.failAt) {
      this.state.failAt = 0
      return { ok: false, output: 'ERROR: the line was cut' }
    }
    const refused = this.#change(told, words, new Flags(command.args), text)
    if (refused !== null) return { ok: false, output: `ERROR: ${refused}` }
    this.state.changes.push(shown(command))
    return { ok: true, output: '' }
  }

  /** Undefined where the command is no question. */
  #look(told: string, words: readonly string[]): Answer | undefined {
    const { state } = this
    const last = words.at(-1) ?? ''
    const unless = (lacking: string, value: unknown): Answer =>
      state.lacking.includes(lacking) ? { ok: false, output: 'ERROR' } : json(value)
    const policy = (of: string): Answer =>
      json({
        bindings: (state.grants[of] ?? []).map((grant) => {
          const [role, member] = grant.split(' ')
          return { role, members: [member] }
        }),
      })
    const needs = (api: string, value: () => Answer): Answer =>
      state.apis.includes(`${api}.googleapis.com`)
        ? value()
        : { ok: false, output: `ERROR: ${api} is off` }

    if (told === 'gcloud version') return unless('gcloud', {})
    if (told === 'gcloud auth application-default login') return unless('gcloud', {})
    if (told === 'firebase') return unless('firebase', '15.0.0')
    if (told === 'clasp') return unless('clasp', '3.1.3')
    if (told === 'gcloud auth list')
      return json(unless('sign-in', 0).ok ? [{ account: OWNER }] : [])
    if (told === 'firebase login:list') return json({ result: [{}] })
    if (told === 'clasp show-authorized-user') return json(OWNER)
    if (told.startsWith('gcloud projects describe'))
      return unless('project', { lifecycleState: 'ACTIVE' })
    if (told.startsWith('gcloud billing projects describe'))
      return json({ billingEnabled: unless('billing', 0).ok })
    if (told.startsWith('gcloud projects get-iam-policy')) {
      const mine = unless('roles', 0).ok ? [`roles/owner user:${OWNER}`] : []
      state.grants['project'] = [...new Set([...mine, ...(state.grants['project'] ?? [])])]
      return policy('project')
    }
    if (told === 'gcloud services list')
      return json(state.apis.map((name) => ({ config: { name } })))
    if (told === 'gcloud iam service-accounts list')
      return needs('iam', () => json(state.accounts.map((email) => ({ email }))))
    if (told.startsWith('gcloud iam service-accounts get-iam-policy'))
      return state.accounts.includes(last) ? policy(last) : { ok: false, output: 'ERROR: no such' }
    if (told === 'gcloud firestore databases list')
      return needs('firestore', () => json(named(state.databases)))
    if (told === 'gcloud firestore backups schedules list')
      return state.databases.length > 0
        ? json(named(state.backups))
        : { ok: false, output: 'ERROR: no database' }
    if (told === 'firebase projects:list')
      return json({ result: state.firebase.map((projectId) => ({ projectId })) })
    if (told === 'gcloud secrets list')
      return needs('secretmanager', () => json(named(Object.keys(state.secrets))))
    if (told.startsWith('gcloud secrets versions list')) {
      const versions = state.secrets[last]
      return versions ? json(named(versions)) : { ok: false, output: 'ERROR: no such secret' }
    }
    if (told.startsWith('gcloud secrets get-iam-policy'))
      return last in state.secrets ? policy(last) : { ok: false, output: 'ERROR: no such secret' }
    if (told === 'gcloud tasks queues list')
      return needs('cloudtasks', () => json(named(state.queues)))
    if (told === 'gcloud functions list')
      return needs('cloudfunctions', () =>
        json(
          Object.entries(state.functions).map(([name, build]) => ({
            name: `projects/p/locations/l/functions/${name}`,
            labels: { 'kurator-build': build },
          })),
        ),
      )
    if (told.startsWith('gcloud run services get-iam-policy'))
      return Object.keys(state.functions).some((name) => name.toLowerCase() === last)
        ? policy(last)
        : { ok: false, output: 'ERROR: no such service' }
    if (told === 'gcloud scheduler jobs list')
      return needs('cloudscheduler', () =>
        json(
          Object.entries(state.jobs).map(([name, { schedule, uri }]) => ({
            name: `projects/p/locations/l/jobs/${name}`,
            schedule,
            httpTarget: { uri },
          })),
        ),
      )
    if (told === 'clasp list-versions') return { ok: true, output: state.versions.join('\n') }
    const displayed = (all: readonly string[]) =>
      json(all.map((displayName, at) => ({ name: `projects/p/x/${at}`, displayName })))
    if (told === 'gcloud beta monitoring channels list')
      return needs('monitoring', () =>
        json(
          state.channels.map((address, at) => ({
            name: `projects/p/notificationChannels/${at}`,
            labels: { email_address: address },
          })),
        ),
      )
    if (told === 'gcloud alpha monitoring policies list')
      return needs('monitoring', () => displayed(state.policies))
    if (told === 'gcloud monitoring dashboards list')
      return needs('monitoring', () => displayed(state.dashboards))
    return undefined
  }

  /** Why it is refused, or null. */
  #change(told: string, words: readonly string[], flags: Flags, text: string): string | null {
    const { state } = this
    const last = words.at(-1) ?? ''
    const grant = (on: string, role: string): string | null => {
      const member = flags.of('member')
      if (!state.accounts.includes(member.replace('serviceAccount:', ''))) return `no ${member}`
      return add((state.grants[on] ??= []), `${role} ${member}`)
    }
    const starts = (beginning: string) => told.startsWith(beginning)

    if (told === 'npm run migrate') {
      if (state.databases.length === 0) return 'no database'
      return add(state.migrated, MIGRATION)
    }
    if (starts('gcloud services enable')) {
      for (const api of words.slice(2)) state.apis.push(api)
      return null
    }
    if (starts('gcloud iam service-accounts create'))
      return add(state.accounts, `${last}@${flags.of('project')}.iam.gserviceaccount.com`)
    if (starts('gcloud projects add-iam-policy-binding')) return grant('project', flags.of('role'))
    if (starts('gcloud iam service-accounts add-iam-policy-binding'))
      return grant(last, flags.of('role'))
    if (starts('gcloud firestore databases create'))
      return add(state.databases, `projects/p/databases/${flags.of('database')}`)
    if (starts('gcloud firestore backups schedules create'))
      return state.databases.length === 0 ? 'no database' : add(state.backups, 'daily')
    if (starts('firebase projects:addfirebase')) return add(state.firebase, last)
    if (starts('firebase deploy')) return state.databases.length === 0 ? 'no database' : null
    if (starts('gcloud secrets create')) {
      if (last in state.secrets) return 'there already'
      state.secrets[last] = []
      return null
    }
    if (starts('gcloud secrets versions add')) {
      if (text === '') return 'an empty secret'
      return add((state.secrets[last] ??= []), text)
    }
    if (starts('gcloud secrets add-iam-policy-binding')) return grant(last, flags.of('role'))
    if (starts('gcloud tasks queues create'))
      return add(
        state.queues,
        `projects/${flags.of('project')}/locations/${flags.of('location')}/queues/${last}`,
      )
    if (starts('gcloud functions deploy')) {
      if (!state.accounts.includes(flags.of('run-service-account'))) return 'no such account'
      for (const given of flags.of('set-secrets').split(',').filter(Boolean)) {
        const [, secret = ''] = /=(.*):latest/.exec(given) ?? []
        if ((state.secrets[secret] ?? []).length === 0) return `${secret} has no value`
      }
      state.functions[last] = flags.of('update-labels').replace('kurator-build=', '')
      return null
    }
    if (starts('gcloud functions add-invoker-policy-binding'))
      return last in state.functions
        ? grant(last.toLowerCase(), 'roles/run.invoker')
        : 'no such function'
    if (starts('gcloud scheduler jobs')) {
      if (words[2] === 'delete') delete state.jobs[last]
      else if (words[2] === 'create' && last in state.jobs) return 'there already'
      else state.jobs[last] = { schedule: flags.of('schedule'), uri: flags.of('uri') }
      return null
    }
    if (starts('clasp push')) return null
    if (starts('clasp create-version')) return add(state.versions, last)
    if (starts('gcloud beta monitoring channels create'))
      return add(state.channels, flags.of('display-name'))
    if (starts('gcloud alpha monitoring policies create'))
      return flags.of('notification-channels').includes('CHANNEL:')
        ? 'no such channel'
        : add(state.policies, POLICY_NAMES[flags.of('policy-from-file')] ?? 'unknown')
    if (starts('gcloud monitoring dashboards create')) return add(state.dashboards, 'Kurator')
    return this.#remove(told, words, flags)
  }

  #remove(told: string, words: readonly string[], flags: Flags): string | null {
    const { state } = this
    const last = words.at(-1) ?? ''
    if (told.startsWith('gcloud functions delete')) {
      delete state.functions[last]
      return null
    }
    if (told.startsWith('gcloud secrets delete')) {
      delete state.secrets[last]
      return null
    }
    if (told.startsWith('gcloud tasks queues delete')) {
      state.queues.length = 0
      return null
    }
    if (told.startsWith('gcloud iam service-accounts delete')) return drop(state.accounts, last)
    if (told.startsWith('gcloud projects remove-iam-policy-binding'))
      return drop((state.grants['project'] ??= []), `${flags.of('role')} ${flags.of('member')}`)
    if (told.startsWith('gcloud alpha monitoring policies delete')) {
      state.policies.pop()
      return null
    }
    if (told.startsWith('gcloud monitoring dashboards delete')) {
      state.dashboards.pop()
      return null
    }
    return `unknown command: ${told}`
  }
}

export const OWNER = 'admin@example.org'

const POLICY_NAMES: Readonly<Record<string, string>> = {
  'deploy/watch/errors.json': 'Kurator: a function fails',
  'deploy/watch/no-tick.json': 'Kurator: no tick for two hours',
  'deploy/watch/letters.json': 'Kurator: letters are not taken',
  'deploy/watch/slow.json': 'Kurator: sync is slow',
}

function json(value: unknown): Answer {
  return { ok: true, output: JSON.stringify(value) }
}

function named(all: readonly string[]) {
  return all.map((name) => ({ name }))
}

function add(list: string[], one: string): string | null {
  if (list.includes(one)) return `${one} is there already`
  list.push(one)
  return null
}

function drop(list: string[], one: string): string | null {
  const at = list.indexOf(one)
  if (at === -1) return `no ${one}`
  list.splice(at, 1)
  return null
}

class Flags {
  readonly #all: ReadonlyMap<string, string>

  constructor(args: readonly string[]) {
    this.#all = new Map(
      args.flatMap((arg) => {
        const match = /^--([\w-]+)=(.*)$/s.exec(arg)
        return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]
      }),
    )
  }

  of(name: string): string {
    return this.#all.get(name) ?? ''
  }
}
