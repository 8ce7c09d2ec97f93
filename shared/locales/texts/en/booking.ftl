# Booking: dates
booking-date = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }, { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
booking-when = { booking-date }, { $time }
booking-month = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
booking-weekdays = Mo Tu We Th Fr Sa Su

# Booking: choosing
command-book = book a time
command-mybookings = show, move or cancel my bookings
booking-button-book = 📅 Book a time
booking-button-mine = 🗓 My bookings
booking-button-back = ‹ Back
booking-services = Which service would you like?
booking-no-services = There is nothing to book just now. Please try again later.
booking-offer = { $service } · { $minutes } min
booking-masters =
    <b>{ $service }</b>
    Who shall do it?
booking-button-any = 🎲 Whoever is free
booking-about = <b>{ $service }</b>, { $master }
booking-about-any = <b>{ $service }</b>, whoever is free
booking-pick-date = Choose a day. Those with a number have free times.
booking-month-full = No time is free in this month. Please look at another one.
booking-pick-time = { schedule-date }: choose a time.
booking-full = { schedule-date }: no free time is left. Please choose another day.
booking-nothing-free = There is no free time on that day.
booking-confirm = Shall I book this?
booking-slip =
    📅 { schedule-date }, <b>{ $time }</b>
    ✂️ { $service }, { $minutes } min
    👤 { $master }
booking-slip-price = 💳 { $price }
booking-button-confirm = ✅ Book
booking-booked = ✅ You are booked. See you soon!
booking-already = You already have a booking: { booking-date }, { $time }. You can move it or cancel it.
booking-button-card = 📌 Show my booking
booking-button-again = 📅 Book another time

# Booking: what is in the way
booking-taken = Somebody was faster: that time is taken.
booking-too-soon = It is too late for that time.
booking-too-far = That is too far ahead: I book up to 60 days.
booking-not-working = Nobody works at that time.
booking-withdrawn = That is not offered any more. Please choose something else.
booking-no-service = This service is not offered.
booking-no-master = This master cannot be booked for that.
booking-no-date = There is no such date. Write it like 2026-03-31.
booking-no-time = There is no such time. Times lie on the half hour, like 9:00 or 9:30.
booking-changed = Something has changed meanwhile. Please look again.
booking-gone = This booking is not there any more: it was moved or cancelled. See /mybookings.
booking-begun = This booking has begun already.
booking-usage =
    Type it like this:
    <code>/book haircut any 2026-03-31 14:00</code>
    That is: service, master or “any”, date, time. Or just /book, and choose by buttons.

# Booking: one's own
booking-mine = Your upcoming bookings:
booking-mine-none = You have no upcoming bookings.
booking-past = Your past bookings:
booking-past-none = You have no past bookings.
booking-glance = Next bookings:
booking-glance-none = No upcoming bookings.
booking-glance-line = { booking-date }, { $time } · { $service } · { $master }
booking-line = { $status ->
        [active] { schedule-date }, { $time } · { $service }
        [completed] ✅ { schedule-date }, { $time } · { $service }
       *[other] ✖️ { schedule-date }, { $time } · { $service }
    }
booking-button-past = 🕓 Past ones
booking-status = { $status ->
        [client] ✖️ You cancelled it.
        [master] ✖️ The master cancelled it.
        [completed] ✅ Done.
       *[no-show] ✖️ You did not come.
    }
booking-why = { $why ->
        [busy] Reason: too much to do
        [sick] Reason: ill
        [personal] Reason: personal
       *[words] Reason: { $words }
    }
booking-button-move = 🔁 Move
booking-button-cancel = ✖️ Cancel it
booking-ask-why = Why do you cancel it? Write a few words, or leave it out.
booking-why-too-long = That is too long: at most 160 characters.
booking-why-unprintable = That has characters which I cannot show.
booking-button-no-reason = ✖️ Cancel without a reason
booking-button-keep = ‹ Keep the booking
booking-cancelled = ✖️ Your booking is cancelled.
booking-confirm-move = Shall I move your booking from { booking-date }, { $time }?
booking-unmovable = This master takes no bookings just now, so your booking cannot be moved. It stands unless you cancel it.
booking-button-confirm-move = ✅ Move it
booking-moved = ✅ Your booking is moved.

# Booking: word to the other side
booking-notice-booked =
    📅 <b>New booking</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-moved =
    🔁 <b>Booking moved</b>
    { $client }: { $service }
    Now { booking-date }, { $time }
    Before: { $was }
booking-notice-cancelled =
    ✖️ <b>Booking cancelled</b>
    { booking-date }, { $time }
    { $client }: { $service }
booking-notice-cancelled-why =
    ✖️ <b>Booking cancelled</b>
    { booking-date }, { $time }
    { $client }: { $service }
    Reason: { $words }
booking-notice-cancelled-by-master =
    ✖️ <b>Your booking was cancelled</b>
    { booking-date }, { $time }
    { $service }, { $master }
    { $why ->
        [busy] Reason: too much to do
        [sick] Reason: ill
        [personal] Reason: personal
       *[words] Reason: { $words }
    }
booking-reminder =
    ⏰ <b>Reminder</b>
    { booking-date }, { $time }
    { $service }, { $master }
booking-button-file = 📎 Add to calendar
booking-file-sent = The file is on its way.
booking-file =
    Open the file to add the booking to your calendar:
    { booking-date }, { $time }
    { $service }, { $master }
