/** What people read at a cell whose entry could not be taken as it is. */
const ru = {
  date: {
    noYear: (entered: string) =>
      `Не указан год: «${entered}». Напишите дату полностью, например 15.03.2022. Без даты система не сможет напомнить об этой мере. Остальные ячейки строки сохранены.`,
  },
}

const en: typeof ru = {
  date: {
    noYear: (entered) =>
      `The year is missing: “${entered}”. Write the whole date, for example 15.03.2022. Without a date no reminder can be sent. The other cells of the row are saved.`,
  },
}

export const cellTexts = { ru, en }
