# A master's calendar
command-schedule = your day and week, bookings and times away
schedule-date = { booking-date }{ $other ->
        [none] {""}
       *[other] {" "}{ $other }
    }
schedule-day = <b>{ schedule-date }</b>
schedule-day-hours = 🕘 { $hours }
schedule-day-closed = You do not work on this weekday.
schedule-day-off = 🌴 A day off.
schedule-line-booking = { $from }–{ $to } { $state ->
        [completed] ✅
        [no-show] 👻
       *[active] 👤
    } { $name } · { $service }
schedule-line-block = { $from }–{ $to } 🚫 away
schedule-line-block-note = { $from }–{ $to } 🚫 { $note }
schedule-line-lunch = { $from }–{ $to } 🍽 lunch
schedule-line-free = { $from }–{ $to } free
schedule-somebody = a client
schedule-some-service = a service
schedule-week = <b>The week</b>
schedule-week-work = { schedule-date }: { $bookings ->
        [0] no bookings
        [one] { $bookings } booking
       *[other] { $bookings } bookings
    }, { $free } h free
schedule-week-over = { schedule-date }: { $bookings ->
        [0] no bookings
        [one] { $bookings } booking
       *[other] { $bookings } bookings
    }
schedule-week-off = { schedule-date }: 🌴 day off
schedule-week-closed = { schedule-date }: closed
schedule-button-date = { hours-weekday } { $day }
schedule-button-previous = ‹
schedule-button-next = ›
schedule-button-week = 🗓 Week
schedule-button-today = Today
schedule-button-hours = 🕘 Hours
schedule-button-back = ‹ Back
schedule-button-to-day = ‹ { schedule-date }
schedule-button-service = { $service }

# What is planned
schedule-button-book = ➕ Book for somebody
schedule-button-lunch = 🍽 Lunch
schedule-button-away = 🚫 Be away
schedule-button-off = 🌴 Day off
schedule-button-work = 💼 Work on this day
schedule-block = 🚫 You are away on { schedule-date }, { $span }.
schedule-button-retime = 🕘 Another time
schedule-button-note = ✏️ Note
schedule-button-unblock = ✅ Be there after all
schedule-ask-span = When are you away? Choose the start, or type it, such as 13:00-15:00.
schedule-ends = Away from { $start }. Until when?
schedule-ask-note = What for? It is a note for yourself.
schedule-button-no-note = No note
schedule-lunches = When is lunch on { schedule-date }? It takes an hour.
schedule-button-usual-lunch = As usual
schedule-button-no-lunch = No lunch
schedule-services = Which service, on { schedule-date }?
schedule-times = { $service }, { schedule-date }. At what time?
schedule-no-times = { $service }: nothing is free on { schedule-date }.
schedule-ask-name = Who is it for? Type the name.

# A booking
schedule-booking =
    <b>{ schedule-date }, { $from }–{ $to }</b>
    { $name }
    { $service }{ $state ->
        [completed] {" "}· ✅ came
        [no-show] {" "}· 👻 did not come
       *[active] {""}
    }
schedule-button-cancel = ❌ Cancel the booking
schedule-button-completed = ✅ Came
schedule-button-no-show = 👻 Did not come
schedule-ask-why = Why do you cancel? Choose, or type it: the client will read it.
schedule-sure = Shall I cancel this booking? I cannot reach the client: please tell them yourself.
schedule-button-busy = 🏃 Too much to do
schedule-button-sick = 🤒 Illness
schedule-button-personal = 🏠 Personal reasons

# What is wrong with an answer
schedule-empty = There is nothing to read in that.
schedule-too-long = That is too long: at most 160 characters.
schedule-unprintable = That has characters that cannot be shown.
schedule-not-a-span = I cannot read that as a time. Type it like 13:00-15:00.
schedule-out-of-day = A day has the times from 00:00 to 24:00.
schedule-off-grid = Times lie on the half hour, such as 13:00 and 13:30.
schedule-backwards = The end has to be after the start.

# What was done
schedule-done-off = 🌴 { schedule-date } is a day off.
schedule-done-working = 💼 You work on { schedule-date }.
schedule-done-lunch = 🍽 On { schedule-date } lunch is { $span }.
schedule-done-lunch-usual = 🍽 On { schedule-date } lunch is as usual.
schedule-done-lunch-none = 🍽 There is no lunch on { schedule-date }.
schedule-done-away = 🚫 You are away on { schedule-date }, { $span }.
schedule-done-unblocked = ✅ { schedule-date }, { $span }: you are there.
schedule-done-booked = ✅ Booked: { $name }, { schedule-date } at { $time }.
schedule-done-cancelled = ❌ The booking on { schedule-date } is cancelled. I am telling the client.
schedule-done-cancelled-quietly = ❌ The booking on { schedule-date } is cancelled. Please tell the client yourself.
schedule-done-cancelled-own = ❌ Your booking on { schedule-date } is cancelled.
schedule-done-left = All right, nothing was changed on { schedule-date }.

# What is in the way
schedule-past = { schedule-date }: that time is over.
schedule-far = { schedule-date } is further away than one can plan.
schedule-is-off = { schedule-date } is a day off.
schedule-not-off = { schedule-date } is no day off.
schedule-closed = You do not work on { schedule-date }.
schedule-outside = You work { $span } on that day.
schedule-in-lunch = Lunch is { $span } on that day.
schedule-lunch-outside = Lunch has to lie inside the working hours, { $span }.
schedule-blocks = You are away then already: { $span }.
schedule-bookings = There are bookings on { schedule-date }. Please cancel them first:
schedule-taken = { schedule-date }: something is booked at that time.
schedule-gone = { schedule-date }: this booking was cancelled or moved.
schedule-ended = { schedule-date }: this booking has come to its end already.
schedule-begun = { schedule-date }: this booking has begun, it cannot be cancelled any more.
schedule-not-begun = { schedule-date }: this booking has not begun yet.
schedule-full = { schedule-date } has as many bookings as a day can have.
schedule-no-block = { schedule-date }: you are not away at that time any more.
schedule-no-time = { schedule-date }: the clock does not show that time.
schedule-no-service = You do not do that service. A manager chooses who does what, with /shop.
schedule-listed = • { schedule-date }, { $time }: { $name }
schedule-listed-more = { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
schedule-changed = That has changed meanwhile. This is how it is now.
schedule-usage = Type <code>/schedule</code>, or with a date: <code>/schedule 2026-03-05</code>.

# Hours
hours-weekday = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
hours-title-own = <b>Your working hours</b>
hours-title = <b>Working hours of { $name }</b>
hours-day = { hours-weekday }: { $hours }
hours-day-closed = { hours-weekday }: closed
hours-lunch = 🍽 Lunch: { $lunch }
hours-no-lunch = 🍽 No lunch
hours-button-lunch = 🍽 Lunch
hours-button-closed = 🚪 Closed
hours-starts = { hours-weekday }: when does work begin?
hours-ends = { hours-weekday } from { $start }: until when?
hours-lunches = When does lunch begin? It takes an hour.
hours-lunch-outside = { hours-weekday }: lunch would lie outside the working hours. Please change the one or the other first.
hours-bookings = There are bookings that would have no room any more. Please cancel them first:
hours-changed = The hours have changed meanwhile. This is how they are now.
