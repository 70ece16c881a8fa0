import { parseArgs } from 'node:util'
import { pageBundle } from '../page/bundle.ts'
import { startRounds } from '../rounds.ts'
import { backUp, restore } from './backup.ts'
import { readOfficeConfig, type OfficeConfig } from './config.ts'
import { startOffice } from './office.ts'

/**
 * `npm run office`: an office's own server. `--config FILE` (`office.json`). Ctrl-C stops it.
 * `npm run office -- backup FILE` copies all that it has; `restore FILE` puts it back.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: 'string', default: 'office.json' },
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
  } else
    throw new Error(
      'Команды: npm run office, npm run office -- backup ФАЙЛ, npm run office -- restore ФАЙЛ',
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
  const [office] = await Promise.all([startOffice(config), pageBundle()])
  const stopRounds = startRounds(office.host)
  console.log(`Программа открыта по адресу ${config.url} (на этом компьютере: ${office.url}).`)
  console.log(`Первый вход: ${config.coordinator}, код придёт письмом.`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopRounds()
      console.log('Останавливается; всё записано на диск.')
      void office.close().then(() => process.exit(0))
    })
  }
}
