# Superadminlarga ogohlantirishlar: nima boʻldi, qachondan beri, raqamlar, nima qilish kerak; va tugashi
alert-heartbeat =
    🔴 <b>Bot hayot belgisini bermayapti: { $lasts }.</b>
    Boshlangan vaqti: { $since }. Oxirgi belgi: { $last }
    Nima qilish kerak: <code>botctl health</code>, soʻng <code>botctl doctor</code>.
alert-heartbeat-over = 🟢 <b>Bot yana ishlayapti.</b> Uzilish davomiyligi: { $lasted }.
alert-webhook-url =
    🔴 <b>Telegram bot manziliga murojaat qilmayapti.</b>
    Boshlangan vaqti: { $since }. Roʻyxatdagi manzil: { $registered }
    Bizniki: { $ours }
    Nima qilish kerak: <code>botctl webhook info</code>, soʻng <code>botctl webhook set</code>.
alert-webhook-url-over = 🟢 <b>Telegram yana toʻgʻri manzilga murojaat qilmoqda.</b> Uzilish davomiyligi: { $lasted }.
alert-webhook-errors =
    🔴 <b>Telegram botga xabarlarni yetkaza olmayapti.</b>
    Boshlangan vaqti: { $since }. Oxirgi xato, { $last }: { $message }
    Kutayotgan xabarlar: { $waiting }
    Nima qilish kerak: <code>botctl health</code>, soʻng webhook jurnalini koʻring.
alert-webhook-errors-over = 🟢 <b>Telegramda 5 daqiqadan beri xato yoʻq.</b> Nosozlik davomiyligi: { $lasted }.
alert-pending-updates =
    🔴 <b>Telegramda javobsiz xabarlar toʻplanmoqda.</b>
    Kutayotganlari: { $waiting }, va ular koʻpaymoqda. Boshlangan vaqti: { $since }.
    Nima qilish kerak: <code>botctl webhook info</code>, soʻng webhook jurnalini koʻring.
alert-pending-updates-over = 🟢 <b>Xabarlar endi toʻplanmayapti.</b> Davomiyligi: { $lasted }.
alert-old-notices =
    🔴 <b>Bildirishnomalar yuborilmayapti.</b>
    Kechikayotganlari: { $count }. Eng eskisi kutayotgan vaqt: { $oldest } dan beri, { $waits }.
    Nima qilish kerak: notifier jurnalini koʻring, soʻng <code>botctl doctor</code>.
alert-old-notices-over = 🟢 <b>Bildirishnomalar yana yuborilmoqda.</b> Uzilish davomiyligi: { $lasted }.
alert-dead-letters =
    🔴 <b>Navbatda qayta ishlab boʻlmagan xabarlar bor.</b>
    { $queues }
    Boshlangan vaqti: { $since }.
    Nima qilish kerak: notifier jurnalini koʻring, soʻng xabarlarni navbatga qaytaring yoki oʻchiring (docs/runbook.md#dead-letters).
alert-dead-letters-over = 🟢 <b>Qayta ishlab boʻlmagan xabarlar qolmadi.</b> Davomiyligi: { $lasted }.
alert-parked =
    🔴 <b>Nimanidir qayta ishlab boʻlmadi va u chetga olib qoʻyildi.</b>
    Telegram xabarlari: { $updates }. Navbat xabarlari: { $messages }. Boshlangan vaqti: { $since }.
    Nima qilish kerak: <code>botctl parked list</code>, soʻng ularni takrorlang yoki oʻchiring.
alert-parked-over = 🟢 <b>Chetga olib qoʻyilgan xabarlar qolmadi.</b> Davomiyligi: { $lasted }.
alert-broadcast =
    🔴 <b>Xabar tarqatish toʻxtab qoldi.</b>
    { $broadcast }, { $stands }, boshlangan vaqti: { $since }. Toʻxtab qolganlari: { $count }.
    Nima qilish kerak: uni /broadcast orqali toʻxtatib, davom ettiring va notifier jurnalini koʻring.
alert-broadcast-over = 🟢 <b>Toʻxtab qolgan xabar tarqatish yoʻq.</b> Davomiyligi: { $lasted }.
