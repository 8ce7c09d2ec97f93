# Оповещения суперадминам: что случилось, с каких пор, цифры, что делать; и отбой
alert-heartbeat =
    🔴 <b>Бот не подаёт признаков жизни уже { $lasts }.</b>
    С { $since }. Последний сигнал: { $last }
    Что делать: <code>botctl health</code>, затем <code>botctl doctor</code>.
alert-heartbeat-over = 🟢 <b>Бот снова работает.</b> Сбой длился { $lasted }.
alert-webhook-url =
    🔴 <b>Telegram обращается не по адресу бота.</b>
    С { $since }. Зарегистрирован: { $registered }
    Наш: { $ours }
    Что делать: <code>botctl webhook info</code>, затем <code>botctl webhook set</code>.
alert-webhook-url-over = 🟢 <b>Telegram снова обращается по верному адресу.</b> Сбой длился { $lasted }.
alert-webhook-errors =
    🔴 <b>Telegram не может доставить боту сообщения.</b>
    С { $since }. Последняя ошибка, { $last }: { $message }
    Ждут доставки: { $waiting }
    Что делать: <code>botctl health</code>, затем посмотрите журнал функции webhook.
alert-webhook-errors-over = 🟢 <b>У Telegram уже 5 минут нет ошибок.</b> Сбой длился { $lasted }.
alert-pending-updates =
    🔴 <b>В Telegram копятся необработанные сообщения.</b>
    Ждут: { $waiting }, и их всё больше, с { $since }.
    Что делать: <code>botctl webhook info</code>, затем посмотрите журнал функции webhook.
alert-pending-updates-over = 🟢 <b>Сообщения больше не копятся.</b> Это длилось { $lasted }.
alert-old-notices =
    🔴 <b>Уведомления не уходят.</b>
    Опаздывают: { $count }. Самое старое ждёт с { $oldest }, уже { $waits }.
    Что делать: посмотрите журнал функции notifier, затем <code>botctl doctor</code>.
alert-old-notices-over = 🟢 <b>Уведомления снова уходят.</b> Сбой длился { $lasted }.
alert-dead-letters =
    🔴 <b>Есть сообщения очереди, которые не удалось обработать.</b>
    { $queues }
    С { $since }.
    Что делать: посмотрите журнал функции notifier, затем верните сообщения в очередь или удалите их (docs/runbook.md#dead-letters).
alert-dead-letters-over = 🟢 <b>Необработанных сообщений очереди больше нет.</b> Они лежали { $lasted }.
alert-parked =
    🔴 <b>Что-то не удалось обработать, и оно отложено.</b>
    Сообщений Telegram: { $updates }. Сообщений очереди: { $messages }. С { $since }.
    Что делать: <code>botctl parked list</code>, затем повторите или удалите отложенное.
alert-parked-over = 🟢 <b>Отложенного больше нет.</b> Оно лежало { $lasted }.
alert-broadcast =
    🔴 <b>Рассылка стоит на месте.</b>
    { $broadcast }, уже { $stands }, с { $since }. Всего стоят: { $count }.
    Что делать: поставьте её на паузу и продолжите через /broadcast, затем посмотрите журнал функции notifier.
alert-broadcast-over = 🟢 <b>Ни одна рассылка больше не стоит на месте.</b> Это длилось { $lasted }.
