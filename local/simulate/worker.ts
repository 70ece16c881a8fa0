import { parentPort, workerData } from 'node:worker_threads'
import { bugNamed } from './bugs.ts'
import { plant } from './plant.ts'
import { Seeds } from './seeds.ts'
import type { Task } from './workers.ts'

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `workers.ts` starts this thread with
const { options, shared, bug } = workerData as Task

if (bug !== undefined) plant(bugNamed(bug))
// Loaded only now, so that a planted fault is in it.
const { campaign } = await import('./campaign.ts')
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(await campaign(options, new Seeds(shared)))
