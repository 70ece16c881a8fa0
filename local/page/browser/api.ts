/** The stand's own interface; the shapes are in `../view.ts`. */

import { toast } from './toasts.ts'

/** The server has answered, and said no: the message is for the person. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/** @throws Refused, or TypeError when no answer came */
export async function read<T>(path: string): Promise<T> {
  return answered<T>(await fetch(path))
}

/** @throws Refused, or TypeError when no answer came */
export async function send<T>(path: string, body: unknown): Promise<T> {
  return answered<T>(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
}

/** Our own server of the same build: its answers are trusted to have the shape that the caller names. */
async function answered<T>(response: Response): Promise<T> {
  if (response.ok) return response.json()
  const { error } = await response.json()
  // Signed out is no answer to what was entered: it waits until the person has signed in again.
  if (response.status === 401) {
    toast(error?.message ?? response.statusText)
    throw new TypeError('signed out')
  }
  throw new Refused(error?.message ?? response.statusText)
}
