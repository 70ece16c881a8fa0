import { englishForm, russianForm as form } from './plural.ts'
import type { RussianForms } from './plural.ts'

const DOCUMENT: RussianForms = ['документ', 'документа', 'документов']
const OF_DOCUMENTS: RussianForms = ['документа', 'документов', 'документов']
const counted = (n: number, forms: RussianForms) => `${n} ${form(n, forms)}`

/** What letters say of a school's documents. */
const ru = {
  column: 'Документы',
  /** «4 из 6» in a cell, «документы 4 из 6» in a line. */
  figures: (uploaded: number, expected: number) => `${uploaded} из ${expected}`,
  summary: (uploaded: number, expected: number) => `документы ${uploaded} из ${expected}`,
  missing: (n: number) => `Не хватает ${counted(n, OF_DOCUMENTS)}`,
  toCheck: (n: number) =>
    `${form(n, ['Ждёт', 'Ждут', 'Ждут'])} вашей проверки ${counted(n, DOCUMENT)}`,
  toImprove: (n: number) => `Исправить по замечаниям ${counted(n, DOCUMENT)}`,
  /** Beside the measures that wait for the curators. */
  onCheck: (n: number) => `Документов на проверке: ${n}`,
  ofSchool: (school: string, names: readonly string[]) => `${school}: ${names.join(', ')}.`,
  until: (date: string) => `срок ${date}`,
  was: (date: string) => `Срок был ${date}.`,
  ahead: (date: string) => `Срок ${date}.`,
  uploaded: (date: string) => `Загружен ${date}.`,
  more: (n: number) => `и ещё ${counted(n, DOCUMENT)}`,
  pieces: {
    missing: (n: number) => [`не хватает ${counted(n, OF_DOCUMENTS)}`],
    toCheck: (n: number) => [`проверить ${counted(n, DOCUMENT)}`],
    toImprove: (n: number) => [`исправить ${counted(n, DOCUMENT)}`],
  },
}

export type DocumentTexts = typeof ru

const documents = (n: number) => `${n} ${englishForm(n, ['document', 'documents'])}`

const en: DocumentTexts = {
  column: 'Documents',
  figures: (uploaded, expected) => `${uploaded} of ${expected}`,
  summary: (uploaded, expected) => `documents ${uploaded} of ${expected}`,
  missing: (n) => `${documents(n)} missing`,
  toCheck: (n) => `${documents(n)} ${englishForm(n, ['waits', 'wait'])} for your check`,
  toImprove: (n) => `${documents(n)} to correct`,
  onCheck: (n) => `Documents to be checked: ${n}`,
  ofSchool: (school, names) => `${school}: ${names.join(', ')}.`,
  until: (date) => `due ${date}`,
  was: (date) => `It was due ${date}.`,
  ahead: (date) => `Due ${date}.`,
  uploaded: (date) => `Uploaded on ${date}.`,
  more: (n) => `and ${n} more ${englishForm(n, ['document', 'documents'])}`,
  pieces: {
    missing: (n) => [`${documents(n)} missing`],
    toCheck: (n) => [`${documents(n)} to check`],
    toImprove: (n) => [`${documents(n)} to correct`],
  },
}

export const documentTexts = { ru, en }
