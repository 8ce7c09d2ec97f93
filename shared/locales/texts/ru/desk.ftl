# Приветствие и меню
greeting =
    Здравствуйте, { $name }! 👋
    Это стойка администратора. Чем могу помочь?
menu = Чем могу помочь?
hint = Не совсем понимаю. Вот что я умею:
unknown-command = Такой команды я не знаю. Вот что я умею:
button-menu = ‹ Меню
button-help = ❓ Что я умею
button-language = 🌐 Язык
button-join = 🪪 Хочу в команду

# Справка
help-title = <b>Что я умею</b>
command-start = поздороваться и начать сначала
command-help = показать этот список
command-language = выбрать язык
command-join = попроситься в команду
command-cancel = закрыть анкету, которую вы заполняете

# Язык
language-choice = На каком языке будем говорить?
language-set = Теперь говорим по-русски.
language-usage = Напишите <code>/language en</code>, <code>/language ru</code> или <code>/language uz</code>.

# Выход из анкеты
cancelled = Хорошо, анкета закрыта. Ничего не отправлено.
nothing-to-cancel = Открытой анкеты нет, отменять нечего.
button-cancel = ✖️ Отмена

# Заявка в команду
ask-first-name = Как ваше имя?
ask-last-name = А фамилия?
ask-phone = Ваш номер телефона? Поделитесь контактом или напишите номер с кодом страны.
button-share-phone = 📱 Отправить мой номер
not-a-text = Ответьте, пожалуйста, текстом.
name-too-short = Слишком коротко: нужно хотя бы 2 буквы.
name-too-long = Слишком длинно: не больше 64 букв.
not-a-name = Это не похоже на имя.
not-a-phone = Это не похоже на номер телефона: в нём от 8 до 15 цифр, например +998 90 123-45-67.
foreign-contact = Это чужой контакт. Нужен ваш собственный номер.
phone-taken = Этот номер уже у другого аккаунта. Укажите, пожалуйста, другой.
request-sent = Спасибо! Заявка отправлена. Я напишу вам, как только её рассмотрят.
request-notice =
    <b>Заявка в команду</b>
    { $name }
    { $phone }
button-approve = ✅ Одобрить: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
       *[inspector] инспектор
    }
button-reject = 🚫 Отклонить
decided-granted = ✅ { $role ->
        [master] Мастер
        [technician] Техник
        [manager] Менеджер
       *[inspector] Инспектор
    }: одобрил(а) { $by }
decided-rejected = 🚫 Отклонил(а) { $by }
already-decided = { $by } уже принял(а) решение.
newer-request = Эту заявку заменила новая. Посмотрите, пожалуйста, новое сообщение.
not-allowed = Это только для тех, кто управляет командой.
request-granted = 🎉 Добро пожаловать в команду! Заявка одобрена, ваша роль: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
       *[inspector] инспектор
    }.
request-rejected = На этот раз заявку в команду не одобрили. Можно попробовать ещё раз: /join.

# Когда что-то мешает
stale-button = Эта кнопка устарела.
apology = Извините, у нас что-то сломалось. Ваше сообщение сохранено, мы разберёмся.
slow-down = Чуть медленнее, пожалуйста: попробуйте через { $seconds ->
        [one] { $seconds } секунду
        [few] { $seconds } секунды
       *[other] { $seconds } секунд
    }.
reset = Пока вы заполняли анкету, меня обновили, и её пришлось закрыть. Начните, пожалуйста, заново.
already-done = Это уже сделано.
edited = Исправленные сообщения я не читаю. Отправьте, пожалуйста, новое.

# Оповещения суперадминам
heartbeat-lost =
    🔴 <b>Бот не подаёт признаков жизни уже { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[other] { $minutes } минут
    }.</b>
    Последний сигнал: { $last }
heartbeat-back = 🟢 <b>Бот снова работает.</b> Сбой длился { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[other] { $minutes } минут
    }.
table-unreachable = 🔴 <b>Таблица недоступна.</b> Пока так, сообщения не принимаются; Telegram хранит их у себя.
