import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { BUGS } from '../../../local/simulate/bugs.ts'
import { shrink } from '../../../local/simulate/shrink.ts'
import { stepsOf } from '../../../local/simulate/steps.ts'

/** The simulator in a process of its own: a planted bug must be in it before the code is loaded. */
async function simulate(...args: readonly string[]) {
  const script = 'local/simulate/main.ts'
  const run = promisify(execFile)(process.execPath, [script, '--json', ...args])
  // Violations are told by the exit code as well; the report is what is looked at.
  const { stdout } = await run.catch((error: unknown) =>
    z.object({ stdout: z.string() }).parse(error),
  )
  return z
    .object({
      bug: z.string().optional(),
      caught: z.boolean().optional(),
      histories: z.int(),
      counts: z.record(z.string(), z.number()),
      failures: z.array(z.object({ seed: z.int(), violations: z.array(z.unknown()) })),
    })
    .parse(JSON.parse(stdout))
}

test('in six histories nothing typed is lost or misplaced, and all workbooks agree', async () => {
  const { histories, failures, counts } = await simulate('--histories', '6', '--seed', '14')
  expect(failures).toEqual([])
  expect(histories).toBe(6)
  expect(counts['typed']).toBeGreaterThan(60)
}, 120_000)

test.each(['conflict-drops-the-loser', 'crash-between-row-and-record'])(
  'the planted bug %s is caught',
  async (bug) => {
    expect(await simulate('--bug', bug, '--histories', '60')).toMatchObject({ bug, caught: true })
  },
  120_000,
)

test('every planted bug has a name of its own and says what shows it', () => {
  expect(new Set(BUGS.map(({ name }) => name)).size).toBe(BUGS.length)
  expect(BUGS.filter(({ shows }) => shows.length === 0)).toEqual([])
})

test('a seed gives the same steps each time', () => {
  expect(stepsOf(7, 4, 1)).toEqual(stepsOf(7, 4, 1))
  expect(stepsOf(7, 4, 1)).not.toEqual(stepsOf(8, 4, 1))
})

test('a failing list is shrunk to what it fails by', async () => {
  const list = Array.from({ length: 40 }, (_, i) => i)
  const short = await shrink(list, (part) =>
    Promise.resolve([7, 31].every((n) => part.includes(n))),
  )
  expect(short).toEqual([7, 31])
})
