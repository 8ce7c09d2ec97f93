# Yozilish: sanalar
booking-date = { $weekday ->
        [1] dush
        [2] sesh
        [3] chor
        [4] pay
        [5] jum
        [6] shan
       *[7] yak
    }, { $day }-{ $month ->
        [1] yanvar
        [2] fevral
        [3] mart
        [4] aprel
        [5] may
        [6] iyun
        [7] iyul
        [8] avgust
        [9] sentabr
        [10] oktabr
        [11] noyabr
       *[12] dekabr
    }
booking-when = { booking-date }, { $time }
booking-month = { $month ->
        [1] Yanvar
        [2] Fevral
        [3] Mart
        [4] Aprel
        [5] May
        [6] Iyun
        [7] Iyul
        [8] Avgust
        [9] Sentabr
        [10] Oktabr
        [11] Noyabr
       *[12] Dekabr
    } { $year }
booking-weekdays = Du Se Ch Pa Ju Sh Ya

# Yozilish: tanlash
command-book = vaqtga yozilish
command-mybookings = yozuvlarimni koʻrish, koʻchirish yoki bekor qilish
booking-button-book = 📅 Yozilish
booking-button-mine = 🗓 Mening yozuvlarim
booking-button-back = ‹ Orqaga
booking-services = Qaysi xizmatga yozilmoqchisiz?
booking-no-services = Hozircha yoziladigan xizmat yoʻq. Iltimos, keyinroq urinib koʻring.
booking-offer = { $service } · { $minutes } daq
booking-masters =
    <b>{ $service }</b>
    Kimga yozilmoqchisiz?
booking-button-any = 🎲 Kim boʻsh boʻlsa
booking-about = <b>{ $service }</b>, { $master }
booking-about-any = <b>{ $service }</b>, kim boʻsh boʻlsa
booking-pick-date = Kunni tanlang. Raqam turgan kunlarda boʻsh vaqt bor.
booking-month-full = Bu oyda boʻsh vaqt yoʻq. Iltimos, boshqa oyni koʻring.
booking-pick-time = { schedule-date }: vaqtni tanlang.
booking-full = { schedule-date }: boʻsh vaqt qolmadi. Iltimos, boshqa kunni tanlang.
booking-nothing-free = Bu kunda boʻsh vaqt yoʻq.
booking-confirm = Shu vaqtga yozaymi?
booking-slip =
    📅 { schedule-date }, <b>{ $time }</b>
    ✂️ { $service }, { $minutes } daq
    👤 { $master }
booking-slip-price = 💳 { $price }
booking-button-confirm = ✅ Yozish
booking-booked = ✅ Siz yozildingiz. Koʻrishguncha!
booking-already = Sizda allaqachon yozuv bor: { booking-date }, { $time }. Uni koʻchirish yoki bekor qilish mumkin.
booking-button-card = 📌 Yozuvimni koʻrsatish
booking-button-again = 📅 Yana yozilish

# Yozilish: nima xalaqit beradi
booking-taken = Kimdir tezroq ulgurdi: bu vaqt band.
booking-too-soon = Bu vaqtga endi yozilib boʻlmaydi.
booking-too-far = Bu juda uzoq: 60 kun oldinga yozaman.
booking-not-working = Bu vaqtda hech kim ishlamaydi.
booking-withdrawn = Bu endi taklif qilinmaydi. Iltimos, boshqasini tanlang.
booking-no-service = Bunday xizmat yoʻq.
booking-no-master = Bu ustaga bunday xizmat uchun yozilib boʻlmaydi.
booking-no-date = Bunday sana yoʻq. Masalan, 31.03.2026 deb yozing.
booking-no-time = Bunday vaqt yoʻq. Vaqtlar yarim soatlik: 9:00, 9:30.
booking-changed = Shu orada nimadir oʻzgardi. Iltimos, qaytadan koʻring.
booking-gone = Bu yozuv endi yoʻq: koʻchirilgan yoki bekor qilingan. /mybookings ga qarang.
booking-begun = Bu yozuv vaqti boshlanib boʻlgan.
booking-usage =
    Shunday yozing:
    <code>/book soqol istalgan 31.03.2026 14:00</code>
    Yaʼni: xizmat, usta yoki “istalgan”, sana, vaqt. Yoki shunchaki /book deb yozib, tugmalardan tanlang.

# Yozilish: oʻz yozuvlarim
booking-mine = Kelgusi yozuvlaringiz:
booking-mine-none = Kelgusi yozuvlaringiz yoʻq.
booking-past = Oʻtgan yozuvlaringiz:
booking-past-none = Oʻtgan yozuvlaringiz yoʻq.
booking-glance = Yaqin yozuvlar:
booking-glance-none = Kelgusi yozuvlar yoʻq.
booking-glance-line = { booking-date }, { $time } · { $service } · { $master }
booking-line = { $status ->
        [active] { schedule-date }, { $time } · { $service }
        [completed] ✅ { schedule-date }, { $time } · { $service }
       *[other] ✖️ { schedule-date }, { $time } · { $service }
    }
booking-button-past = 🕓 Oʻtganlari
booking-status = { $status ->
        [client] ✖️ Siz bekor qilgansiz.
        [master] ✖️ Usta bekor qilgan.
        [completed] ✅ Bajarilgan.
       *[no-show] ✖️ Siz kelmagansiz.
    }
booking-why = { $why ->
        [busy] Sabab: ish koʻp
        [sick] Sabab: kasallik
        [personal] Sabab: shaxsiy
       *[words] Sabab: { $words }
    }
booking-button-move = 🔁 Koʻchirish
booking-button-cancel = ✖️ Bekor qilish
booking-ask-why = Nega bekor qilyapsiz? Bir-ikki soʻz yozing yoki sababsiz bekor qiling.
booking-why-too-long = Juda uzun: koʻpi bilan 160 ta belgi.
booking-why-unprintable = Bu yerda koʻrsatib boʻlmaydigan belgilar bor.
booking-button-no-reason = ✖️ Sababsiz bekor qilish
booking-button-keep = ‹ Yozuvni qoldirish
booking-cancelled = ✖️ Yozuvingiz bekor qilindi.
booking-confirm-move = Yozuvingizni { booking-date }, { $time } dan koʻchiraymi?
booking-unmovable = Hozir bu ustaga yozilib boʻlmaydi, shuning uchun yozuvni koʻchirib boʻlmaydi. Bekor qilmasangiz, u oʻz kuchida qoladi.
booking-button-confirm-move = ✅ Koʻchirish
booking-moved = ✅ Yozuvingiz koʻchirildi.

# Yozilish: boshqa tomonga xabar
booking-notice-booked =
    📅 <b>Yangi yozuv</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-moved =
    🔁 <b>Yozuv koʻchirildi</b>
    { $client }: { $service }
    Endi { booking-date }, { $time }
    Oldin: { $was }
booking-notice-cancelled =
    ✖️ <b>Yozuv bekor qilindi</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-cancelled-why =
    ✖️ <b>Yozuv bekor qilindi</b>
    { booking-date }, { $time }
    { $client }: { $service }
    Sabab: { $words }
booking-notice-cancelled-by-master =
    ✖️ <b>Yozuvingiz bekor qilindi</b>
    { booking-date }, { $time }
    { $service }, { $master }
    { $why ->
        [busy] Sabab: ish koʻp
        [sick] Sabab: kasallik
        [personal] Sabab: shaxsiy
       *[words] Sabab: { $words }
    }
booking-reminder =
    ⏰ <b>Eslatma</b>
    { booking-date }, { $time }
    { $service }, { $master }
booking-button-file = 📎 Taqvimga qoʻshish
booking-file-sent = Fayl yoʻlda.
booking-file =
    Yozuvni taqvimga qoʻshish uchun faylni oching:
    { booking-date }, { $time }
    { $service }, { $master }
