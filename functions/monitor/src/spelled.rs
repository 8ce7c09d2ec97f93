//! Times as people read them.

use jiff::{SignedDuration, Timestamp};
use locales::Argument;

/// An instant, in UTC and to the minute: whoever mends the bot compares it with logs.
pub(crate) fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// A length of time in days, hours and minutes.
pub(crate) fn length(length: SignedDuration) -> Argument {
    Argument::Each {
        en: spelled(length, ["d", "h", "min"], "less than a minute"),
        ru: spelled(length, ["д", "ч", "мин"], "меньше минуты"),
        uz: spelled(length, ["kun", "soat", "daqiqa"], "bir daqiqadan kam"),
    }
}

fn spelled(length: SignedDuration, units: [&str; 3], short: &str) -> String {
    let minutes = length.as_mins();
    let parts = [minutes / (24 * 60), minutes / 60 % 24, minutes % 60];
    let parts = parts.into_iter().zip(units);
    let parts: Vec<_> = parts
        .filter(|(count, _)| *count > 0)
        .map(|(count, unit)| format!("{count} {unit}"))
        .collect();
    if parts.is_empty() {
        short.to_owned()
    } else {
        parts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_names_only_what_it_has() {
        let english = |minutes| match length(SignedDuration::from_mins(minutes)) {
            Argument::Each { en, .. } => en,
            other => panic!("{other:?}"),
        };
        assert_eq!(english(0), "less than a minute");
        assert_eq!(english(16), "16 min");
        assert_eq!(english(60), "1 h");
        assert_eq!(english(24 * 60 + 5), "1 d 5 min");
    }

    #[test]
    fn a_moment_is_to_the_minute() {
        let at: Timestamp = "2026-03-02T09:05:59Z".parse().unwrap();
        assert_eq!(moment(at), "2026-03-02 09:05 UTC");
    }
}
