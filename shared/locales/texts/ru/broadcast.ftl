broadcast-preview =
    { $people ->
        [0] Это сообщение никто не получит.
        [one] Это сообщение получит <b>{ $people }</b> человек. Отправить?
        [few] Это сообщение получат <b>{ $people }</b> человека. Отправить?
       *[other] Это сообщение получат <b>{ $people }</b> человек. Отправить?
    }
broadcast-button-send = 📣 Отправить
broadcast-button-cancel = ✖️ Отмена
broadcast-button-pause = ⏸ Пауза
broadcast-button-resume = ▶️ Продолжить
broadcast-button-stop = ⏹ Остановить
broadcast-running =
    📣 Идёт рассылка: <b>{ $total }</b> из { $people }
    Отправлено: { $sent } · недоступны: { $unreachable } · не удалось: { $failed } · неизвестно: { $unknown } · отключили: { $declined }
broadcast-paused =
    ⏸ Рассылка на паузе: <b>{ $total }</b> из { $people }
    Отправлено: { $sent } · недоступны: { $unreachable } · не удалось: { $failed } · неизвестно: { $unknown } · отключили: { $declined }
broadcast-done =
    ✅ Рассылка завершена: <b>{ $total }</b> из { $people }
    Отправлено: { $sent } · недоступны: { $unreachable } · не удалось: { $failed } · неизвестно: { $unknown } · отключили: { $declined }
broadcast-stopped =
    ⏹ Рассылка остановлена: <b>{ $total }</b> из { $people }
    Отправлено: { $sent } · недоступны: { $unreachable } · не удалось: { $failed } · неизвестно: { $unknown } · отключили: { $declined }
