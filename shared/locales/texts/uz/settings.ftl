# Sozlamalar
command-settings = til, xabarlar va sokin soatlar
settings-button = ⚙️ Sozlamalar
settings-title =
    <b>Sozlamalar</b>
    Oʻchirib qoʻyganlaringiz xabar boʻlib kelmaydi: yangiliklardan boshqasini /inbox orqali topasiz.
settings-alerts = 🔴 Shoshilinch ogohlantirishlar doim keladi.
settings-quiet-none = 🌙 Sokin soatlar: yoʻq
settings-quiet = 🌙 Sokin soatlar: { $from }–{ $to } ({ $zone })
settings-button-on = 🔔 { notice-kind }: yoqilgan
settings-button-off = 🔕 { notice-kind }: oʻchirilgan
settings-button-quiet = 🌙 Sokin soatlar…
settings-button-none = Sokin soatlarsiz
settings-button-back = ‹ Sozlamalar
settings-from = Soat nechadan bezovta qilmay? Shoshilinch boʻlmagan xabarlar sokin soatlar tugashini kutadi, yangiliklar esa ovozsiz keladi.
settings-to = Sokinlik { $from } dan. Soat nechagacha?
settings-same = Sokin soatlar boshlangan vaqtida tugay olmaydi. Iltimos, boshqa vaqtni tanlang.
