import { z } from 'zod'
import type { FunctionName } from '../../functions/register.ts'
import { lastPart, read } from '../answers.ts'
import { DEPLOYMENTS, SCHEDULE, SECRETS } from '../functions.ts'
import { keysOf } from '../keysOf.ts'
import { gcloudIn, type Answer, type Step } from '../step.ts'
import type { Target } from '../target.ts'
import { grants, readPolicy } from './project.ts'

/** What has been built and written for the functions. */
export interface Built {
  /** Folder with `index.js` and `package.json`: exactly what is uploaded. */
  readonly source: string
  /** File of the environment. */
  readonly environment: string
  /** Tells one build from another: of the bundle and the environment; lower case, fit for a label. */
  readonly mark: string
}

const API = 'cloudfunctions.googleapis.com'
/** A label of each function: the build and the way of running that it was deployed with. */
const LABEL = 'kurator-build'

const names = keysOf(DEPLOYMENTS)

/** The functions, who may call them, and the queue. */
export function functionSteps(target: Target, built: Built): readonly Step[] {
  return [
    queueStep(target),
    ...names.map((name) => functionStep(target, built, name)),
    ...names.filter((name) => !DEPLOYMENTS[name].public).map((name) => invokerStep(target, name)),
  ]
}

function functionStep(target: Target, built: Built, name: FunctionName): Step {
  const { project, region } = target.settings
  const on = gcloudIn(project)
  const { secrets, ...runs } = DEPLOYMENTS[name]
  const deployed = (answer: Answer | null | undefined) =>
    read(answer, functionList)?.find((one) => lastPart(one.name) === name)
  const given = secrets.map((variable) => `${variable}=${SECRETS[variable]}:latest`)
  return {
    title: `the function ${name}`,
    api: API,
    looks: [on('functions', 'list', '--v2', `--regions=${region}`, '--format=json')],
    todo: ([answer]) =>
      deployed(answer)?.labels[LABEL] === built.mark
        ? []
        : [
            on(
              'functions',
              'deploy',
              name,
              '--gen2',
              `--region=${region}`,
              '--runtime=nodejs24',
              `--source=${built.source}`,
              `--entry-point=${name}`,
              '--trigger-http',
              runs.public ? '--allow-unauthenticated' : '--no-allow-unauthenticated',
              `--run-service-account=${target.email(runs.account)}`,
              // The project's own account for builds has lost its rights in newer organisations.
              `--build-service-account=projects/${project}/serviceAccounts/${target.email('kurator-build')}`,
              `--memory=${runs.memory}`,
              '--cpu=1',
              `--concurrency=${runs.concurrency}`,
              `--max-instances=${runs.maxInstances}`,
              `--timeout=${runs.timeout}s`,
              `--env-vars-file=${built.environment}`,
              given.length === 0 ? '--clear-secrets' : `--set-secrets=${given.join(',')}`,
              `--update-labels=${LABEL}=${built.mark}`,
            ),
          ],
    undo: ([answer]) =>
      deployed(answer) === undefined ? [] : [on('functions', 'delete', name, `--region=${region}`)],
  }
}

const functionList = z.array(
  z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
)

/** The platform itself turns away who is not the scheduler; the function looks again. */
function invokerStep(target: Target, name: FunctionName): Step {
  const { project, region } = target.settings
  const on = gcloudIn(project)
  const member = target.member('kurator-scheduler')
  // A function of the second generation is a service of this name.
  const service = name.toLowerCase()
  return {
    title: `kurator-scheduler may call ${name}`,
    api: 'run.googleapis.com',
    looks: [
      on('run', 'services', 'get-iam-policy', service, `--region=${region}`, '--format=json'),
    ],
    todo: ([answer]) =>
      grants(readPolicy(answer), 'roles/run.invoker', member)
        ? []
        : [
            on(
              'functions',
              'add-invoker-policy-binding',
              name,
              `--region=${region}`,
              `--member=${member}`,
            ),
          ],
  }
}

/** How tasks run: docs/decisions/0032-letters-and-tasks.md. */
function queueStep({ settings, queue }: Target): Step {
  const { project, region } = settings
  const on = gcloudIn(project)
  const isThere = (answer: Answer | null | undefined) =>
    read(answer, z.array(z.object({ name: z.string() })))?.some(
      ({ name }) => name === queue.path,
    ) ?? false
  return {
    title: `the queue ${queue.name}`,
    api: 'cloudtasks.googleapis.com',
    looks: [on('tasks', 'queues', 'list', `--location=${region}`, '--format=json')],
    todo: ([answer]) =>
      isThere(answer)
        ? []
        : [
            on(
              'tasks',
              'queues',
              'create',
              queue.name,
              `--location=${region}`,
              '--max-concurrent-dispatches=4',
              '--max-attempts=5',
              '--min-backoff=10s',
              '--max-backoff=600s',
            ),
          ],
    undo: ([answer]) =>
      isThere(answer) ? [on('tasks', 'queues', 'delete', queue.name, `--location=${region}`)] : [],
  }
}

/** The scheduler's jobs, last of all: from here on the system works by itself. */
export function scheduleSteps(target: Target): readonly Step[] {
  const { project, region } = target.settings
  const on = gcloudIn(project)
  return Object.entries(SCHEDULE).map(([name, schedule]) => {
    const job = `kurator-${name}`
    const uri = `${target.functionsUrl}/${name}`
    const find = (answer: Answer | null | undefined) =>
      read(answer, jobList)?.find((one) => lastPart(one.name) === job)
    return {
      title: `${name} is called at «${schedule}»`,
      api: 'cloudscheduler.googleapis.com',
      looks: [on('scheduler', 'jobs', 'list', `--location=${region}`, '--format=json')],
      todo: ([answer]) => {
        const there = find(answer)
        if (there?.schedule === schedule && there.httpTarget?.uri === uri) return []
        return [
          on(
            'scheduler',
            'jobs',
            there === undefined ? 'create' : 'update',
            'http',
            job,
            `--location=${region}`,
            `--schedule=${schedule}`,
            '--time-zone=Etc/UTC',
            `--uri=${uri}`,
            '--http-method=POST',
            `--oidc-service-account-email=${target.email('kurator-scheduler')}`,
            `--oidc-token-audience=${uri}`,
            '--attempt-deadline=600s',
            '--max-retry-attempts=2',
          ),
        ]
      },
      undo: ([answer]) =>
        find(answer) === undefined
          ? []
          : [on('scheduler', 'jobs', 'delete', job, `--location=${region}`)],
    }
  })
}

const jobList = z.array(
  z.object({
    name: z.string(),
    schedule: z.string().optional(),
    httpTarget: z.object({ uri: z.string() }).optional(),
  }),
)
