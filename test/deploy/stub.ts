import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Cloud, type CloudState } from './cloud.ts'

/** What `gcloud`, `firebase` and `clasp` on the PATH of a test are: `node stub.ts STATE TOOL ARGS…`. */
const [, , file = '', tool = '', ...args] = process.argv
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test that set the PATH
const state = JSON.parse(readFileSync(file, 'utf8')) as CloudState
const name = basename(tool)
if (name !== 'gcloud' && name !== 'firebase' && name !== 'clasp') throw new Error(`no ${name}`)
const text = args.includes('--data-file=-') ? readFileSync(0, 'utf8') : ''
// A secret is never an argument: it would stand in the list of processes.
const input = text === '' ? {} : { input: { name: 'stdin', text: () => Promise.resolve(text) } }
const { ok, output } = new Cloud(state).answer({ tool: name, args, ...input }, text)
writeFileSync(file, JSON.stringify(state))
process.stdout.write(output)
process.exitCode = ok ? 0 : 1
