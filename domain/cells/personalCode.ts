/** What a text may seem to hold. */
export type PersonalData = 'name' | 'phone' | 'snils' | 'email'

/** `personal.name`, …: entries refused with these codes are neither stored nor recorded nor logged. */
export type PersonalCode = `personal.${PersonalData}`

/**
 * Whether a refusal's code says that the entry seems to hold personal data. Apart from the search for
 * it, since the client core needs no more than this.
 *
 * @example isPersonal('personal.phone') // true
 */
export function isPersonal(code: string): code is PersonalCode {
  return code.startsWith('personal.')
}
