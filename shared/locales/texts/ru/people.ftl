# Роли
role-name = { $role ->
        [client] клиент
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }

# Свой аккаунт
me =
    <b>{ $name }</b>
    Роли: { $roles }
    Язык: { $language }
deactivated = Ваш доступ сейчас отключён. Обратитесь, пожалуйста, в салон. Команды /help, /language и /forget_me по-прежнему работают.

# Поиск людей
command-me = мои роли, язык и ближайшие записи
command-people = найти человека, дать или забрать роль
people-ask = Кого ищем? Напишите начало имени или фамилии (хотя бы две буквы), @username, номер телефона или ID.
people-nobody = Никого не нашёл.
people-no-word = По этому искать нечего.
people-closed = Хорошо, поиск закрыт.
people-found = Найдено по «{ $word }»:
people-button-search = 🔎 Искать ещё
people-button-first = « В начало
people-button-back = ‹ Назад
people-button-next = Дальше ›
people-button-card = ‹ Карточка

# Карточка
people-roles = Роли: { $roles }
people-shut-out = ⛔️ Доступ отключён: роли не действуют.
people-lifted = 🔓 Можно несколько записей вперёд.
people-button-grant = ➕ { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }
people-button-take = ➖ { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }
people-button-deactivate = ⛔️ Отключить
people-button-reactivate = ✅ Включить снова
people-button-lift = 🔓 Разрешить несколько записей
people-button-bind = 🔒 Только одна запись
people-button-history = 🕘 История
people-history = <b>Что меняли: { $name }</b>
people-no-history = Пока ничего.
people-line = { $at } — { $what ->
        [granted] дана роль: { $role ->
            [master] мастер
            [technician] техник
            [manager] менеджер
            [inspector] инспектор
           *[superadmin] суперадмин
        }
        [taken] снята роль: { $role ->
            [master] мастер
            [technician] техник
            [manager] менеджер
            [inspector] инспектор
           *[superadmin] суперадмин
        }
        [approved] заявка одобрена: { $role ->
            [master] мастер
            [technician] техник
            [manager] менеджер
            [inspector] инспектор
           *[superadmin] суперадмин
        }
        [invited] приглашение: { $role ->
            [master] мастер
            [technician] техник
            [manager] менеджер
            [inspector] инспектор
           *[superadmin] суперадмин
        }
        [deactivated] доступ отключён
        [lifted] разрешено несколько записей
        [bound] только одна запись
       *[reactivated] доступ включён
    } ({ $by })
people-gone = Такого человека я больше не знаю.
people-full = Для этой роли больше нет мест: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }. Сначала снимите её с кого-нибудь.
people-request-deactivated = Доступ этого человека отключён. Сначала включите его в /people, потом одобрите заявку.
people-stale = За это время что-то изменилось. Сейчас всё так.
people-booked = <b>{ $name }</b> пока остаётся мастером: впереди есть записи.
people-booked-mend = Сначала они должны пройти или быть отменены: { $name } может сделать это в /schedule, а клиенты — в /mybookings. До тех пор от новых записей избавит «Закрыть запись» в салоне.
people-button-shop = 👥 В салоне
people-untouchable = Здесь это изменить нельзя: свою роль суперадмина никто не меняет, и хотя бы один суперадмин остаётся всегда.

# Что узнаёт человек
people-notice-granted = Теперь у вас есть роль: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }. Что она даёт, покажет /help.
people-notice-taken = У вас больше нет роли: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }.
people-notice-deactivated = Ваш доступ отключён. Если есть вопросы, обратитесь, пожалуйста, в салон.
people-notice-reactivated = Ваш доступ снова работает.
people-notice-lifted = Теперь у вас может быть сразу несколько предстоящих записей.
people-notice-bound = Теперь у вас может быть только одна предстоящая запись. Те, что уже есть, остаются.

# Several roles at once
choose-roles = Какие роли? Отметьте и одобрите.
button-approve-chosen = ✅ Одобрить отмеченные
button-approve-several = ☑️ Несколько ролей…
decided-granted-several = ✅ { $roles }: одобрил(а) { $by }
request-granted-several = 🎉 Добро пожаловать в команду! Заявка одобрена, у вас сразу несколько ролей: посмотрите /me.
