/** What the checks say that several tables have in common (see `domain/tables/rules.ts`). */
const ru = {
  wrongOrder: (early: string, earlyDay: string, late: string, lateDay: string) =>
    `«${early}», ${earlyDay}, стоит позже, чем «${late}», ${lateDay}. Обе даты сохранены; поправьте ту, что неверна.`,
  tooMany: (part: string, count: string, whole: string, of: string) =>
    `В столбце «${part}» стоит ${count}, а в столбце «${whole}» только ${of}. Оба числа сохранены; проверьте, какое из них верно.`,
  twice: (headers: readonly string[]) =>
    `Такая строка уже есть: совпадает ${headers.map((header) => `«${header}»`).join(', ')}. Обе сохранены. Если это повтор, очистите одну из них; если нет, исправьте то, что должно различаться.`,
  future: (day: string) =>
    `Числа уже стоят, а день, ${day}, ещё не наступил. Всё сохранено; проверьте дату.`,
}

const en: typeof ru = {
  wrongOrder: (early, earlyDay, late, lateDay) =>
    `“${early}”, ${earlyDay}, is after “${late}”, ${lateDay}. Both are saved; correct the wrong one.`,
  tooMany: (part, count, whole, of) =>
    `The column “${part}” has ${count}, and “${whole}” only ${of}. Both are saved; check which of them is right.`,
  twice: (headers) =>
    `There is such a row already: the same ${headers.map((header) => `“${header}”`).join(', ')}. Both are saved. If it is a repetition, empty one of them; if not, correct what should differ.`,
  future: (day) =>
    `The numbers are there, and the day, ${day}, has not come yet. All is saved; check the date.`,
}

export type RuleTexts = typeof ru

export const ruleTexts: { readonly ru: RuleTexts; readonly en: RuleTexts } = { ru, en }
