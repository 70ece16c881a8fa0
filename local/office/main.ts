import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { pageBundle } from '../page/bundle.ts'
import { startRounds } from '../rounds.ts'
import { backUp, restore } from './backup.ts'
import { readOfficeConfig, type OfficeConfig } from './config.ts'
import { buildAddon } from '../../build.ts'
import { googleItself, startFunctions } from './functions.ts'
import { awaitHealth } from './health.ts'
import { startOffice } from './office.ts'
import { upgrade } from './upgrade.ts'

/**
 * `npm run office`: an office's own server. `--config FILE` (`office.json`). Ctrl-C stops it.
 * `npm run office -- backup FILE` copies all that it has; `restore FILE` puts it back; `upgrade` takes the newest
 * release, `upgrade --to TAG` another, also an older one; `health` tells how the running server is,
 * `health --wait SECONDS` once it answers. With `google` in
 * its file only functions and store are here, and `addon FOLDER` builds the add-on of Google's sheets for them.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: 'string', default: 'office.json' },
    to: { type: 'string' },
    wait: { type: 'string' },
  },
})
const [command = 'start', file] = positionals

try {
  const config = readOfficeConfig(values.config)
  if (command === 'start') await start(config)
  else if (command === 'backup' && file !== undefined) {
    const bytes = backUp(config.data, file)
    console.log(
      `Копия записана: ${file}, ${Math.ceil(bytes / 1_000)} КБ. Храните её не на этом сервере.`,
    )
  } else if (command === 'restore' && file !== undefined) {
    const before = restore(config.data, file, new Date())
    console.log(
      `Данные возвращены из ${file}. Прежние лежат в ${before}: удалите их, когда всё проверите.`,
    )
  } else if (command === 'upgrade') {
    const root = join(import.meta.dirname, '../..')
    const place = { root, config: values.config }
    const done = await upgrade(config, values.to, place, (line) => console.log(line))
    if (!done) process.exitCode = 1
  } else if (command === 'addon' && file !== undefined) {
    await buildAddon(file, { functionsUrl: config.url, timeZone: config.programme.timeZone })
    console.log(`Дополнение для ${config.url} собрано в ${file}: перенесите файлы в «Apps Script».`)
  } else if (command === 'health') {
    const url = `http://127.0.0.1:${config.port}`
    const { well, serves, lines } = await awaitHealth(url, Number(values.wait ?? 0))
    for (const line of lines) console.log(line)
    if (!(values.wait === undefined ? well : serves)) process.exitCode = 1
  } else
    throw new Error(
      'Команды: npm run office; после «npm run office --»: backup ФАЙЛ, restore ФАЙЛ, upgrade, upgrade --to ВЕРСИЯ, health, addon ПАПКА',
    )
} catch (error) {
  console.error(sentence(error))
  process.exitCode = 1
}

function sentence(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'Порт занят другой программой. Остановите её или впишите другой port в файл настроек.'
  }
  return error instanceof Error ? error.message : String(error)
}

async function start(config: OfficeConfig): Promise<void> {
  if (config.google !== undefined) return startWithGoogle(config, config.google)
  const [office] = await Promise.all([startOffice(config), pageBundle()])
  const stopRounds = startRounds(office.host)
  console.log(`Программа открыта по адресу ${config.url} (на этом компьютере: ${office.url}).`)
  console.log(`Первый вход: ${config.coordinator}, код придёт письмом.`)
  untilStopped(stopRounds, () => office.close())
}

/** The functions and the store here, Google's sheets in front. */
async function startWithGoogle(
  config: OfficeConfig,
  { clients, keyFile }: NonNullable<OfficeConfig['google']>,
): Promise<void> {
  const outside = googleItself(keyFile)
  const functions = await startFunctions(config, clients, outside)
  // Google runs the triggers of its sheets by itself.
  const script = { fireTimeTriggers: () => Promise.resolve() }
  const stopRounds = startRounds({ job: functions.job, script })
  console.log(`Функции отвечают по адресу ${config.url} (на этом компьютере: ${functions.url}).`)
  console.log(`Таблицам нужен доступ для ${outside.service}.`)
  if (functions.code !== null) {
    console.log(`Код для таблицы координатора, на один раз и три дня: ${functions.code}`)
  }
  untilStopped(stopRounds, () => functions.close())
}

function untilStopped(stopRounds: () => void, close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopRounds()
      console.log('Останавливается; всё записано на диск.')
      void close().then(() => process.exit(0))
    })
  }
}
