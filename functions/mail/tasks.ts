import { GoogleAuth } from 'google-auth-library'
import { cloudtasks } from 'googleapis/build/src/apis/cloudtasks/index.js'
import type { cloudtasks_v2 } from 'googleapis/build/src/apis/cloudtasks/v2.js'
import type { Config } from '../config.ts'

/** One call of a scheduled function for one programme. */
export interface Task {
  readonly job: 'checkDeadlines' | 'weeklyDigest'
  readonly programme: string
  /** The same task is added once; letters, digits, `-` and `_`. */
  readonly name: string
}

/**
 * Calls functions later, each by itself, and again when they fail: a programme's fault or slowness is not
 * the others'.
 */
export interface Tasks {
  /** `known` where the same task was added before. */
  add(task: Task): Promise<'added' | 'known'>
}

const SCOPES = ['https://www.googleapis.com/auth/cloud-platform']

/**
 * Cloud Tasks. How many run at once and how failures are tried again is the queue's own setting
 * (docs/decisions/0032-letters-and-tasks.md); a task's name keeps it from being added twice.
 *
 * @param queue `projects/…/locations/…/queues/…`
 */
export function cloudTasks(
  queue: string,
  { functionsUrl, schedulerEmail }: Config,
  api: () => cloudtasks_v2.Cloudtasks = () =>
    cloudtasks({ version: 'v2', auth: new GoogleAuth({ scopes: SCOPES }) }),
): Tasks {
  let client: cloudtasks_v2.Cloudtasks | undefined
  return {
    async add({ job, programme, name }) {
      client ??= api()
      const body = Buffer.from(JSON.stringify({ programme })).toString('base64')
      const url = `${functionsUrl}/${job}`
      try {
        await client.projects.locations.queues.tasks.create({
          parent: queue,
          requestBody: {
            task: {
              name: `${queue}/tasks/${name}`,
              dispatchDeadline: '600s',
              httpRequest: {
                httpMethod: 'POST',
                url,
                headers: { 'content-type': 'application/json' },
                body,
                // The platform lets a call in for the function's own address alone.
                oidcToken: { serviceAccountEmail: schedulerEmail, audience: url },
              },
            },
          },
        })
        return 'added'
      } catch (error) {
        if (statusOf(error) === ALREADY_EXISTS) return 'known'
        throw error
      }
    },
  }
}

const ALREADY_EXISTS = 409

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}
