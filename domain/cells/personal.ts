import type { CellContext, Parsed } from './cell.ts'
import { cyrillic, tidy } from './likeness.ts'
import type { PersonalCode, PersonalData } from './personalCode.ts'

const SURNAME = '[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?'
const SURNAME_BY_ENDING =
  '[А-ЯЁ][а-яё]+(?:ов|ова|ову|овой|овым|ев|ева|еву|евой|ёв|ёва|ин|ина|ину|иной|енко|ский|ская|ской|скому|цкий|цкая|ян|дзе)'
const INITIAL = '[А-ЯЁ]\\.'
/** Surnames that are adjectives too: «директор Зеленчукской СОШ» names a school. */
const ADJECTIVE = '[А-ЯЁ][а-яё]+(?:ский|ская|ской|скому|цкий|цкая|цкой)'
/** Posts, and what ends one; a surname may follow: «директор Иванова», «зам. директора по УВР Иванова». */
const POSTS = [
  'директор',
  'завуч',
  'зам',
  'учител',
  'педагог',
  'психолог',
  'методист',
  'руководител',
  'координатор',
  'куратор',
  'воспитател',
  'логопед',
  'завхоз',
  'специалист',
  'ответственн',
]
const AFTER_POST = `(?<=(?<!\\p{L})(?:${POSTS.map(eitherCase).join('|')}|УВР|ВР|УР|ШМО|АХЧ)[.,:]? )`
/** Words after which a name belongs to a street, a school or a textbook. */
const HONOURED =
  '(?:им\\.?|имени|ул\\.?|улиц[аеы]|пр\\.?|пр-т|пр-кт|проспекте?|пл\\.?|площадь|пер\\.?|переулок|памяти|автор|авторы|УМК|учебник[иау]?|под ред\\.?|под редакцией|по)'

const NAMES = [
  // Иванова М. П., Иванова-Петрова М.П.
  new RegExp(`(?<![\\p{L}])${SURNAME} ?${INITIAL} ?${INITIAL}`, 'u'),
  // М. П. Иванова
  new RegExp(`(?<![\\p{L}.])${INITIAL} ?${INITIAL} ?${SURNAME}`, 'u'),
  // ИВАНОВА М.П.
  new RegExp(`(?<![\\p{L}])[А-ЯЁ]{4,} ${INITIAL} ?${INITIAL}`, 'u'),
  // Иванова М., М. Иванова: one initial needs an ending of surnames.
  new RegExp(`(?<![\\p{L}])${SURNAME_BY_ENDING} ${INITIAL}(?! ?\\p{L})`, 'u'),
  new RegExp(`(?<![\\p{L}.])${INITIAL} ?${SURNAME_BY_ENDING}(?![\\p{L}])`, 'u'),
  // Иванова МП
  new RegExp(
    `(?<![\\p{L}])${SURNAME_BY_ENDING} (?!РФ|УО|ОО|МО|УР|ВР|ПК|ОУ|ШМО)[А-ЯЁ]{2}(?![\\p{L}])`,
    'u',
  ),
  // директор Иванова; a surname like an adjective only where no word follows it
  new RegExp(`${AFTER_POST}(?!${ADJECTIVE}(?!\\p{L}))${SURNAME_BY_ENDING}(?!\\p{L})`, 'u'),
  new RegExp(`${AFTER_POST}${ADJECTIVE}(?!\\p{L}| ?[«"№]| \\p{L})`, 'u'),
  // Мария Петровна, Иванова Мария Петровна
  /(?<!\p{L})[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ович|евич|ьич|кузьмич|овна|евна|ична|инична|овне|евне|овной|евной|овичу|евичу|овича|евича|овны|евны)(?!\p{L})/u,
]

const HONOURED_NAME = new RegExp(
  `(?<![\\p{L}])${HONOURED} ?(?:${INITIAL} ?){0,2}${SURNAME}(?: ${INITIAL} ?${INITIAL}| [А-ЯЁ][а-яё]+(?:а|ы|ой|ича))?`,
  'gu',
)
/** «С. П. Королёва, ул.»: the street's word after its name. */
const STREET_AFTER = new RegExp(
  `(?:${INITIAL} ?){1,2}${SURNAME},? (?:ул\\.|улица|пр\\.|пр-т|проспект|пер\\.|переулок|пл\\.|площадь)`,
  'gu',
)
/** «с. Маруха», «Н. Ермоловка», «г. Иваново»: places. */
const PLACE =
  /(?<!\p{L})(?:с|г|д|п|х|ст|пос|дер|аул|Н|В|С|Б|М)\. ?[А-ЯЁ][а-яё]+(?:ка|во|ое|ий|ая)(?!\p{L})/gu
const URL = /\b(?:https?:\/\/|www\.)\S+/giu

const EMAIL = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u
const SNILS = /(?<!\d)\d{3}[- ]\d{3}[- ]\d{3}[- ]\d{2}(?!\d)|снилс[^\d]{0,5}\d{11}(?!\d)/iu
const PHONE =
  /(?<![\d.-]|№ ?)(?:\+7|8)(?:[ ()-]*\d){10}(?!\d)|(?<!\p{L})(?:тел|моб|сот|phone|tel)\p{L}*[.: ]*\+?\d(?:[ ()-]*\d){4,}/iu

/**
 * Whether a text seems to name a person or a way to reach one, and what it seems to hold. Streets and
 * schools named after people, places and links are not taken for names. What is still taken wrongly is
 * listed in the test; a person can declare it harmless.
 *
 * @example personalData('Иванова М. П.') // 'name'
 * @example personalData('СОШ им. А. С. Пушкина') // null
 */
export function personalData(text: string): PersonalData | null {
  const plain = tidy(text.replace(URL, ' '))
  if (plain.includes('@') && EMAIL.test(plain)) return 'email'
  if (/\d/.test(plain)) {
    if (SNILS.test(plain)) return 'snils'
    if (PHONE.test(plain)) return 'phone'
  }
  // Every name below has a capital after its first letter.
  if (!/(?<!^)[A-ZА-ЯЁ]/.test(plain)) return null
  const names = lookalikesTurned(plain)
    .replace(HONOURED_NAME, ' ')
    .replace(STREET_AFTER, ' ')
    .replace(PLACE, ' ')
  return NAMES.some((name) => name.test(names)) ? 'name' : null
}

/**
 * A text without the names in it, as a suggestion of what to write instead; empty where only names were.
 *
 * @example withoutNames('Иванова М. П., зам. директора по УВР') // 'зам. директора по УВР'
 */
export function withoutNames(text: string): string {
  const bare = NAMES.reduce(
    (rest, name) => rest.replace(new RegExp(name.source, 'gu'), ' '),
    lookalikesTurned(tidy(text)),
  )
  const parts = bare.split(/[,;()]| - /).map((part) => part.replace(/\s+/g, ' ').trim())
  return parts.filter((part) => /\p{L}{3}/u.test(part)).join(', ')
}

/** The refusal of a text that seems to hold personal data, or null. The text itself is not in it. */
export function refusePersonal(
  value: string,
  { texts, harmless }: Pick<CellContext, 'texts' | 'harmless'>,
): Extract<Parsed, { readonly ok: false }> | null {
  const found = harmless === true ? null : personalData(value)
  if (found === null) return null
  return {
    ok: false,
    problem: {
      code: `personal.${found}` satisfies PersonalCode,
      text: texts.cells.personal[found],
    },
  }
}

/** @example eitherCase('завуч') // '[Зз]авуч\\p{L}*' */
function eitherCase(word: string): string {
  return `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}\\p{L}*`
}

/** Latin letters inside Cyrillic words («Ивaнова»), and initials typed in Latin («Иванова M. П.»). */
function lookalikesTurned(text: string): string {
  return text.replace(/[\p{L}]+/gu, (word) => {
    const turn = /[а-яё]/i.test(word) || word.length === 1
    if (!turn) return word
    return word.replace(/[A-Za-z]/g, (letter) => {
      const turned = cyrillic(letter.toLowerCase())
      return letter === letter.toLowerCase() ? turned : turned.toUpperCase()
    })
  })
}
