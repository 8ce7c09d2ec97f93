# Редактор салона
command-shop = услуги, мастера и часы работы салона
shop-top =
    <b>Салон</b>
    { $services ->
        [one] { $services } услуга
        [few] { $services } услуги
       *[other] { $services } услуг
    } в продаже, { $masters ->
        [one] { $masters } мастер
        [few] { $masters } мастера
       *[other] { $masters } мастеров
    } для записи
    Часовой пояс: { $zone }
shop-button-services = ✂️ Услуги
shop-button-masters = 👥 Мастера
shop-services = <b>Услуги</b>, ✅ — в продаже. Какую посмотрим?
shop-button-add = ➕ Новая услуга
shop-service =
    🇬🇧 { $en }
    🇷🇺 { $ru }
    🇺🇿 { $uz }
    ⏱ { $minutes } мин
shop-service-price = 💰 { $price }
shop-service-no-price = 💰 Цена не показывается
shop-service-masters = { $count ->
        [0] 👥 Её пока никто не делает: выберите, кто будет, в разделе «Мастера»
        [one] 👥 Её делает { $count } мастер
        [few] 👥 Её делают { $count } мастера
       *[other] 👥 Её делают { $count } мастеров
    }
shop-service-off = 🚫 Снята с продажи
shop-button-rename = ✏️ { $language }
shop-button-duration = ⏱ Длительность
shop-button-price = 💰 Цена
shop-button-offer = ✅ Предлагать
shop-button-withdraw = 🚫 Больше не предлагать
shop-minutes = { $minutes } мин
shop-masters = <b>Мастера</b>, ✅ — принимают записи. Кого посмотрим?
shop-no-masters = Мастеров пока нет. Мастером становятся через /join, когда заявку одобрят.
shop-master = <b>{ $name }</b>. Какие услуги делает этот мастер?
shop-master-off =
    <b>{ $name }</b>. К этому мастеру сейчас нельзя записаться; прежние записи остаются.
    Какие услуги делает этот мастер?
shop-former = <b>{ $name }</b> больше не мастер, и записаться сюда нельзя. Роль выдаётся в /people; услуги и часы работы сохраняются.
shop-no-master = Сейчас это не мастер, поэтому открыть запись нельзя. Сначала выдайте роль в /people.
shop-button-hours = 🕘 Часы работы
shop-button-employ = ✅ Открыть запись
shop-button-dismiss = 🚫 Закрыть запись
shop-ask-english = Как новая услуга называется по-английски?
shop-ask-russian = А по-русски?
shop-ask-uzbek = А по-узбекски?
shop-ask-duration = Сколько она длится? Выберите или напишите минуты: число, кратное 30.
shop-ask-price = Сколько она стоит? Напишите целое число, например 50 000.
shop-ask-other-english = Как её назвать по-английски?
shop-ask-other-russian = Как её назвать по-русски?
shop-ask-other-uzbek = Как её назвать по-узбекски?
shop-button-no-price = Не показывать цену
shop-empty = Здесь нечего прочитать.
shop-too-long = Слишком длинно: в названии не больше 40 знаков.
shop-unprintable = Здесь есть знаки, которые нельзя показать.
shop-not-a-duration = Это не длительность: нужно число минут, кратное 30, не больше 1440.
shop-not-a-price = Это не цена: напишите целое число, не больше 1 000 000 000.
shop-changed = Тем временем кто-то изменил настройки салона. Вот как они выглядят сейчас.
shop-full = Услуг уже столько, сколько может быть: 30.
