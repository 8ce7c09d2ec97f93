# Настройки
command-settings = язык, уведомления и тихие часы
settings-button = ⚙️ Настройки
settings-title =
    <b>Настройки</b>
    Что вы отключите, не придёт сообщением: оно будет в /inbox, кроме новостей.
settings-alerts = 🔴 Срочные оповещения приходят всегда.
settings-quiet-none = 🌙 Тихие часы: нет
settings-quiet = 🌙 Тихие часы: { $from }–{ $to } ({ $zone })
settings-button-on = 🔔 { notice-kind }: вкл.
settings-button-off = 🔕 { notice-kind }: выкл.
settings-button-quiet = 🌙 Тихие часы…
settings-button-none = Без тихих часов
settings-button-back = ‹ Настройки
settings-from = С какого часа вас не беспокоить? Всё несрочное подождёт до конца тихих часов, а новости придут без звука.
settings-to = Тишина с { $from }. До скольких?
settings-same = Тихие часы не могут закончиться тогда же, когда начались. Выберите, пожалуйста, другое время.
