import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Firestore } from '@google-cloud/firestore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Claims, LEASE_MS, type Message } from '../../../functions/mail/claims.ts'
import { mailDoc } from '../../../functions/store/documents.ts'
import { startFirestore, type FirestoreServer } from '../../../local/firestore/firestore.ts'

const folder = mkdtempSync(join(tmpdir(), 'kurator-claims-'))
let server: FirestoreServer
let store: Firestore
let now = 1_000_000
let keys = 0

beforeAll(async () => {
  server = await startFirestore({ data: folder })
  store = new Firestore({
    projectId: 'claims',
    host: server.host,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  })
})
afterAll(async () => {
  await store.terminate()
  await server.close()
  rmSync(folder, { recursive: true })
})

const run = (name: string) => new Claims(store, 'p', name, () => now)

function message(): Message {
  return {
    key: `2021-09-20-${++keys}`,
    address: `address-${keys}`,
    person: 'maruha-head',
    kind: 'weeklyDigest',
    day: '2021-09-20',
    messageId: `<${keys}@example.org>`,
  }
}

async function stateOf({ key }: Message): Promise<unknown> {
  return (await mailDoc(store, 'p', key).get()).data()
}

describe('a claim on a message', () => {
  it('is given to one of fifty runs at once', async () => {
    const one = message()
    const runs = Array.from({ length: 50 }, (_, index) => run(`run-${index}`).claim(one))
    const claimed = await Promise.all(runs)
    expect(claimed.filter((found) => found === 'ours')).toHaveLength(1)
    expect(claimed.filter((found) => found === 'held')).toHaveLength(49)
  })

  it('goes from claimed over sending to sent, and is then settled for everybody', async () => {
    const one = message()
    const mine = run('a')
    expect(await mine.claim(one)).toBe('ours')
    expect(await stateOf(one)).toMatchObject({ state: 'claimed', run: 'a', person: 'maruha-head' })
    expect(await mine.startSending(one.key)).toBe(true)
    expect(await stateOf(one)).toMatchObject({ state: 'sending' })
    await mine.settle(one.key, 'sent')
    expect(await stateOf(one)).toMatchObject({ state: 'sent', messageId: one.messageId })
    now += LEASE_MS + 1
    expect(await run('b').claim(one)).toBe('settled')
    expect(await mine.claim(one)).toBe('settled')
  })

  it('passes on when its run died before sending, and the dead run cannot send any more', async () => {
    const one = message()
    const dead = run('dead')
    await dead.claim(one)
    expect(await run('b').claim(one)).toBe('held')
    now += LEASE_MS
    const heir = run('b')
    expect(await heir.claim(one)).toBe('ours')
    expect(await dead.startSending(one.key)).toBe(false)
    expect(await heir.startSending(one.key)).toBe(true)
    await dead.settle(one.key, 'failed', 'too late')
    expect(await stateOf(one)).toMatchObject({ state: 'sending', run: 'b' })
  })

  it('becomes unknown when its run died while sending, and is never sent again', async () => {
    const one = message()
    const dead = run('dead')
    await dead.claim(one)
    await dead.startSending(one.key)
    expect(await run('b').claim(one)).toBe('held')
    now += LEASE_MS
    expect(await run('b').claim(one)).toBe('settled')
    expect(await stateOf(one)).toMatchObject({ state: 'unknown', reason: expect.any(String) })
    expect(await run('c').claim(one)).toBe('settled')
  })

  it('is put right by a run that was only slow', async () => {
    const one = message()
    const slow = run('slow')
    await slow.claim(one)
    await slow.startSending(one.key)
    now += LEASE_MS
    await run('b').claim(one)
    await slow.settle(one.key, 'sent')
    expect(await stateOf(one)).toMatchObject({ state: 'sent' })
    expect(await stateOf(one)).not.toHaveProperty('reason')
  })

  it('is free at once when the server could not take the letter now', async () => {
    const one = message()
    const first = run('a')
    await first.claim(one)
    await first.startSending(one.key)
    await first.postpone(one.key, '450 busy')
    expect(await stateOf(one)).toMatchObject({ state: 'claimed', reason: '450 busy' })
    expect(await run('b').claim(one)).toBe('ours')
  })

  it('keeps the reason of a failure', async () => {
    const one = message()
    const first = run('a')
    await first.claim(one)
    await first.startSending(one.key)
    await first.settle(one.key, 'failed', '550 no such user')
    expect(await stateOf(one)).toMatchObject({ state: 'failed', reason: '550 no such user' })
    expect(await run('b').claim(one)).toBe('settled')
  })
})
