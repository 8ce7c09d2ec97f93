# Календарь мастера
command-schedule = ваш день и неделя, записи и перерывы
schedule-date = { booking-date }{ $other ->
        [none] {""}
       *[other] {" "}{ $other } г.
    }
schedule-day = <b>{ schedule-date }</b>
schedule-day-hours = 🕘 { $hours }
schedule-day-closed = В этот день недели вы не работаете.
schedule-day-off = 🌴 Выходной.
schedule-line-booking = { $from }–{ $to } { $state ->
        [completed] ✅
        [no-show] 👻
       *[active] 👤
    } { $name } · { $service }
schedule-line-block = { $from }–{ $to } 🚫 перерыв
schedule-line-block-note = { $from }–{ $to } 🚫 { $note }
schedule-line-lunch = { $from }–{ $to } 🍽 обед
schedule-line-free = { $from }–{ $to } свободно
schedule-somebody = клиент
schedule-some-service = услуга
schedule-week = <b>Неделя</b>
schedule-week-work = { schedule-date }: { $bookings ->
        [0] записей нет
        [one] { $bookings } запись
        [few] { $bookings } записи
       *[other] { $bookings } записей
    }, свободно { $free } ч
schedule-week-over = { schedule-date }: { $bookings ->
        [0] записей не было
        [one] { $bookings } запись
        [few] { $bookings } записи
       *[other] { $bookings } записей
    }
schedule-week-off = { schedule-date }: 🌴 выходной
schedule-week-closed = { schedule-date }: не работаете
schedule-button-date = { hours-weekday } { $day }
schedule-button-previous = ‹
schedule-button-next = ›
schedule-button-week = 🗓 Неделя
schedule-button-today = Сегодня
schedule-button-hours = 🕘 Часы работы
schedule-button-back = ‹ Назад
schedule-button-to-day = ‹ { schedule-date }
schedule-button-service = { $service }

# Что запланировано
schedule-button-book = ➕ Записать клиента
schedule-button-lunch = 🍽 Обед
schedule-button-away = 🚫 Перерыв
schedule-button-off = 🌴 Выходной
schedule-button-work = 💼 Работать в этот день
schedule-block = 🚫 Перерыв: { schedule-date }, { $span }.
schedule-button-retime = 🕘 Другое время
schedule-button-note = ✏️ Заметка
schedule-button-unblock = ✅ Убрать перерыв
schedule-ask-span = Когда вас не будет? Выберите начало или напишите, например 13:00-15:00.
schedule-ends = Перерыв с { $start }. До скольки?
schedule-ask-note = По какой причине? Это заметка для вас.
schedule-button-no-note = Без заметки
schedule-lunches = Когда обед, { schedule-date }? Он длится час.
schedule-button-usual-lunch = Как обычно
schedule-button-no-lunch = Без обеда
schedule-services = Какая услуга, { schedule-date }?
schedule-times = { $service }, { schedule-date }. На какое время?
schedule-no-times = { $service }: { schedule-date } ничего не свободно.
schedule-ask-name = На кого записать? Напишите имя.

# Запись
schedule-booking =
    <b>{ schedule-date }, { $from }–{ $to }</b>
    { $name }
    { $service }{ $state ->
        [completed] {" "}· ✅ клиент был
        [no-show] {" "}· 👻 клиент не пришёл
       *[active] {""}
    }
schedule-button-cancel = ❌ Отменить запись
schedule-button-completed = ✅ Клиент был
schedule-button-no-show = 👻 Не пришёл
schedule-ask-why = Почему отменяете? Выберите или напишите: клиент это прочитает.
schedule-sure = Отменить эту запись? Я не могу написать клиенту: сообщите ему сами, пожалуйста.
schedule-button-busy = 🏃 Слишком много дел
schedule-button-sick = 🤒 Болезнь
schedule-button-personal = 🏠 Личные причины

# Что не так с ответом
schedule-empty = Здесь нечего прочитать.
schedule-too-long = Слишком длинно: не больше 160 знаков.
schedule-unprintable = Здесь есть знаки, которые нельзя показать.
schedule-not-a-span = Не могу прочитать это как время. Напишите, например, 13:00-15:00.
schedule-out-of-day = В сутках есть время с 00:00 до 24:00.
schedule-off-grid = Время должно быть на целый час или половину: 13:00, 13:30.
schedule-backwards = Конец должен быть позже начала.

# Что сделано
schedule-done-off = 🌴 { schedule-date } — выходной.
schedule-done-working = 💼 { schedule-date } — рабочий день.
schedule-done-lunch = 🍽 { schedule-date }: обед { $span }.
schedule-done-lunch-usual = 🍽 { schedule-date }: обед как обычно.
schedule-done-lunch-none = 🍽 { schedule-date }: без обеда.
schedule-done-away = 🚫 Перерыв: { schedule-date }, { $span }.
schedule-done-unblocked = ✅ { schedule-date }, { $span }: перерыв убран.
schedule-done-booked = ✅ Записано: { $name }, { schedule-date } в { $time }.
schedule-done-cancelled = ❌ Запись отменена, { schedule-date }. Я сообщу клиенту.
schedule-done-cancelled-quietly = ❌ Запись отменена, { schedule-date }. Сообщите клиенту сами, пожалуйста.
schedule-done-cancelled-own = ❌ Ваша запись отменена, { schedule-date }.
schedule-done-left = Хорошо, ничего не изменилось: { schedule-date }.

# Что мешает
schedule-past = { schedule-date }: это время уже прошло.
schedule-far = { schedule-date }: так далеко планировать нельзя.
schedule-is-off = { schedule-date } — выходной.
schedule-not-off = { schedule-date } — не выходной.
schedule-closed = { schedule-date }: в этот день вы не работаете.
schedule-outside = В этот день вы работаете { $span }.
schedule-in-lunch = В этот день обед { $span }.
schedule-lunch-outside = Обед должен быть внутри рабочих часов: { $span }.
schedule-blocks = В это время у вас уже перерыв: { $span }.
schedule-bookings = { schedule-date } есть записи. Сначала отмените их, пожалуйста:
schedule-taken = { schedule-date }: на это время уже есть запись.
schedule-gone = { schedule-date }: эту запись отменили или перенесли.
schedule-ended = { schedule-date }: эта запись уже завершена.
schedule-begun = { schedule-date }: приём уже начался, отменить нельзя.
schedule-not-begun = { schedule-date }: приём ещё не начался.
schedule-full = { schedule-date }: записей уже столько, сколько может быть за день.
schedule-no-block = { schedule-date }: этого перерыва больше нет.
schedule-no-time = { schedule-date }: такого времени в этот день нет.
schedule-no-service = Этой услуги вы не делаете. Кто что делает, выбирает менеджер: /shop.
schedule-listed = • { schedule-date }, { $time }: { $name }
schedule-listed-more = { $count ->
        [one] и ещё { $count }
       *[other] и ещё { $count }
    }
schedule-changed = Тем временем здесь что-то изменилось. Вот как это выглядит сейчас.
schedule-usage = Напишите <code>/schedule</code> или с датой: <code>/schedule 05.03.2026</code>.

# Часы работы
hours-weekday = { $weekday ->
        [1] Пн
        [2] Вт
        [3] Ср
        [4] Чт
        [5] Пт
        [6] Сб
       *[7] Вс
    }
hours-title-own = <b>Ваши часы работы</b>
hours-title = <b>Часы работы: { $name }</b>
hours-day = { hours-weekday }: { $hours }
hours-day-closed = { hours-weekday }: закрыто
hours-lunch = 🍽 Обед: { $lunch }
hours-no-lunch = 🍽 Без обеда
hours-button-lunch = 🍽 Обед
hours-button-closed = 🚪 Закрыто
hours-starts = { hours-weekday }: во сколько начинается работа?
hours-ends = { hours-weekday } с { $start }: до скольки?
hours-lunches = Во сколько начинается обед? Он длится час.
hours-lunch-outside = { hours-weekday }: обед оказался бы вне рабочих часов. Сначала измените одно или другое.
hours-bookings = Есть записи, которым не хватит места. Сначала отмените их, пожалуйста:
hours-changed = Тем временем часы работы изменили. Вот как они выглядят сейчас.
