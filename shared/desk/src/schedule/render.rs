mod buttons;
mod texts;

use diary::State;
use jiff::civil::Time;

/// What the clock shows, such as 09:30.
fn shown(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// The name that texts select on.
fn state(state: State) -> &'static str {
    match state {
        State::Active => "active",
        State::Completed => "completed",
        State::NoShow => "no-show",
    }
}
