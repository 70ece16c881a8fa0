import { createHash, randomInt } from 'node:crypto'
import type { DocumentReference, Firestore } from '@google-cloud/firestore'
import type { Binding } from '../../domain/records.ts'

/** A one-time code that the coordinator has asked for. Its document is named after its hash. */
export interface BindCode {
  readonly programme: string
  readonly scope: Binding['scope']
  readonly ceiling: Binding['ceiling']
  /** Person id of the coordinator. */
  readonly issuedBy: string
  /** Real time, milliseconds since 1970. */
  readonly expiresAt: number
  /** The spreadsheet that it has bound. */
  readonly usedBy: string | null
}

/** Without letters and digits that are mistaken for each other when a code is read out or copied. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 12

/** A new code in groups, such as `7K2M-QX9R-TB4D`: 60 bits by chance. */
export function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** Where a code is kept: the store never sees it, only its hash. Spaces, hyphens and case do not count. */
export function codeDoc(store: Firestore, code: string): DocumentReference {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return store.collection('bindCodes').doc(createHash('sha256').update(plain).digest('hex'))
}

/**
 * A code for the coordinator's own workbook, made by whoever administers the programme: all others are issued from
 * there.
 *
 * @param expiresAt real time, milliseconds since 1970
 */
export async function coordinatorsCode(
  store: Firestore,
  programme: string,
  expiresAt: number,
): Promise<string> {
  const code = newCode()
  const kept: BindCode = {
    programme,
    scope: 'all',
    ceiling: 'coordinator',
    issuedBy: 'coordinator',
    expiresAt,
    usedBy: null,
  }
  await codeDoc(store, code).create(kept)
  return code
}
