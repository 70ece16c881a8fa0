import type { Action, Digest, Item, Line, SchoolTable, Section } from './digest.ts'

/** The plain-text half of the mail: worth reading by itself, links written out. */
export function renderText(digest: Digest): string {
  const blocks = [
    digest.greeting,
    ...digest.sections.map((section) => sectionText(section, digest.language)),
    [digest.footer.join(' '), ...digest.footerActions.map(actionText)].join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}

function sectionText(section: Section, language: string): string {
  const title = section.title.toLocaleUpperCase(language) + (section.after ?? '')
  const items = (section.items ?? []).map((item, index) =>
    itemText(item, section.numbered ? `${index + 1}. ` : ''),
  )
  // Items of one line stand as a list; longer ones need air between them.
  const list = items.join(items.some((item) => item.includes('\n')) ? '\n\n' : '\n')
  return [
    title,
    ...(section.lines ?? []).map(lineText),
    list,
    ...(section.schools ? [tableText(section.schools)] : []),
    apart(section.more, list),
    apart(section.note, list),
    ...(section.actions ?? []).map(actionText),
  ]
    .filter((text) => text !== '')
    .join('\n')
}

/** What follows items of several lines stands apart from them. */
function apart(text: string | undefined, list: string): string {
  if (text === undefined) return ''
  return list.includes('\n') ? `\n${text}` : text
}

function itemText(item: Item, number: string): string {
  return number + [...item.lines.map(lineText), ...item.actions.map(actionText)].join('\n')
}

function lineText(line: Line): string {
  return line.map((run) => (typeof run === 'string' ? run : run.text)).join('')
}

function actionText({ label, url }: Action): string {
  return `${label}: ${url}`
}

function tableText({ header, rows, total }: SchoolTable): string {
  return [header, ...rows.map((row) => row.cells), total.cells]
    .map((cells) => cells.join(' | ').trimEnd())
    .join('\n')
}
