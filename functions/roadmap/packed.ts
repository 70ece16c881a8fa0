import { strFromU8, unzipSync } from 'fflate'
import { DOCUMENT_LIMITS } from '../../domain/roadmap/document.ts'
import { Refusal } from '../errors.ts'

/**
 * The texts of a packed document (DOCX and XLSX are ZIP archives of XML), by their paths. Pictures,
 * macros and everything else stays packed.
 *
 * @throws Refusal `document.unpacked` for more than it may hold, `document.damaged`
 */
export function unpacked(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let total = 0
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/\.(?:xml|rels)$/.test(name)) return false
        // What an archive says of itself bounds what is unpacked: no more than this is written.
        total += originalSize
        if (total > DOCUMENT_LIMITS.unpacked) throw new Refusal('document.unpacked')
        return true
      },
    })
    return new Map(Object.entries(files))
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('document.damaged')
  }
}

/**
 * The paths in a packed document, none of it unpacked.
 *
 * @throws Refusal `document.damaged`
 */
export function packedNames(bytes: Uint8Array): readonly string[] {
  const names: string[] = []
  try {
    unzipSync(bytes, {
      filter({ name }) {
        names.push(name)
        return false
      },
    })
  } catch {
    throw new Refusal('document.damaged')
  }
  return names
}

/**
 * One text of it; null where there is none.
 *
 * @throws Refusal `document.damaged` for a text that declares entities of its own, which no office
 *   program writes
 */
export function textIn(files: ReadonlyMap<string, Uint8Array>, path: string): string | null {
  const file = files.get(path)
  if (file === undefined) return null
  const text = strFromU8(file)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new Refusal('document.damaged')
  return text
}
