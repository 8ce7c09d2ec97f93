# Taklif qiladiganlar uchun
command-invite = vazifaga taklif qilish
invitations-none = Ochiq taklif yoʻq. Kimni taklif qilasiz? Havola 72 soat davomida, bir marta, uni birinchi ochgan odam uchun ishlaydi.
invitations-title = <b>Ochiq takliflar</b>
invitations-line = { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }, { $until } gacha
invitations-button-new = ➕ { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }
invitations-button-list = ‹ Ochiq takliflar
invitations-button-revoke = ↩️ Qaytarib olish
invitations-button-revoke-one = ↩️ { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }, { $until }
invitations-made =
    <b>Taklif: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }</b>
    { $link }
    Bu havolani taklif qilayotgan odamingizga yuboring. U { $until } gacha, bir marta, birinchi ochgan odam uchun ishlaydi. Uni yana koʻrsata olmayman.
invitations-made-text =
    <b>Taklif: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }</b>
    <code>{ $text }</code>
    Oʻz nomimni bilmayman, shuning uchun havola yoʻq (TELEGRAM_BOT_USERNAME berilmagan). Kim menga shu matnni yuborsa, taklifni ochadi. U { $until } gacha, bir marta ishlaydi. Uni yana koʻrsata olmayman.
invitations-made-before =
    <b>Taklif: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }</b>
    U { $until } gacha ochiq, lekin havolani faqat bir marta koʻrsataman. Havola sizda boʻlmasa, taklifni qaytarib oling va yangisini yarating.
invitations-revoked = Taklif qaytarib olindi.
invitations-too-many = Ochiq takliflar 20 ta. Avval bittasini qaytarib oling.
invitations-notice-accepted = { $name } taklifingizni qabul qildi: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }.
invitations-notice-declined = { $name } taklifingizni rad etdi: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }.

# Taklif qilinganlar uchun
invitations-offered =
    Sizni jamoaga taklif qilishyapti: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }.
    Rozimisiz? Taklif { $until } gacha amal qiladi.
invitations-button-accept = ✅ Qabul qilish
invitations-button-decline = 🚫 Rad etish
invitations-accepted = 🎉 Xush kelibsiz! Endi vazifangiz: { $role ->
        [master] usta
        [technician] texnik
        [manager] menejer
        [inspector] nazoratchi
       *[superadmin] superadmin
    }.
invitations-declined = Yaxshi, taklifni rad etdingiz.
invitations-unknown = Bunday taklifni bilmayman. Iltimos, yangisini soʻrang.
invitations-used = Bu taklif allaqachon ishlatilgan.
invitations-taken-back = Bu taklif qaytarib olingan.
invitations-expired = Bu taklifning muddati tugagan. Iltimos, yangisini soʻrang.
invitations-foreign = Bu taklifni birinchi boʻlib boshqa odam ochgan. Iltimos, oʻzingiznikini soʻrang.
invitations-held = Bu vazifa sizda allaqachon bor.
invitations-own = Bu oʻzingizning taklifingiz. Iltimos, havolani taklif qilayotgan odamingizga yuboring.
