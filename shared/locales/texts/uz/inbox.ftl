# Qayta oʻqish mumkin boʻlgan xabarlar
command-inbox = xabarlarni qayta oʻqish
inbox-button = 📥 Xabarlar
inbox-title = <b>Sizga kelgan xabarlar</b>
inbox-empty = Hozircha xabar yoʻq. Sizga yozganlarim bu yerda 30 kun saqlanadi.
notice-kind = { $kind ->
        [booking] Yozuvlar
        [reminder] Eslatmalar
        [access] Jamoa va vazifalar
        [broadcast] Yangiliklar
        [system_maintenance] Uzilishlar
       *[other] Boshqa
    }
inbox-line = <b>{ $number }.</b> { $state ->
        [unread] 🔵
       *[read] ⚪️
    } { $at } · { notice-kind }
inbox-entry = { $at } · { notice-kind }
inbox-button-mark = ✓ Sahifadagilarning hammasi oʻqildi
inbox-button-back = ‹ Xabarlar
inbox-marked = { $count ->
        [0] Bu yerda oʻqilmagan xabar qolmagan edi.
       *[other] { $count } ta xabar oʻqilgan deb belgilandi.
    }
inbox-gone = Bu xabar endi saqlanmaydi.
