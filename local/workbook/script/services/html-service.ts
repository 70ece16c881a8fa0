import vm from 'node:vm'
import { strict, type Realm } from '../realm.ts'
import type { HtmlContent } from './ui.ts'

/** `HtmlService`: pages from the add-on's files, as they are or as templates with `<? … ?>`. */
export function htmlService(realm: Realm, files: Readonly<Record<string, string>>): object {
  const read = (name: string): string => {
    const html = files[name.replace(/\.html$/, '')]
    if (html === undefined) throw realm.error(`No HTML file named ${name} was found.`)
    return html
  }
  return strict(realm, 'HtmlService', {
    createHtmlOutput: (html = '') => createOutput(realm, html),
    createHtmlOutputFromFile: (name: string) => createOutput(realm, read(name)),
    createTemplateFromFile: (name: string) => createTemplate(realm, read(name)),
    createTemplate: (html: string) => createTemplate(realm, html),
  })
}

function createOutput(realm: Realm, html: string): HtmlContent {
  let content = html
  let title = ''
  let width: number | null = null
  let height: number | null = null
  const output = strict(realm, 'HtmlOutput', {
    getContent: () => content,
    setContent: (next: string) => {
      content = next
      return output
    },
    append: (more: string) => {
      content += more
      return output
    },
    getTitle: () => title,
    setTitle: (next: string) => {
      title = next
      return output
    },
    getWidth: () => width,
    setWidth: (next: number) => {
      width = next
      return output
    },
    getHeight: () => height,
    setHeight: (next: number) => {
      height = next
      return output
    },
  })
  return output
}

/** A template's own properties are the variables of its scriptlets. */
function createTemplate(realm: Realm, html: string): object {
  const template: Record<string, unknown> = {
    evaluate: () => createOutput(realm, evaluate(realm, html, template)),
    getRawContent: () => html,
  }
  return template
}

/** `<?= x ?>` prints escaped, `<?!= x ?>` prints as it is, `<? … ?>` runs. */
function evaluate(realm: Realm, html: string, variables: Record<string, unknown>): string {
  const parts = html.split(/<\?([\s\S]*?)\?>/)
  const code = parts.map((part, index) => {
    if (index % 2 === 0) return `print(${JSON.stringify(part)});`
    if (part.startsWith('!=')) return `print(${part.slice(2)});`
    if (part.startsWith('=')) return `print(escape(${part.slice(1)}));`
    return part
  })
  let out = ''
  const names = Object.keys(variables).filter((name) => typeof variables[name] !== 'function')
  const run: unknown = vm.runInContext(
    `(function (print, escape, ${names.join(', ')}) { ${code.join('\n')} })`,
    realm.context,
  )
  if (typeof run !== 'function') throw realm.error('The template is not a script')
  const print = (text: unknown): void => void (out += String(text))
  Reflect.apply(run, undefined, [print, escaped, ...names.map((name) => variables[name])])
  return out
}

function escaped(value: unknown): string {
  return String(value).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
