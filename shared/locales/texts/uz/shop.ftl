# Salon muharriri
command-shop = salonning xizmatlari, ustalari va ish vaqti
shop-top =
    <b>Salon</b>
    Taklifda { $services } ta xizmat, yozilish uchun { $masters } ta usta
    Vaqt mintaqasi: { $zone }
shop-button-services = ✂️ Xizmatlar
shop-button-masters = 👥 Ustalar
shop-services = <b>Xizmatlar</b>, ✅ — taklifda. Qaysi birini koʻramiz?
shop-button-add = ➕ Yangi xizmat
shop-service =
    🇬🇧 { $en }
    🇷🇺 { $ru }
    🇺🇿 { $uz }
    ⏱ { $minutes } daqiqa
shop-service-price = 💰 { $price }
shop-service-no-price = 💰 Narxi koʻrsatilmaydi
shop-service-masters = { $count ->
        [0] 👥 Uni hali hech kim bajarmaydi: «Ustalar» boʻlimida tanlang
       *[other] 👥 Uni { $count } ta usta bajaradi
    }
shop-service-off = 🚫 Taklifdan olingan
shop-button-rename = ✏️ { $language }
shop-button-duration = ⏱ Davomiyligi
shop-button-price = 💰 Narxi
shop-button-offer = ✅ Taklif qilish
shop-button-withdraw = 🚫 Boshqa taklif qilmaslik
shop-minutes = { $minutes } daq.
shop-masters = <b>Ustalar</b>, ✅ — yozilish mumkin. Kimni koʻramiz?
shop-no-masters = Hali ustalar yoʻq. Usta boʻlish uchun /join yuboriladi va soʻrov tasdiqlanadi.
shop-master = <b>{ $name }</b>. Bu usta qaysi xizmatlarni bajaradi?
shop-master-off =
    <b>{ $name }</b>. Hozir bu ustaga yozilib boʻlmaydi; avvalgi yozuvlar qoladi.
    Bu usta qaysi xizmatlarni bajaradi?
shop-former = <b>{ $name }</b> endi usta emas va unga yozilib boʻlmaydi. Vazifa /people orqali beriladi; xizmatlari va ish vaqti saqlanadi.
shop-no-master = Bu odam hozir usta emas, shuning uchun yozilishni ochib boʻlmaydi. Avval /people orqali vazifani bering.
shop-button-hours = 🕘 Ish vaqti
shop-button-employ = ✅ Yozilishni ochish
shop-button-dismiss = 🚫 Yozilishni yopish
shop-ask-english = Yangi xizmat inglizcha qanday ataladi?
shop-ask-russian = Ruscha-chi?
shop-ask-uzbek = Oʻzbekcha-chi?
shop-ask-duration = U qancha davom etadi? Tanlang yoki daqiqalarni yozing: 30 ga karrali son.
shop-ask-price = U qancha turadi? Butun son yozing, masalan 50 000.
shop-ask-other-english = Inglizcha qanday atalsin?
shop-ask-other-russian = Ruscha qanday atalsin?
shop-ask-other-uzbek = Oʻzbekcha qanday atalsin?
shop-button-no-price = Narxini koʻrsatmaslik
shop-empty = Bunda oʻqiladigan hech narsa yoʻq.
shop-too-long = Juda uzun: nomda koʻpi bilan 40 ta belgi boʻladi.
shop-unprintable = Bunda koʻrsatib boʻlmaydigan belgilar bor.
shop-not-a-duration = Bu davomiylik emas: 30 ga karrali, koʻpi bilan 1440 daqiqa kerak.
shop-not-a-price = Bu narx emas: butun son yozing, koʻpi bilan 1 000 000 000.
shop-changed = Shu orada kimdir salon sozlamalarini oʻzgartirdi. Hozirgi holati mana shunday.
shop-full = Xizmatlar soni chegaraga yetgan: 30 ta.
