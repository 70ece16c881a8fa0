import { englishForm, russianForm } from './plural.ts'

/** «Другие таблицы»: tabs that a workbook may have and that do not stand open first. */
const ru = {
  title: 'Другие таблицы',
  lead: 'Отметьте, какие вкладки показать. Скрыть их снова можно как обычно: правой кнопкой по вкладке.',
  none: 'Все вкладки этой таблицы уже открыты.',
  show: 'Показать отмеченные',
  working: 'Открываем вкладки…',
  shown: (n: number) =>
    `${russianForm(n, ['Открыта', 'Открыты', 'Открыто'])} ${n} ${russianForm(n, ['вкладка', 'вкладки', 'вкладок'])}.`,
}

const en: typeof ru = {
  title: 'Other tables',
  lead: 'Mark the tabs to show. To hide one again, right-click it as usual.',
  none: 'All tabs of this workbook are open.',
  show: 'Show the marked ones',
  working: 'The tabs are being opened…',
  shown: (n) => `${n} ${englishForm(n, ['tab is', 'tabs are'])} open now.`,
}

export type TabsTexts = typeof ru
export const tabsTexts = { ru, en }
