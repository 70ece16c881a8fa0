import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Firestore } from '@google-cloud/firestore'
import { type FirestoreOptions, startFirestore } from '../../../local/firestore/firestore.ts'

/** A Firestore that a test talks to, ours or Google's. */
export interface TestServer {
  host: string
  stop(): Promise<void>
}

/** A folder that is removed with `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kurator-firestore-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Ours, with an empty folder. Not strict about indexes, as Google's emulator is not, unless asked. */
export async function startOurs(options: Partial<FirestoreOptions> = {}): Promise<TestServer> {
  const folder = temporaryFolder()
  const server = await startFirestore({ data: folder.path, strict: false, ...options })
  return {
    host: server.host,
    async stop() {
      await server.close()
      folder.remove()
    },
  }
}

/** Ours in a process of its own, as `npm run firestore` starts it; `kill` ends it as a power cut would. */
export async function startChild(
  data: string,
): Promise<TestServer & { pid: number; kill(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    ['local/firestore/main.ts', '--port', '0', '--data', data, '--lenient'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const host = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with code ${code}.`)))
    child.stdout.on('data', (text: Buffer) => {
      const found = /FIRESTORE_EMULATOR_HOST=([\d.:]+)/.exec(text.toString())?.[1]
      if (found !== undefined) resolve(found)
    })
  })
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return { host, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

/** Where the Debian package of the Google Cloud CLI puts the emulator. */
const usualJar =
  '/usr/lib/google-cloud-sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'

/** Google's emulator, or the reason why this machine cannot run it. */
export function findEmulator(): { jar: string | undefined; missing: string } {
  const jar = process.env['KURATOR_FIRESTORE_EMULATOR_JAR'] ?? usualJar
  return existsSync(jar)
    ? { jar, missing: '' }
    : {
        jar: undefined,
        missing: `Google's Firestore emulator is not at ${jar}: install the Google Cloud CLI with its firestore component and Java, or set KURATOR_FIRESTORE_EMULATOR_JAR.`,
      }
}

/** @param more further arguments, such as `--rules=firestore.rules` */
export async function startEmulator(jar: string, ...more: string[]): Promise<TestServer> {
  const port = await freePort()
  const child = spawn(
    'java',
    [
      '-Duser.language=en',
      '-cp',
      jar,
      'com.google.cloud.datastore.emulator.firestore.CloudFirestore',
      '--host=127.0.0.1',
      `--port=${port}`,
      ...more,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  await untilReady(child, port)
  return {
    host: `127.0.0.1:${port}`,
    async stop() {
      const closed = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** The emulator prints its ports when it is ready; then its port must also take a connection. */
async function untilReady(child: ChildProcess, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The emulator ended with code ${code}.`)))
    child.stdout?.on('data', (text: Buffer) => {
      if (text.includes('Dev App Server is now running')) resolve()
    })
  })
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}

/** A client of an empty database of its own. */
export function client(server: TestServer, projectId = `p-${randomUUID()}`): Firestore {
  return new Firestore({
    projectId,
    host: server.host,
    ssl: false,
    customHeaders: { Authorization: 'Bearer owner' },
  })
}
