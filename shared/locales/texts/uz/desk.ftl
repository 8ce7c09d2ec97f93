# Salomlashish va menyu
greeting =
    Assalomu alaykum, { $name }! 👋
    Bu qabulxona. Sizga qanday yordam bera olaman?
menu = Sizga qanday yordam bera olaman?
hint = Tushunmadim. Mana nimalar qila olaman:
unknown-command = Bunday buyruqni bilmayman. Mana nimalar qila olaman:
button-menu = ‹ Menyu
button-help = ❓ Nimalar qila olaman
button-language = 🌐 Til
button-join = 🪪 Jamoaga qoʻshilish
button-schedule = 📒 Mening jadvalim
button-shop = 🛠 Salon

# Yordam
help-title = <b>Nimalar qila olaman</b>
command-start = salomlashish va boshidan boshlash
command-help = shu roʻyxatni koʻrsatish
command-language = tilni tanlash
command-join = jamoaga qoʻshilishni soʻrash
command-cancel = toʻldirilayotgan shaklni yopish

# Til
language-choice = Qaysi tilda gaplashamiz?
language-set = Endi oʻzbekcha gaplashamiz.
language-usage = <code>/language en</code>, <code>/language ru</code> yoki <code>/language uz</code> deb yozing.

# Shakldan chiqish
cancelled = Yaxshi, shakl yopildi. Hech narsa yuborilmadi.
nothing-to-cancel = Ochiq shakl yoʻq, bekor qiladigan narsa ham yoʻq.
button-cancel = ✖️ Bekor qilish

# Jamoaga qoʻshilish
ask-first-name = Ismingiz nima?
ask-last-name = Familiyangiz-chi?
ask-phone = Telefon raqamingiz? Kontaktingizni ulashing yoki davlat kodi bilan yozing.
button-share-phone = 📱 Raqamimni yuborish
not-a-text = Iltimos, matn bilan javob bering.
name-too-short = Juda qisqa: kamida 2 ta belgi kerak.
name-too-long = Juda uzun: koʻpi bilan 64 ta belgi.
not-a-name = Bu ismga oʻxshamaydi.
not-a-phone = Bu telefon raqamiga oʻxshamaydi: unda 8 tadan 15 tagacha raqam boʻladi, masalan +998 90 123-45-67.
foreign-contact = Bu boshqa odamning kontakti. Menga oʻzingizning raqamingiz kerak.
phone-taken = Bu raqam boshqa akkauntda ishlatilmoqda. Iltimos, boshqasini yozing.
request-sent = Rahmat! Soʻrovingiz yuborildi. Qaror chiqishi bilan sizga yozaman.
request-notice =
    <b>Jamoaga qoʻshilish soʻrovi</b>
    { $name }
    { $phone }
button-approve = ✅ Tasdiqlash: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
       *[inspector] nazoratchi
    }
button-reject = 🚫 Rad etish
decided-granted = ✅ { $role ->
        [master] Usta
        [technician] Texnik
        [manager] Menejer
       *[inspector] Nazoratchi
    }: { $by } tasdiqladi
decided-rejected = 🚫 { $by } rad etdi
already-decided = { $by } allaqachon qaror qilgan.
newer-request = Bu soʻrov yangisi bilan almashtirilgan. Iltimos, yangi xabarga qarang.
not-allowed = Bu faqat jamoani boshqaradiganlar uchun.
masters-only = Bu faqat ustalar uchun.
superadmins-only = Bu faqat superadminlar uchun.
form-closed = Shu orada vazifalaringiz oʻzgardi, shuning uchun shakl yopildi. Hech narsa oʻzgarmadi.
private-only = Keling, buni shaxsiy suhbatda qilamiz: menga u yerda yozing.
request-granted = 🎉 Jamoaga xush kelibsiz! Soʻrovingiz tasdiqlandi, vazifangiz: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
       *[inspector] nazoratchi
    }.
request-rejected = Bu safar jamoaga qoʻshilish soʻrovingiz tasdiqlanmadi. Yana soʻrab koʻrishingiz mumkin: /join.

# Biror narsa xalaqit berganda
stale-button = Bu tugma eskirgan.
apology = Kechirasiz, bizda nosozlik yuz berdi. Xabaringiz saqlandi, koʻrib chiqamiz.
slow-down = Iltimos, biroz sekinroq: { $seconds } soniyadan keyin urinib koʻring.
reset = Siz shaklni toʻldirayotganda men yangilandim va uni yopishga toʻgʻri keldi. Iltimos, qaytadan boshlang.
already-done = Bu allaqachon bajarilgan.
edited = Tahrirlangan xabarlarni oʻqimayman. Iltimos, yangi xabar yuboring.

# Superadminlarga ogohlantirishlar; qolganlari alerts.ftl faylida
table-unreachable = 🔴 <b>Jadval ishlamayapti.</b> Tiklanguncha xabarlar qabul qilinmaydi, Telegram ularni saqlab turadi.
test-alert = 🔔 <b>Bu tekshiruv.</b> Ogohlantirishlar sizga yetib kelmoqda. Hech narsa qilish shart emas.
