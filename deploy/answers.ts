import type { z } from 'zod'
import type { Answer } from './step.ts'

/**
 * Reads what a tool printed with `--format=json`.
 *
 * @returns null where it was not asked, has failed, or prints something else
 */
export function read<T>(answer: Answer | null | undefined, shape: z.ZodType<T>): T | null {
  if (!answer?.ok) return null
  try {
    const found = shape.safeParse(JSON.parse(answer.output))
    return found.success ? found.data : null
  } catch {
    return null
  }
}

/** `projects/p/locations/l/queues/mail` → `mail`. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}
