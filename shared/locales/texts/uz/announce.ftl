command-broadcast = hammaga xabar yuborish
announce-ask = Nima yuboray? Matn siz yozgandek, formatlashsiz yuboriladi. Rasm, video, ovozli xabar va boshqa hammasini boricha nusxalayman.
announce-open = Hali tugamaganlari quyida:
announce-line = { $status ->
        [counting] 🔢 sanalmoqda
        [ready] ❔ yuborilmagan
        [running] 📣 yuborilmoqda
        [paused] ⏸ toʻxtatib turilibdi
       *[stopping] ⏹ toʻxtatilmoqda
    } · 👥 { $people }
announce-too-long = Matn { $by } ta belgiga uzun: Telegram 4096 ta belgini qabul qiladi.
announce-album = Albomlarni yubora olmayman, faqat alohida xabarlarni.
announce-unsendable = Buni yubora olmayman.
announce-whom = Kimlarga yuboray? Oʻzgartirish uchun boshqa xabar yuboring.
announce-button-everyone = 👥 Hammaga
announce-button-role = 🪪 { role-name }
announce-copy = 📎 Siz yuborgan xabarni boricha nusxalayman. Iltimos, yuborish tugagunicha uni oʻchirmang.
announce-counting = Kimlar olishini sanayapman…
announce-stopping = ⏹ Toʻxtatyapman…
announce-cancelled = ✖️ Yuborish bekor qilindi. Xabarni hech kim olmadi.
announce-sure = Rostdan toʻxtataymi? { $people } kishidan <b>{ $total }</b> tasiga navbat yetdi. Qolganlar xabarni olmaydi, keyin davom ettirib boʻlmaydi.
announce-button-sure = ⏹ Ha, toʻxtatilsin
announce-button-keep = ‹ Yoʻq
announce-button-look = 🔄 Qayerga keldi?
announce-button-read = 👁 Xabarni koʻrsatish
announce-now = { $status ->
        [counting] Xabarni oluvchilar hali sanalmoqda.
        [ready] Oluvchilar sanab boʻlindi, yuborishni kutyapti.
        [running] Xabar yuborilmoqda.
        [paused] Yuborish toʻxtatib turilibdi.
        [stopping] Yuborish toʻxtatilmoqda.
        [done] Hammaga yuborib boʻlindi.
        [stopped] Yuborish toʻxtatildi.
       *[cancelled] Yuborish bekor qilindi.
    }
announce-gone = Bunday yuborishni bilmayman yoki endi saqlamayman.
announce-full = 10 ta yuborish hali tugamagan. Avval bittasini tugating: ular /broadcast buyrugʻida.
