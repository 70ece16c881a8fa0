/** The stand's own interface; the shapes are in `../view.ts`. */

export async function read<T>(path: string): Promise<T> {
  return answered<T>(await fetch(path))
}

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
  throw new Error(error?.message ?? response.statusText)
}
