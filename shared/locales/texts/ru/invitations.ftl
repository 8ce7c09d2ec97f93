# Для тех, кто приглашает
command-invite = пригласить на роль
invitations-none = Открытых приглашений нет. Кого пригласить? Ссылка действует 72 часа, один раз, для того, кто откроет её первым.
invitations-title = <b>Открытые приглашения</b>
invitations-line = { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }, до { $until }
invitations-button-new = ➕ { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }
invitations-button-list = ‹ Открытые приглашения
invitations-button-revoke = ↩️ Отозвать
invitations-button-revoke-one = ↩️ { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }, { $until }
invitations-made =
    <b>Приглашение: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }</b>
    { $link }
    Отправьте эту ссылку тому, кого приглашаете. Она действует до { $until }, один раз, для того, кто откроет её первым. Ещё раз показать её я не смогу.
invitations-made-text =
    <b>Приглашение: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }</b>
    <code>{ $text }</code>
    Я не знаю своего имени, поэтому ссылки нет (TELEGRAM_BOT_USERNAME не задан). Кто отправит мне этот текст, откроет приглашение. Оно действует до { $until }, один раз. Ещё раз показать его я не смогу.
invitations-made-before =
    <b>Приглашение: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }</b>
    Оно открыто до { $until }, но ссылку я показываю только один раз. Если её у вас нет, отзовите приглашение и сделайте новое.
invitations-revoked = Приглашение отозвано.
invitations-too-many = Открыто уже 20 приглашений. Сначала отзовите одно из них.
invitations-notice-accepted = { $name } принял(а) ваше приглашение: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }.
invitations-notice-declined = { $name } отклонил(а) ваше приглашение: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }.

# Для тех, кого приглашают
invitations-offered =
    Вас приглашают в команду: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }.
    Согласны? Приглашение действует до { $until }.
invitations-button-accept = ✅ Принять
invitations-button-decline = 🚫 Отказаться
invitations-accepted = 🎉 Добро пожаловать! Ваша роль: { $role ->
        [master] мастер
        [technician] техник
        [manager] менеджер
        [inspector] инспектор
       *[superadmin] суперадмин
    }.
invitations-declined = Хорошо, вы отказались от приглашения.
invitations-unknown = Такого приглашения я не знаю. Попросите, пожалуйста, новое.
invitations-used = Это приглашение уже использовано.
invitations-taken-back = Это приглашение отозвали.
invitations-expired = Срок этого приглашения вышел. Попросите, пожалуйста, новое.
invitations-foreign = Это приглашение первым открыл кто-то другой. Попросите, пожалуйста, своё.
invitations-held = Эта роль у вас уже есть.
invitations-own = Это ваше собственное приглашение. Отправьте, пожалуйста, ссылку тому, кого приглашаете.
