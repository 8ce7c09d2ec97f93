# Уведомления, которые можно перечитать
command-inbox = прочитать уведомления ещё раз
inbox-button = 📥 Уведомления
inbox-title = <b>Ваши уведомления</b>
inbox-empty = Уведомлений пока нет. Всё, что я вам сообщаю, хранится здесь 30 дней.
notice-kind = { $kind ->
        [booking] Записи
        [reminder] Напоминания
        [access] Команда и роли
        [broadcast] Новости
        [system_maintenance] Сбои
       *[other] Прочее
    }
inbox-line = <b>{ $number }.</b> { $state ->
        [unread] 🔵
       *[read] ⚪️
    } { $at } · { notice-kind }
inbox-entry = { $at } · { notice-kind }
inbox-button-mark = ✓ Всё на этой странице прочитано
inbox-button-back = ‹ Уведомления
inbox-marked = { $count ->
        [0] Непрочитанного здесь уже не было.
        [one] Прочитано: { $count } уведомление.
        [few] Прочитано: { $count } уведомления.
       *[other] Прочитано: { $count } уведомлений.
    }
inbox-gone = Это уведомление больше не хранится.
