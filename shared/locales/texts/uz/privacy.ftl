command-forget_me = siz haqingizda bilganlarimni oʻchirish
privacy-ask =
    <b>Sizni unutaymi?</b>
    Ismingiz, foydalanuvchi nomingiz, telefon raqamingiz, tilingiz, jamoaga qoʻshilish soʻrovingiz va xabarlaringizdan saqlaganlarimni oʻchiraman. Yozilishlar ismingizsiz qoladi. Buni ortga qaytarib boʻlmaydi.
privacy-button-forget = 🗑 Ha, unut
privacy-button-keep = ‹ Yoʻq, menyuga qaytish
privacy-more = Bir qismini oʻchirdim, lekin yana bor. Iltimos, tugmani yana bir marta bosing.
privacy-done = Bajarildi: sizni unutdim. /start bilan qaytadan tanishishimiz mumkin.
privacy-staff = Siz shu yerda ishlaysiz, shuning uchun hozircha unuta olmayman. Iltimos, avval superadmindan vazifalaringizni olishni soʻrang.
