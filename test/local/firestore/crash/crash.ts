import type { Random } from '../differential/random.ts'
import { RawClient } from '../raw.ts'
import { startChild } from '../servers.ts'

const database = 'projects/p/databases/(default)'
const documents = `${database}/documents`
const documentsPerCommit = 3
const writers = 4

/** What a kill left: acknowledged commits that are not whole, commits that are half there, entries that do not fit. */
export interface Damage {
  acknowledged: number
  lost: number[]
  torn: number[]
  entries: number
}

/**
 * Starts a server, lets writers commit three documents at a time, kills it with SIGKILL after a random number of them,
 * starts it again and looks what is there. Rounds may follow each other in one folder.
 */
export async function crash(data: string, round: number, random: Random): Promise<Damage> {
  const acknowledged = await writeUntilKilled(data, round, 5 + random.below(60))
  const server = await startChild(data)
  const client = new RawClient(server.host)
  try {
    const parts = await partsOf(client, round)
    const whole = [...parts.values()].filter((count) => count === documentsPerCommit).length
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((commit) => parts.get(commit) !== documentsPerCommit),
      torn: [...parts]
        .filter(([, count]) => count !== documentsPerCommit)
        .map(([commit]) => commit),
      entries: (await countByIndex(client, round)) - whole * documentsPerCommit,
    }
  } finally {
    client.close()
    await server.kill()
  }
}

async function writeUntilKilled(data: string, round: number, after: number): Promise<Set<number>> {
  const server = await startChild(data)
  const client = new RawClient(server.host)
  const acknowledged = new Set<number>()
  let next = 0
  // The index exists before the writes, so that each writes entries too.
  await countByIndex(client, round)
  const write = async (): Promise<void> => {
    for (;;) {
      const commit = next
      next += 1
      const writes = Array.from({ length: documentsPerCommit }, (_, part) => ({
        update: {
          name: `${documents}/r${round}/${commit}-${part}`,
          fields: { commit: { integerValue: String(commit) } },
        },
      }))
      const outcome = await client.call('Commit', { database, writes })
      // The server is gone.
      if ('code' in outcome) return
      acknowledged.add(commit)
      if (acknowledged.size === after) await server.kill()
    }
  }
  await Promise.all(Array.from({ length: writers }, write))
  client.close()
  return acknowledged
}

/** How many documents of each commit there are. */
async function partsOf(client: RawClient, round: number): Promise<Map<number, number>> {
  const outcome = await client.call('RunQuery', {
    parent: documents,
    structuredQuery: { from: [{ collectionId: `r${round}` }] },
  })
  if ('code' in outcome) throw new Error(outcome.message)
  const parts = new Map<number, number>()
  for (const answer of outcome.answers) {
    const commit = /"integerValue":"(\d+)"/.exec(JSON.stringify(answer))?.[1]
    if (commit !== undefined) parts.set(Number(commit), (parts.get(Number(commit)) ?? 0) + 1)
  }
  return parts
}

async function countByIndex(client: RawClient, round: number): Promise<number> {
  const outcome = await client.call('RunAggregationQuery', {
    parent: documents,
    structuredAggregationQuery: {
      structuredQuery: {
        from: [{ collectionId: `r${round}` }],
        orderBy: [{ field: { fieldPath: 'commit' } }],
      },
      aggregations: [{ alias: 'n', count: {} }],
    },
  })
  if ('code' in outcome) throw new Error(outcome.message)
  return Number(/"integerValue":"(\d+)"/.exec(JSON.stringify(outcome.answers))?.[1])
}
