# Запись: даты
booking-date = { $weekday ->
        [1] пн
        [2] вт
        [3] ср
        [4] чт
        [5] пт
        [6] сб
       *[7] вс
    }, { $day } { $month ->
        [1] января
        [2] февраля
        [3] марта
        [4] апреля
        [5] мая
        [6] июня
        [7] июля
        [8] августа
        [9] сентября
        [10] октября
        [11] ноября
       *[12] декабря
    }
booking-when = { booking-date }, { $time }
booking-month = { $month ->
        [1] Январь
        [2] Февраль
        [3] Март
        [4] Апрель
        [5] Май
        [6] Июнь
        [7] Июль
        [8] Август
        [9] Сентябрь
        [10] Октябрь
        [11] Ноябрь
       *[12] Декабрь
    } { $year }
booking-weekdays = Пн Вт Ср Чт Пт Сб Вс

# Запись: выбор
command-book = записаться
command-mybookings = посмотреть, перенести или отменить записи
booking-button-book = 📅 Записаться
booking-button-mine = 🗓 Мои записи
booking-button-back = ‹ Назад
booking-services = На какую услугу вас записать?
booking-no-services = Сейчас записаться не на что. Загляните, пожалуйста, позже.
booking-offer = { $service } · { $minutes } мин
booking-masters =
    <b>{ $service }</b>
    К кому вас записать?
booking-button-any = 🎲 Кто свободен
booking-about = <b>{ $service }</b>, { $master }
booking-about-any = <b>{ $service }</b>, кто свободен
booking-pick-date = Выберите день. Где стоит число, есть свободное время.
booking-month-full = В этом месяце свободного времени нет. Посмотрите, пожалуйста, другой.
booking-pick-time = { schedule-date }: выберите время.
booking-full = { schedule-date }: свободного времени нет. Выберите, пожалуйста, другой день.
booking-nothing-free = В этот день свободного времени нет.
booking-confirm = Записать вас?
booking-slip =
    📅 { schedule-date }, <b>{ $time }</b>
    ✂️ { $service }, { $minutes } мин
    👤 { $master }
booking-slip-price = 💳 { $price }
booking-button-confirm = ✅ Записать
booking-booked = ✅ Вы записаны. До встречи!
booking-already = У вас уже есть запись: { booking-date }, { $time }. Её можно перенести или отменить.
booking-button-card = 📌 Показать запись
booking-button-again = 📅 Записаться ещё раз

# Запись: что мешает
booking-taken = Кто-то успел раньше: это время занято.
booking-too-soon = На это время записаться уже нельзя.
booking-too-far = Это слишком далеко: запись открыта на 60 дней вперёд.
booking-not-working = В это время никто не работает.
booking-withdrawn = Этого больше нет. Выберите, пожалуйста, что-нибудь другое.
booking-no-service = Такой услуги нет.
booking-no-master = К этому мастеру на такую услугу записаться нельзя.
booking-no-date = Такой даты нет. Напишите, например, 31.03.2026.
booking-no-time = Такого времени нет. Запись идёт по получасам: 9:00, 9:30.
booking-changed = За это время что-то изменилось. Посмотрите, пожалуйста, ещё раз.
booking-gone = Этой записи больше нет: её перенесли или отменили. Посмотрите /mybookings.
booking-begun = Эта запись уже началась.
booking-usage =
    Напишите так:
    <code>/book стрижка любой 31.03.2026 14:00</code>
    То есть: услуга, мастер или «любой», дата, время. Или просто /book, и выбирайте кнопками.

# Запись: свои записи
booking-mine = Ваши предстоящие записи:
booking-mine-none = Предстоящих записей у вас нет.
booking-past = Ваши прошлые записи:
booking-past-none = Прошлых записей у вас нет.
booking-glance = Ближайшие записи:
booking-glance-none = Предстоящих записей нет.
booking-glance-line = { booking-date }, { $time } · { $service } · { $master }
booking-line = { $status ->
        [active] { schedule-date }, { $time } · { $service }
        [completed] ✅ { schedule-date }, { $time } · { $service }
       *[other] ✖️ { schedule-date }, { $time } · { $service }
    }
booking-button-past = 🕓 Прошлые
booking-status = { $status ->
        [client] ✖️ Вы её отменили.
        [master] ✖️ Её отменил мастер.
        [completed] ✅ Выполнена.
       *[no-show] ✖️ Вы не пришли.
    }
booking-why = { $why ->
        [busy] Причина: много работы
        [sick] Причина: болезнь
        [personal] Причина: личные обстоятельства
       *[words] Причина: { $words }
    }
booking-button-move = 🔁 Перенести
booking-button-cancel = ✖️ Отменить запись
booking-ask-why = Почему вы её отменяете? Напишите пару слов или пропустите.
booking-why-too-long = Слишком длинно: не больше 160 символов.
booking-why-unprintable = Здесь есть символы, которые нельзя показать.
booking-button-no-reason = ✖️ Отменить без причины
booking-button-keep = ‹ Оставить запись
booking-cancelled = ✖️ Запись отменена.
booking-confirm-move = Перенести вашу запись с { booking-date }, { $time }?
booking-unmovable = Сейчас к этому мастеру записаться нельзя, поэтому перенести запись не получится. Она в силе, пока вы её не отмените.
booking-button-confirm-move = ✅ Перенести
booking-moved = ✅ Запись перенесена.

# Запись: весть другой стороне
booking-notice-booked =
    📅 <b>Новая запись</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-moved =
    🔁 <b>Запись перенесена</b>
    { $client }: { $service }
    Теперь { booking-date }, { $time }
    Было: { $was }
booking-notice-cancelled =
    ✖️ <b>Запись отменена</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-cancelled-why =
    ✖️ <b>Запись отменена</b>
    { booking-date }, { $time }
    { $client }: { $service }
    Причина: { $words }
booking-notice-cancelled-by-master =
    ✖️ <b>Вашу запись отменили</b>
    { booking-date }, { $time }
    { $service }, { $master }
    { $why ->
        [busy] Причина: много работы
        [sick] Причина: болезнь
        [personal] Причина: личные обстоятельства
       *[words] Причина: { $words }
    }
booking-reminder =
    ⏰ <b>Напоминание</b>
    { booking-date }, { $time }
    { $service }, { $master }
booking-button-file = 📎 В календарь
booking-file-sent = Файл уже в пути.
booking-file =
    Откройте файл, чтобы добавить запись в календарь:
    { booking-date }, { $time }
    { $service }, { $master }
