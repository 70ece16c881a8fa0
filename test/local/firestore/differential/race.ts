import type { RawClient } from '../raw.ts'

/** Three transactions at once add one to the same number, each until it succeeds: afterwards it is 3. */
export async function race(client: RawClient, database: string): Promise<void> {
  const name = `${database}/documents/race/1`
  await Promise.all([1, 2, 3].map(() => increment(client, database, name)))
}

async function increment(client: RawClient, database: string, name: string): Promise<void> {
  for (;;) {
    const read = await client.call('BatchGetDocuments', {
      database,
      documents: [name],
      newTransaction: { readWrite: {} },
    })
    if ('code' in read) throw new Error(read.message)
    const text = JSON.stringify(read.answers)
    const number = Number(/"integerValue":"(\d+)"/.exec(text)?.[1] ?? 0)
    const transaction = /"transaction":"([^"]+)"/.exec(text)?.[1]
    const fields = { n: { integerValue: String(number + 1) } }
    const written = await client.call('Commit', {
      database,
      transaction,
      writes: [{ update: { name, fields } }],
    })
    if (!('code' in written)) return
    if (written.code !== 10) throw new Error(written.message)
  }
}
