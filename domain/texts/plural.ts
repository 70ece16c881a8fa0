/** The three forms of a Russian word after 1, 2 and 5: мера, меры, мер. */
export type RussianForms = readonly [one: string, few: string, many: string]

const russian = new Intl.PluralRules('ru')
const english = new Intl.PluralRules('en')

/**
 * The form of a Russian word that goes with a whole number.
 *
 * @example russianForm(21, ['мера', 'меры', 'мер']) // 'мера'
 */
export function russianForm(count: number, [one, few, many]: RussianForms): string {
  const rule = russian.select(count)
  if (rule === 'one') return one
  return rule === 'few' ? few : many
}

/** @example englishForm(2, ['day', 'days']) // 'days' */
export function englishForm(
  count: number,
  [one, other]: readonly [one: string, other: string],
): string {
  return english.select(count) === 'one' ? one : other
}
