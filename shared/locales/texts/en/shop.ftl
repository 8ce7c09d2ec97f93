# The shop's editor
command-shop = services, masters and hours of the shop
shop-top =
    <b>The shop</b>
    { $services ->
        [one] { $services } service
       *[other] { $services } services
    } on offer, { $masters ->
        [one] { $masters } master
       *[other] { $masters } masters
    } to book
    Time zone: { $zone }
shop-button-services = ✂️ Services
shop-button-masters = 👥 Masters
shop-services = <b>Services</b>, ✅ on offer. Which one shall we look at?
shop-button-add = ➕ A new service
shop-service =
    🇬🇧 { $en }
    🇷🇺 { $ru }
    🇺🇿 { $uz }
    ⏱ { $minutes } min
shop-service-price = 💰 { $price }
shop-service-no-price = 💰 No price is shown
shop-service-masters = { $count ->
        [0] 👥 Nobody does it yet: choose who does, under Masters
        [one] 👥 { $count } master does it
       *[other] 👥 { $count } masters do it
    }
shop-service-off = 🚫 Not on offer
shop-button-rename = ✏️ { $language }
shop-button-duration = ⏱ Duration
shop-button-price = 💰 Price
shop-button-offer = ✅ Offer it
shop-button-withdraw = 🚫 Offer it no more
shop-minutes = { $minutes } min
shop-masters = <b>Masters</b>, ✅ to be booked. Whom shall we look at?
shop-no-masters = There are no masters yet. Somebody becomes one with /join, once that is approved.
shop-master = <b>{ $name }</b>. Which services does this master do?
shop-master-off =
    <b>{ $name }</b>. Clients cannot book this master now; what is booked stays.
    Which services does this master do?
shop-former = <b>{ $name }</b> is not a master any more, and clients cannot book them. The role is given in /people; what they did and when they worked is kept.
shop-no-master = This person is not a master now, so clients cannot book them. Give them the role in /people first.
shop-button-hours = 🕘 Hours
shop-button-employ = ✅ Let clients book
shop-button-dismiss = 🚫 No more bookings
shop-ask-english = What is the new service called in English?
shop-ask-russian = And in Russian?
shop-ask-uzbek = And in Uzbek?
shop-ask-duration = How long does it take? Choose, or type the minutes: a multiple of 30.
shop-ask-price = What does it cost? Type a whole number, such as 50 000.
shop-ask-other-english = What shall it be called in English?
shop-ask-other-russian = What shall it be called in Russian?
shop-ask-other-uzbek = What shall it be called in Uzbek?
shop-button-no-price = Show no price
shop-empty = There is nothing to read in that.
shop-too-long = That is too long: a name has at most 40 characters.
shop-unprintable = That has characters that cannot be shown.
shop-not-a-duration = That is no duration: it has to be a multiple of 30 minutes, at most 1440.
shop-not-a-price = That is no price: please type a whole number, at most 1 000 000 000.
shop-changed = Somebody has changed the shop meanwhile. This is how it is now.
shop-full = The shop has as many services as it can have: 30.
