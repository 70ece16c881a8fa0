/** Titles, headers, help and lists of the tables, and what their row rules say. */
const ru = {
  corrections: {
    header: 'Что исправить',
    help: 'Заполняет система: что не удалось понять в этой строке и как это поправить. Когда всё в порядке, здесь пусто.',
  },
  measures: {
    title: 'Меры',
    columns: {
      number: { header: '№', help: 'Номер меры в вашей дорожной карте, например 3.' },
      school: { header: 'Школа', help: 'Выберите школу из списка.' },
      event: {
        header: 'Мероприятие',
        help: 'Что будет сделано, например «Стартовая диагностика по математике, 5–9 классы».',
      },
      risk: {
        header: 'Риск',
        help: 'Риск, против которого эта мера. В списке только активированные риски вашей школы; у мер среднесрочной программы ячейка может быть пустой.',
      },
      deadline: {
        header: 'Срок',
        help: 'Последний день, например 15.03.2022. Если в документе срок словами, напишите как там: система подскажет.',
      },
      responsible: {
        header: 'Ответственный',
        help: 'Должность без фамилии, например «руководитель ШМО».',
      },
      status: { header: 'Статус', help: 'Как идёт дело. Выберите из списка.' },
      doneOn: {
        header: 'Исполнена',
        help: 'День, когда мера исполнена, например 12.09.2021.',
      },
      evidence: {
        header: 'Подтверждение',
        help: 'Ссылка или документ, например «Приказ № 45 от 12.09.2021».',
      },
      check: {
        header: 'Проверка',
        help: 'Заполняет куратор: подтверждена мера или нужна доработка.',
      },
      indicator: {
        header: 'Показатель',
        help: 'По чему будет видно, что мера помогла, например «Доля охваченных классов».',
      },
      unit: { header: 'Ед. изм.', help: 'Например %, ед., чел.' },
      direction: { header: 'Направление', help: 'Что лучше: больше или меньше.' },
      baseline: { header: 'Исходное значение', help: 'Сколько было до меры, например 20.' },
      planned: { header: 'Плановое значение', help: 'Сколько должно стать, например 100.' },
      actual: { header: 'Фактическое значение', help: 'Сколько стало, например 96,5.' },
      task: { header: 'Задача', help: 'Зачем эта мера, например «Выявить пробелы».' },
      start: { header: 'Начало', help: 'День, с которого идёт работа, например 01.03.2022.' },
      deadlineText: {
        header: 'Срок, как в документе',
        help: 'Срок словами, если он так записан, например «в течение года».',
      },
      periodicity: {
        header: 'Периодичность',
        help: 'Если мера повторяется, например «ежемесячно».',
      },
      participants: {
        header: 'Участники',
        help: 'Кто участвует, без фамилий, например «учителя, 5–9 кл.».',
      },
      comment: { header: 'Комментарий школы', help: 'Всё, что важно знать куратору.' },
      help: {
        header: 'Нужна помощь',
        help: 'Напишите, чем помочь: координатор увидит это в своей сводке. Пусто, если помощь не нужна.',
      },
      proposedDeadline: {
        header: 'Предлагаемый срок',
        help: 'Новый срок, если прежний выдержать не получается. Пока его не согласовали, действует прежний.',
      },
      proposedReason: {
        header: 'Причина переноса',
        help: 'Почему нужен новый срок, например «ремонт актового зала».',
      },
      checkComment: { header: 'Комментарий куратора', help: 'Заполняет куратор: что доработать.' },
      deadlineState: { header: 'Состояние срока', help: 'Считает система по сроку и статусу.' },
    },
    status: {
      labels: {
        notStarted: 'Не начата',
        inProgress: 'В работе',
        done: 'Исполнена',
        partlyDone: 'Исполнена частично',
        notDone: 'Не исполнена',
        cancelled: 'Отменена',
      },
      alsoSaid: {
        notStarted: 'не приступали;планируется;запланирована;новая;предстоит;ожидает;ожидается',
        inProgress:
          'в процессе;выполняется;исполняется;делаем;делается;идет;начата;работаем;на исполнении;в стадии выполнения',
        done: 'готово;готов;сделано;сделана;выполнено;выполнена;завершено;завершена;закончено;проведено;проведена;закрыто;исполнена полностью;выполнено полностью;ок;да',
        partlyDone: 'частично;не полностью;выполнено частично;частично выполнена;почти готово',
        notDone:
          'не выполнено;не выполнена;не сделано;не сделана;не проведено;не проведена;сорвано;провалено;нет',
        cancelled: 'отмена;отказ;неактуально;не актуально;не требуется;снята;исключена',
      },
    },
    check: {
      labels: { unchecked: 'Не проверялась', confirmed: 'Подтверждена', rework: 'На доработку' },
      alsoSaid: {
        unchecked: 'не проверено;не проверена;ждет;ожидает',
        confirmed: 'принято;принята;проверено;проверена;согласовано;да;ок',
        rework: 'доработать;на доработке;вернуть;возврат;замечания;не принято;не подтверждена;нет',
      },
    },
    direction: {
      labels: { up: 'Больше — лучше', down: 'Меньше — лучше' },
      alsoSaid: {
        up: 'больше;выше;выше — лучше;рост;увеличение;повышение',
        down: 'меньше;ниже;ниже — лучше;снижение;уменьшение;сокращение',
      },
    },
    deadlineState: {
      labels: {
        onTime: 'В срок',
        soon: 'Срок подходит',
        today: 'Срок сегодня',
        overdue: 'Просрочена',
        doneOnTime: 'Исполнена в срок',
        doneLate: 'Исполнена с опозданием',
      },
    },
    rules: {
      noEvidence:
        'Мера отмечена исполненной, спасибо! Осталось подтверждение: вставьте ссылку, приложите файл или укажите документ, например «Приказ № 45 от 12.09.2021». До этого мера учитывается с пометкой «документа нет».',
      noDoneOn: (today: string) =>
        `Мера отмечена исполненной. Осталось поставить день, когда это произошло, например ${today}: по нему видно, что срок выдержан.`,
      doneOnWithoutStatus:
        'Дата исполнения сохранена, а статус прежний. Если мера исполнена, выберите статус «Исполнена»; если ещё нет, уберите дату.',
      startAfterDeadline: (start: string, deadline: string) =>
        `Начало, ${start}, стоит позже срока, ${deadline}. Обе даты сохранены; поправьте ту, что неверна.`,
      noReason:
        'Предлагаемый срок сохранён. Напишите причину: с ней координатор сможет его согласовать. Пока действует прежний срок.',
      noProposedDeadline:
        'Причина сохранена. Укажите новый срок, и предложение уйдёт координатору. Пока действует прежний срок.',
      sameDeadline:
        'Предлагаемый срок совпадает с действующим. Укажите другой день или очистите ячейку.',
      plannedWorse:
        'По плану показатель станет хуже, чем был. Числа сохранены; проверьте их и столбец «Направление».',
      notAPercentage:
        'Доля в процентах бывает от 0 до 100. Число сохранено; проверьте его и единицу измерения.',
    },
  },
  riskProfiles: {
    title: 'Рисковый профиль',
    columns: {
      school: { header: 'Школа', help: 'Выберите школу из списка.' },
      risk: { header: 'Риск', help: 'Выберите фактор риска из списка.' },
      significance: {
        header: 'Значимость',
        help: 'Как в рисковом профиле школы: высокая, средняя или низкая.',
      },
      verified: {
        header: 'Верифицирован',
        help: 'Да, если школа проверила: риск действительно есть.',
      },
      activated: {
        header: 'Активирован',
        help: 'Да, если школа берёт риск в работу: тогда его можно выбрать в таблице «Меры».',
      },
      causes: { header: 'Причины', help: 'Почему возник риск, без фамилий.' },
      goal: { header: 'Цель', help: 'Чего школа хочет добиться и к какому времени.' },
    },
    significance: {
      labels: { high: 'Высокая', medium: 'Средняя', low: 'Низкая' },
      alsoSaid: {
        high: 'сильная;большая;значительная',
        medium: 'умеренная',
        low: 'слабая;малая;незначительная',
      },
    },
    rules: {
      noGoal: 'Риск взят в работу. Осталось написать цель: чего школа хочет добиться.',
      notVerified:
        'Риск взят в работу, а верификация не отмечена. Если риск проверен, поставьте «Да».',
    },
  },
  schools: {
    title: 'Школы',
    columns: {
      name: { header: 'Полное название', help: 'Как в документах, например МКОУ «СОШ с. Маруха».' },
      shortName: {
        header: 'Школа',
        help: 'Короткое название для списков и писем, например СОШ с. Маруха.',
      },
      level: { header: 'Уровень', help: 'НОШ, ООШ или СОШ.' },
      kind: { header: 'Тип', help: 'ШНОР, ШНСУ, резильентная или обычная.' },
      participant: {
        header: 'Участник',
        help: 'Да, если школа участвует в программе: у неё есть таблица и сводки.',
      },
      curator: { header: 'Куратор', help: 'Выберите участника с ролью «Куратор».' },
      week: {
        header: 'Рабочая неделя',
        help: 'Пять или шесть дней: от этого зависят дни напоминаний.',
      },
    },
    level: {
      labels: { primary: 'НОШ', basic: 'ООШ', secondary: 'СОШ' },
      alsoSaid: {
        primary: 'начальная;начальная школа',
        basic: 'основная;основная школа',
        secondary: 'средняя;средняя школа;полная;лицей;гимназия',
      },
    },
    kind: {
      labels: {
        lowResults: 'ШНОР',
        difficultConditions: 'ШНСУ',
        resilient: 'Резильентная',
        ordinary: 'Обычная',
      },
      alsoSaid: {
        lowResults:
          'низкие результаты;с низкими результатами;с низкими образовательными результатами',
        difficultConditions: 'сложные условия;неблагоприятные условия;в сложных условиях',
        resilient: 'устойчивая',
        ordinary: 'нормальная;другая;иная',
      },
    },
    week: {
      labels: { five: 'Пять дней', six: 'Шесть дней' },
      alsoSaid: {
        five: '5;пять;5 дней;пятидневка;пятидневная',
        six: '6;шесть;6 дней;шестидневка;шестидневная',
      },
    },
  },
  people: {
    title: 'Участники',
    columns: {
      role: {
        header: 'Роль',
        help: 'Кто это в программе. От роли зависит, что видно и что приходит на почту.',
      },
      post: { header: 'Должность', help: 'Без фамилии, например «зам. директора по УВР».' },
      school: { header: 'Школа', help: 'Для работников школы. У кураторов и координатора пусто.' },
      email: {
        header: 'Почта',
        help: 'Адрес, с которым человек входит и получает письма, например shkola@example.org.',
      },
      digest: { header: 'Сводка', help: 'Присылать ли еженедельную сводку.' },
      language: { header: 'Язык писем', help: 'Русский или английский.' },
    },
    role: {
      labels: {
        head: 'Директор школы',
        deputy: 'Заместитель директора',
        schoolCoordinator: 'Школьный координатор',
        responsible: 'Ответственный за меру',
        curator: 'Куратор',
        coordinator: 'Муниципальный координатор',
        observer: 'Региональный координатор',
      },
      alsoSaid: {
        head: 'директор;руководитель;руководитель школы',
        deputy: 'зам;зам. директора;завуч;заместитель',
        responsible: 'ответственный;исполнитель',
        curator: 'куратор школы',
        observer: 'наблюдатель;региональный оператор',
      },
    },
    digest: {
      labels: { weekly: 'Еженедельно', none: 'Не присылать' },
      alsoSaid: { weekly: 'да;раз в неделю', none: 'нет;отписан' },
    },
    language: {
      labels: { ru: 'Русский', en: 'Английский' },
      alsoSaid: { ru: 'рус;по-русски', en: 'англ;english' },
    },
    rules: { noSchool: 'Укажите школу: без неё этот участник не увидит ни одной таблицы.' },
  },
  riskFactors: {
    title: 'Факторы риска',
    columns: {
      code: {
        header: 'Код',
        help: 'Короткое обозначение, например R02. В школьных таблицах его не видно.',
      },
      name: {
        header: 'Фактор риска',
        help: 'Точное название, например «Дефицит педагогических кадров».',
      },
      synonyms: {
        header: 'Как ещё пишут',
        help: 'Другие названия через точку с запятой: по ним система тоже узнает фактор.',
      },
      active: { header: 'Действует', help: 'Нет, если в этом году фактор не используется.' },
    },
  },
}

export type TableTexts = typeof ru

const en: TableTexts = {
  corrections: {
    header: 'To correct',
    help: 'Filled by the system: what could not be understood in this row, and how to put it right. Empty when all is well.',
  },
  measures: {
    title: 'Measures',
    columns: {
      number: { header: 'No.', help: 'Number of the measure in your plan, for example 3.' },
      school: { header: 'School', help: 'Choose the school from the list.' },
      event: {
        header: 'Action',
        help: 'What will be done, for example “First test in mathematics, years 5–9”.',
      },
      risk: {
        header: 'Risk',
        help: 'The risk that this measure is against. The list has the activated risks of your school; a measure of the medium-term programme may have none.',
      },
      deadline: {
        header: 'Deadline',
        help: 'The last day, for example 15.03.2022. If the document says it in words, write them: you will be told what to add.',
      },
      responsible: {
        header: 'Responsible',
        help: 'A post without a name, for example “head of the teachers’ group”.',
      },
      status: { header: 'Status', help: 'How it goes. Choose from the list.' },
      doneOn: {
        header: 'Done on',
        help: 'The day when the measure was done, for example 12.09.2021.',
      },
      evidence: {
        header: 'Evidence',
        help: 'A link or a document, for example “Order No. 45 of 12.09.2021”.',
      },
      check: { header: 'Check', help: 'Filled by the curator: confirmed, or to be reworked.' },
      indicator: { header: 'Indicator', help: 'What will show that the measure has helped.' },
      unit: { header: 'Unit', help: 'For example %, pcs.' },
      direction: { header: 'Direction', help: 'Which is better: more or less.' },
      baseline: { header: 'Baseline', help: 'How much it was before, for example 20.' },
      planned: { header: 'Planned', help: 'How much it should become, for example 100.' },
      actual: { header: 'Actual', help: 'How much it has become, for example 96.5.' },
      task: { header: 'Task', help: 'What the measure is for.' },
      start: { header: 'Start', help: 'The day when work begins, for example 01.03.2022.' },
      deadlineText: {
        header: 'Deadline as in the document',
        help: 'The deadline in words, if it is written so, for example “during the year”.',
      },
      periodicity: { header: 'How often', help: 'If the measure repeats, for example “monthly”.' },
      participants: { header: 'Participants', help: 'Who takes part, without names.' },
      comment: { header: 'School’s comment', help: 'All that the curator should know.' },
      help: {
        header: 'Help needed',
        help: 'Write what would help: the coordinator reads it in the digest. Empty if no help is needed.',
      },
      proposedDeadline: {
        header: 'Proposed deadline',
        help: 'A new deadline if the old one cannot be kept. The old one counts until it is agreed.',
      },
      proposedReason: { header: 'Reason for moving', help: 'Why a new deadline is needed.' },
      checkComment: { header: 'Curator’s comment', help: 'Filled by the curator: what to rework.' },
      deadlineState: {
        header: 'State of the deadline',
        help: 'Computed from deadline and status.',
      },
    },
    status: {
      labels: {
        notStarted: 'Not started',
        inProgress: 'In progress',
        done: 'Done',
        partlyDone: 'Partly done',
        notDone: 'Not done',
        cancelled: 'Cancelled',
      },
      alsoSaid: {
        notStarted: 'planned;new;waiting',
        inProgress: 'started;ongoing;doing',
        done: 'ready;finished;completed;complete;ok;yes',
        partlyDone: 'partly;partial;almost done',
        notDone: 'failed;missed;no',
        cancelled: 'dropped;not needed',
      },
    },
    check: {
      labels: { unchecked: 'Not checked', confirmed: 'Confirmed', rework: 'To be reworked' },
      alsoSaid: {
        unchecked: 'waiting',
        confirmed: 'accepted;approved;ok;yes',
        rework: 'rework;returned;rejected;no',
      },
    },
    direction: {
      labels: { up: 'More is better', down: 'Less is better' },
      alsoSaid: { up: 'more;up;growth;increase', down: 'less;down;decrease;reduction' },
    },
    deadlineState: {
      labels: {
        onTime: 'On time',
        soon: 'Soon due',
        today: 'Due today',
        overdue: 'Overdue',
        doneOnTime: 'Done on time',
        doneLate: 'Done late',
      },
    },
    rules: {
      noEvidence:
        'The measure is marked as done, thank you! What is left is the evidence: paste a link, attach a file or name the document, for example “Order No. 45 of 12.09.2021”. Until then it counts with the remark “no document”.',
      noDoneOn: (today) =>
        `The measure is marked as done. What is left is the day, for example ${today}: it shows that the deadline was kept.`,
      doneOnWithoutStatus:
        'The day is saved, and the status is as before. If the measure is done, choose the status “Done”; if not yet, remove the day.',
      startAfterDeadline: (start, deadline) =>
        `The start, ${start}, is after the deadline, ${deadline}. Both are saved; correct the wrong one.`,
      noReason:
        'The proposed deadline is saved. Write the reason: the coordinator needs it to agree. Until then the earlier deadline counts.',
      noProposedDeadline:
        'The reason is saved. Give the new deadline, and the proposal goes to the coordinator. Until then the earlier deadline counts.',
      sameDeadline:
        'The proposed deadline is the one in force. Give another day or empty the cell.',
      plannedWorse:
        'By this plan the indicator gets worse than it was. The numbers are saved; check them and the column “Direction”.',
      notAPercentage:
        'A percentage is between 0 and 100. The number is saved; check it and the unit.',
    },
  },
  riskProfiles: {
    title: 'Risk profile',
    columns: {
      school: { header: 'School', help: 'Choose the school from the list.' },
      risk: { header: 'Risk', help: 'Choose the risk factor from the list.' },
      significance: {
        header: 'Significance',
        help: 'As in the school’s risk profile: high, medium or low.',
      },
      verified: {
        header: 'Verified',
        help: 'Yes, if the school has checked that the risk is there.',
      },
      activated: {
        header: 'Activated',
        help: 'Yes, if the school takes the risk into work: then it can be chosen in “Measures”.',
      },
      causes: { header: 'Causes', help: 'Why the risk has come about, without names.' },
      goal: { header: 'Goal', help: 'What the school wants to reach, and by when.' },
    },
    significance: {
      labels: { high: 'High', medium: 'Medium', low: 'Low' },
      alsoSaid: { high: 'strong;big', medium: 'moderate;middle', low: 'weak;small' },
    },
    rules: {
      noGoal:
        'The risk is taken into work. What is left is the goal: what the school wants to reach.',
      notVerified:
        'The risk is taken into work, and it is not marked as verified. If it has been checked, choose “Yes”.',
    },
  },
  schools: {
    title: 'Schools',
    columns: {
      name: { header: 'Full name', help: 'As in documents.' },
      shortName: { header: 'School', help: 'A short name for lists and letters.' },
      level: { header: 'Level', help: 'Primary, basic or secondary.' },
      kind: { header: 'Kind', help: 'Low results, difficult conditions, resilient or ordinary.' },
      participant: {
        header: 'Participant',
        help: 'Yes, if the school is in the programme: it has a workbook and digests.',
      },
      curator: { header: 'Curator', help: 'Choose a person with the role “Curator”.' },
      week: { header: 'Working week', help: 'Five or six days: reminders follow it.' },
    },
    level: {
      labels: { primary: 'Primary', basic: 'Basic', secondary: 'Secondary' },
      alsoSaid: { primary: 'primary school', basic: 'basic school', secondary: 'secondary school' },
    },
    kind: {
      labels: {
        lowResults: 'Low results',
        difficultConditions: 'Difficult conditions',
        resilient: 'Resilient',
        ordinary: 'Ordinary',
      },
      alsoSaid: {
        lowResults: 'low',
        difficultConditions: 'difficult',
        resilient: 'stable',
        ordinary: 'normal;other',
      },
    },
    week: {
      labels: { five: 'Five days', six: 'Six days' },
      alsoSaid: { five: '5;five;5 days', six: '6;six;6 days' },
    },
  },
  people: {
    title: 'People',
    columns: {
      role: {
        header: 'Role',
        help: 'Who this is in the programme: what is seen and what comes by mail depends on it.',
      },
      post: { header: 'Post', help: 'Without a name, for example “deputy head”.' },
      school: {
        header: 'School',
        help: 'For those who work in a school. Empty for curators and the coordinator.',
      },
      email: {
        header: 'E-mail',
        help: 'The address to sign in with and to get letters, for example school@example.org.',
      },
      digest: { header: 'Digest', help: 'Whether to send the weekly digest.' },
      language: { header: 'Language', help: 'Russian or English.' },
    },
    role: {
      labels: {
        head: 'Head of school',
        deputy: 'Deputy head',
        schoolCoordinator: 'School coordinator',
        responsible: 'Responsible for a measure',
        curator: 'Curator',
        coordinator: 'Municipal coordinator',
        observer: 'Regional coordinator',
      },
      alsoSaid: {
        head: 'head;director',
        deputy: 'deputy',
        responsible: 'responsible',
        curator: 'school curator',
        observer: 'observer;regional operator',
      },
    },
    digest: {
      labels: { weekly: 'Weekly', none: 'Do not send' },
      alsoSaid: { weekly: 'yes;once a week', none: 'no;unsubscribed' },
    },
    language: {
      labels: { ru: 'Russian', en: 'English' },
      alsoSaid: { ru: 'rus', en: 'eng' },
    },
    rules: { noSchool: 'Give the school: without it this person sees no table at all.' },
  },
  riskFactors: {
    title: 'Risk factors',
    columns: {
      code: { header: 'Code', help: 'A short sign, for example R02. Schools do not see it.' },
      name: { header: 'Risk factor', help: 'The exact name.' },
      synonyms: {
        header: 'Also written',
        help: 'Other names, separated by semicolons: the factor is known by them too.',
      },
      active: { header: 'In use', help: 'No, if the factor is not used this year.' },
    },
  },
}

export const tableTexts = { ru, en }
