# Ustaning taqvimi
command-schedule = kuningiz va haftangiz, yozuvlar va tanaffuslar
schedule-date = { booking-date }{ $other ->
        [none] {""}
       *[other] , { $other }-yil
    }
schedule-day = <b>{ schedule-date }</b>
schedule-day-hours = 🕘 { $hours }
schedule-day-closed = Haftaning bu kunida ishlamaysiz.
schedule-day-off = 🌴 Dam olish kuni.
schedule-line-booking = { $from }–{ $to } { $state ->
        [completed] ✅
        [no-show] 👻
       *[active] 👤
    } { $name } · { $service }
schedule-line-block = { $from }–{ $to } 🚫 tanaffus
schedule-line-block-note = { $from }–{ $to } 🚫 { $note }
schedule-line-lunch = { $from }–{ $to } 🍽 tushlik
schedule-line-free = { $from }–{ $to } boʻsh
schedule-somebody = mijoz
schedule-some-service = xizmat
schedule-week = <b>Hafta</b>
schedule-week-work = { schedule-date }: { $bookings ->
        [0] yozuv yoʻq
       *[other] { $bookings } ta yozuv
    }, boʻsh vaqt { $free } soat
schedule-week-over = { schedule-date }: { $bookings ->
        [0] yozuv boʻlmagan
       *[other] { $bookings } ta yozuv
    }
schedule-week-off = { schedule-date }: 🌴 dam olish kuni
schedule-week-closed = { schedule-date }: ish yoʻq
schedule-button-date = { hours-weekday } { $day }
schedule-button-previous = ‹
schedule-button-next = ›
schedule-button-week = 🗓 Hafta
schedule-button-today = Bugun
schedule-button-hours = 🕘 Ish vaqti
schedule-button-back = ‹ Orqaga
schedule-button-to-day = ‹ { schedule-date }
schedule-button-service = { $service }

# Rejadagi ishlar
schedule-button-book = ➕ Mijozni yozish
schedule-button-lunch = 🍽 Tushlik
schedule-button-away = 🚫 Tanaffus
schedule-button-off = 🌴 Dam olish
schedule-button-work = 💼 Shu kuni ishlash
schedule-block = 🚫 Tanaffus: { schedule-date }, { $span }.
schedule-button-retime = 🕘 Boshqa vaqt
schedule-button-note = ✏️ Izoh
schedule-button-unblock = ✅ Tanaffusni olib tashlash
schedule-ask-span = Qachon boʻlmaysiz? Boshlanishini tanlang yoki yozing, masalan 13:00-15:00.
schedule-ends = Tanaffus { $start } dan. Qachongacha?
schedule-ask-note = Nima sababdan? Bu oʻzingiz uchun izoh.
schedule-button-no-note = Izohsiz
schedule-lunches = { schedule-date }: tushlik qachon? U bir soat davom etadi.
schedule-button-usual-lunch = Odatdagidek
schedule-button-no-lunch = Tushliksiz
schedule-services = { schedule-date }: qaysi xizmat?
schedule-times = { $service }, { schedule-date }. Soat nechada?
schedule-no-times = { $service }: { schedule-date } kuni boʻsh vaqt yoʻq.
schedule-ask-name = Kimni yozamiz? Ismini yozing.

# Yozuv
schedule-booking =
    <b>{ schedule-date }, { $from }–{ $to }</b>
    { $name }
    { $service }{ $state ->
        [completed] {" "}· ✅ keldi
        [no-show] {" "}· 👻 kelmadi
       *[active] {""}
    }
schedule-button-cancel = ❌ Yozuvni bekor qilish
schedule-button-completed = ✅ Keldi
schedule-button-no-show = 👻 Kelmadi
schedule-ask-why = Nega bekor qilyapsiz? Tanlang yoki yozing: mijoz buni oʻqiydi.
schedule-sure = Bu yozuvni bekor qilaymi? Mijozga men yoza olmayman: iltimos, oʻzingiz ayting.
schedule-button-busy = 🏃 Ish koʻp
schedule-button-sick = 🤒 Kasallik
schedule-button-personal = 🏠 Shaxsiy sabablar

# Javobda nima notoʻgʻri
schedule-empty = Bunda oʻqiladigan hech narsa yoʻq.
schedule-too-long = Juda uzun: koʻpi bilan 160 ta belgi.
schedule-unprintable = Bunda koʻrsatib boʻlmaydigan belgilar bor.
schedule-not-a-span = Buni vaqt deb oʻqiy olmadim. Masalan, 13:00-15:00 deb yozing.
schedule-out-of-day = Bir kunda 00:00 dan 24:00 gacha vaqt bor.
schedule-off-grid = Vaqt butun yoki yarim soatda boʻladi: 13:00, 13:30.
schedule-backwards = Tugashi boshlanishidan keyin boʻlishi kerak.

# Nima qilindi
schedule-done-off = 🌴 { schedule-date } — dam olish kuni.
schedule-done-working = 💼 { schedule-date } — ish kuni.
schedule-done-lunch = 🍽 { schedule-date }: tushlik { $span }.
schedule-done-lunch-usual = 🍽 { schedule-date }: tushlik odatdagidek.
schedule-done-lunch-none = 🍽 { schedule-date }: tushliksiz.
schedule-done-away = 🚫 Tanaffus: { schedule-date }, { $span }.
schedule-done-unblocked = ✅ { schedule-date }, { $span }: tanaffus olib tashlandi.
schedule-done-booked = ✅ Yozildi: { $name }, { schedule-date }, { $time }.
schedule-done-cancelled = ❌ { schedule-date } kungi yozuv bekor qilindi. Mijozga xabar beraman.
schedule-done-cancelled-quietly = ❌ { schedule-date } kungi yozuv bekor qilindi. Iltimos, mijozga oʻzingiz ayting.
schedule-done-cancelled-own = ❌ { schedule-date }: yozuvingiz bekor qilindi.
schedule-done-left = Yaxshi, { schedule-date } kuni hech narsa oʻzgarmadi.

# Nima xalaqit beryapti
schedule-past = { schedule-date }: bu vaqt oʻtib ketgan.
schedule-far = { schedule-date }: buncha oldindan rejalab boʻlmaydi.
schedule-is-off = { schedule-date } — dam olish kuni.
schedule-not-off = { schedule-date } — dam olish kuni emas.
schedule-closed = { schedule-date } kuni ishlamaysiz.
schedule-outside = Bu kuni { $span } ishlaysiz.
schedule-in-lunch = Bu kuni tushlik { $span }.
schedule-lunch-outside = Tushlik ish vaqti ichida boʻlishi kerak: { $span }.
schedule-blocks = Bu vaqtda tanaffus bor: { $span }.
schedule-bookings = { schedule-date } kuni yozuvlar bor. Iltimos, avval ularni bekor qiling:
schedule-taken = { schedule-date }: bu vaqt band.
schedule-gone = { schedule-date }: bu yozuv bekor qilingan yoki koʻchirilgan.
schedule-ended = { schedule-date }: bu yozuv allaqachon yakunlangan.
schedule-begun = { schedule-date }: qabul boshlangan, endi bekor qilib boʻlmaydi.
schedule-not-begun = { schedule-date }: qabul hali boshlanmagan.
schedule-full = { schedule-date }: bir kunda boʻlishi mumkin boʻlgan yozuvlar toʻldi.
schedule-no-block = { schedule-date }: bu tanaffus endi yoʻq.
schedule-no-time = { schedule-date }: bu kuni bunday vaqt yoʻq.
schedule-no-service = Bu xizmatni bajarmaysiz. Kim nima qilishini menejer tanlaydi: /shop.
schedule-listed = • { schedule-date }, { $time }: { $name }
schedule-listed-more = va yana { $count } ta
schedule-changed = Shu orada oʻzgarish boʻldi. Hozirgi holati mana shunday.
schedule-usage = <code>/schedule</code> deb yoki sana bilan yozing: <code>/schedule 05.03.2026</code>.

# Ish vaqti
hours-weekday = { $weekday ->
        [1] Du
        [2] Se
        [3] Ch
        [4] Pa
        [5] Ju
        [6] Sh
       *[7] Ya
    }
hours-title-own = <b>Ish vaqtingiz</b>
hours-title = <b>Ish vaqti: { $name }</b>
hours-day = { hours-weekday }: { $hours }
hours-day-closed = { hours-weekday }: ish yoʻq
hours-lunch = 🍽 Tushlik: { $lunch }
hours-no-lunch = 🍽 Tushliksiz
hours-button-lunch = 🍽 Tushlik
hours-button-closed = 🚪 Ish yoʻq
hours-starts = { hours-weekday }: ish qachon boshlanadi?
hours-ends = { hours-weekday }, { $start } dan: qachongacha?
hours-lunches = Tushlik qachon boshlanadi? U bir soat davom etadi.
hours-lunch-outside = { hours-weekday }: tushlik ish vaqtidan tashqarida qoladi. Avval birini yoki ikkinchisini oʻzgartiring.
hours-bookings = Joysiz qoladigan yozuvlar bor. Iltimos, avval ularni bekor qiling:
hours-changed = Shu orada ish vaqti oʻzgargan. Hozirgi holati mana shunday.
