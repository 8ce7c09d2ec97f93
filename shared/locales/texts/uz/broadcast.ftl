broadcast-preview =
    { $people ->
        [0] Bu xabarni hech kim olmaydi.
       *[other] Bu xabar <b>{ $people }</b> kishiga yuboriladi. Yuboraymi?
    }
broadcast-button-send = 📣 Yuborish
broadcast-button-cancel = ✖️ Bekor qilish
broadcast-button-pause = ⏸ Toʻxtatib turish
broadcast-button-resume = ▶️ Davom etish
broadcast-button-stop = ⏹ Toʻxtatish
broadcast-running =
    📣 Yuborilmoqda: { $people } kishidan <b>{ $total }</b>
    Yuborildi: { $sent } · yetib bormaydi: { $unreachable } · yuborilmadi: { $failed } · nomaʼlum: { $unknown } · oʻchirib qoʻygan: { $declined }
broadcast-paused =
    ⏸ Toʻxtatib turilibdi: { $people } kishidan <b>{ $total }</b>
    Yuborildi: { $sent } · yetib bormaydi: { $unreachable } · yuborilmadi: { $failed } · nomaʼlum: { $unknown } · oʻchirib qoʻygan: { $declined }
broadcast-done =
    ✅ Hammaga yuborib boʻlindi: { $people } kishidan <b>{ $total }</b>
    Yuborildi: { $sent } · yetib bormaydi: { $unreachable } · yuborilmadi: { $failed } · nomaʼlum: { $unknown } · oʻchirib qoʻygan: { $declined }
broadcast-stopped =
    ⏹ Yuborish toʻxtatildi: { $people } kishidan <b>{ $total }</b>
    Yuborildi: { $sent } · yetib bormaydi: { $unreachable } · yuborilmadi: { $failed } · nomaʼlum: { $unknown } · oʻchirib qoʻygan: { $declined }
