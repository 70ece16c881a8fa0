import { spawn } from 'node:child_process'
import type { Answer, Command } from './step.ts'

/** Calls a tool on the PATH and waits for it; what it says on either output is the answer. */
export async function runTool({ tool, args, input }: Command): Promise<Answer> {
  const text = await input?.text()
  return new Promise((resolve) => {
    const child = spawn(tool, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    child.on('error', (error) => {
      resolve({ ok: false, output: error.message })
    })
    child.on('close', (code) => {
      // A tool that answers in JSON may warn beside it.
      const parts = code === 0 ? out : [...out, ...err]
      resolve({ ok: code === 0, output: Buffer.concat(parts).toString('utf8') })
    })
    // A tool that ends before it has read its input says why by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(text ?? '')
  })
}
