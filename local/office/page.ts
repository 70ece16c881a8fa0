/** In place of the stand's bar: who is signed in, the way to the other workbooks and out. */
const BAR = `<header class="stand office" aria-label="Вход">
      <a href="/">Ваши таблицы</a>
      <output id="person"></output>
      <button id="sign-out" type="button">Выйти</button>
    </header>`

/**
 * The page of a workbook as an office's own server gives it: the stand's own bar is not in it.
 *
 * @throws Error where the page has no bar to replace
 */
export function officePage(html: string): string {
  const bar = /<header class="stand"[\s\S]*?<\/header>/
  if (!bar.test(html)) throw new Error('The page has no bar to replace.')
  return html.replace(bar, BAR).replace(/<title>[^<]*<\/title>/, '<title>Программа 500+</title>')
}
