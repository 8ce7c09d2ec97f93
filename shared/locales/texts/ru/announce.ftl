command-broadcast = разослать сообщение всем
announce-ask = Что разослать? Текст уйдёт так, как вы его напишете, без форматирования. Фото, видео, голосовое сообщение и всё остальное я скопирую как есть.
announce-open = Ещё не закончены, см. ниже:
announce-line = { $status ->
        [counting] 🔢 подсчёт
        [ready] ❔ не отправлена
        [running] 📣 отправляется
        [paused] ⏸ на паузе
       *[stopping] ⏹ останавливается
    } · 👥 { $people }
announce-too-long = { $by ->
        [one] Текст длиннее на { $by } символ: Telegram принимает 4096.
        [few] Текст длиннее на { $by } символа: Telegram принимает 4096.
       *[other] Текст длиннее на { $by } символов: Telegram принимает 4096.
    }
announce-album = Альбомы я разослать не могу, только отдельные сообщения.
announce-unsendable = Это я разослать не могу.
announce-whom = Кому разослать? Чтобы изменить сообщение, просто пришлите другое.
announce-button-everyone = 👥 Всем
announce-button-role = 🪪 { role-name }
announce-copy = 📎 Я скопирую присланное сообщение как есть. Пожалуйста, не удаляйте его до конца рассылки.
announce-counting = Считаю, кто это получит…
announce-stopping = ⏹ Останавливаю…
announce-cancelled = ✖️ Рассылка отменена. Никто её не получил.
announce-sure = Точно остановить? Очередь дошла до <b>{ $total }</b> из { $people }. Остальные ничего не получат, и продолжить будет нельзя.
announce-button-sure = ⏹ Да, остановить
announce-button-keep = ‹ Нет
announce-button-look = 🔄 Что сейчас?
announce-button-read = 👁 Показать сообщение
announce-now = { $status ->
        [counting] Получатели рассылки ещё считаются.
        [ready] Рассылка подсчитана и ждёт отправки.
        [running] Рассылка идёт.
        [paused] Рассылка на паузе.
        [stopping] Рассылка останавливается.
        [done] Рассылка завершена.
        [stopped] Рассылка остановлена.
       *[cancelled] Рассылка отменена.
    }
announce-gone = Я не знаю такой рассылки или уже не храню её.
announce-full = Не закончены 10 рассылок. Сначала завершите одну из них: они есть в /broadcast.
