# Vazifalar
role-name = { $role ->
        [client] mijoz
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }

# Oʻz akkaunti
me =
    <b>{ $name }</b>
    Vazifalar: { $roles }
    Til: { $language }
deactivated = Hozircha kirishingiz oʻchirilgan. Iltimos, salonga murojaat qiling. /help, /language va /forget_me buyruqlari ishlayveradi.

# Odamlarni qidirish
command-me = vazifalarim, tilim va yaqin yozuvlarim
command-people = odamlarni topish, vazifa berish va olish
people-ask = Kimni qidiramiz? Ism yoki familiyaning boshini (kamida ikki harf), @username, telefon raqami yoki ID yozing.
people-nobody = Hech kim topilmadi.
people-no-word = Bunda qidiradigan narsa yoʻq.
people-closed = Yaxshi, qidiruv yopildi.
people-found = “{ $word }” boʻyicha topildi:
people-button-search = 🔎 Yana qidirish
people-button-first = « Boshiga
people-button-back = ‹ Orqaga
people-button-next = Keyingi ›
people-button-card = ‹ Kartochka

# Kartochka
people-roles = Vazifalar: { $roles }
people-shut-out = ⛔️ Kirishi oʻchirilgan: vazifalar ishlamaydi.
people-lifted = 🔓 Oldindan bir nechta yozuvga ruxsat bor.
people-button-grant = ➕ { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }
people-button-take = ➖ { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }
people-button-deactivate = ⛔️ Oʻchirish
people-button-reactivate = ✅ Qayta yoqish
people-button-lift = 🔓 Bir nechta yozuvga ruxsat
people-button-bind = 🔒 Faqat bitta yozuv
people-button-history = 🕘 Tarix
people-history = <b>{ $name }: oʻzgarishlar</b>
people-no-history = Hozircha hech narsa.
people-line = { $at } — { $what ->
        [granted] vazifa berildi: { $role ->
            [master] usta
            [technician] texnik
            [manager] menejer
            [inspector] nazoratchi
           *[superadmin] superadmin
        }
        [taken] vazifa olindi: { $role ->
            [master] usta
            [technician] texnik
            [manager] menejer
            [inspector] nazoratchi
           *[superadmin] superadmin
        }
        [approved] soʻrov tasdiqlandi: { $role ->
            [master] usta
            [technician] texnik
            [manager] menejer
            [inspector] nazoratchi
           *[superadmin] superadmin
        }
        [invited] taklif qabul qilindi: { $role ->
            [master] usta
            [technician] texnik
            [manager] menejer
            [inspector] nazoratchi
           *[superadmin] superadmin
        }
        [deactivated] kirish oʻchirildi
        [lifted] bir nechta yozuvga ruxsat berildi
        [bound] faqat bitta yozuv qoldirildi
       *[reactivated] kirish yoqildi
    } ({ $by })
people-gone = Bu odamni endi bilmayman.
people-full = Bu vazifa uchun joy qolmagan: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }. Avval kimdandir oling.
people-request-deactivated = Bu odamning kirishi oʻchirilgan. Avval uni /people orqali yoqing, keyin soʻrovni tasdiqlang.
people-stale = Shu orada nimadir oʻzgardi. Hozirgi holat shunday.
people-booked = <b>{ $name }</b> hozircha usta boʻlib qoladi: oldinda yozuvlar bor.
people-booked-mend = Avval ular oʻtishi yoki bekor qilinishi kerak: { $name } buni /schedule orqali, mijozlar esa /mybookings orqali qila oladi. Ungacha salondagi “Yozilishni yopish” yangi yozuvlarning oldini oladi.
people-button-shop = 👥 Salonda
people-untouchable = Buni bu yerda oʻzgartirib boʻlmaydi: hech kim oʻzining superadmin vazifasini oʻzgartirmaydi va kamida bitta superadmin doim qoladi.

# Odam nimani biladi
people-notice-granted = Endi vazifangiz: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }. Imkoniyatlaringizni /help koʻrsatadi.
people-notice-taken = Sizda endi bu vazifa yoʻq: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }.
people-notice-deactivated = Kirishingiz oʻchirildi. Savolingiz boʻlsa, salonga murojaat qiling.
people-notice-reactivated = Kirishingiz yana ishlaydi.
people-notice-lifted = Endi oldindan bir nechta yozuv qilishingiz mumkin.
people-notice-bound = Endi oldindan faqat bitta yozuv qilish mumkin. Bor yozuvlaringiz oʻz joyida qoladi.

# Several roles at once
choose-roles = Qaysi vazifalar? Belgilang va tasdiqlang.
button-approve-chosen = ✅ Belgilanganlarni tasdiqlash
button-approve-several = ☑️ Bir nechta vazifa…
decided-granted-several = ✅ { $roles }: { $by } tasdiqladi
request-granted-several = 🎉 Jamoaga xush kelibsiz! Soʻrovingiz tasdiqlandi, sizda bir nechta vazifa bor: /me buyrugʻini koʻring.
