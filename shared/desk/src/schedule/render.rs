mod buttons;
mod texts;

use diary::{State, TimeOfDay};
use jiff::civil::Time;

/// What the clock shows, such as 09:30.
fn shown(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The same at the end of an interval, where midnight is 24:00.
fn until(time: Time) -> String {
    if time == Time::midnight() {
        return TimeOfDay::END.to_string();
    }
    shown(time)
}

/// The name that texts select on.
fn state(state: State) -> &'static str {
    match state {
        State::Active => "active",
        State::Completed => "completed",
        State::NoShow => "no-show",
    }
}
