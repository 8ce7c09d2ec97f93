use outbox::{Kind, Quiet};
use serde::{Deserialize, Serialize};

use super::Hour;

/// What is seen of the settings, as data.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Screen {
    /// All of them.
    #[serde(rename = "t")]
    Top(Top),
    /// When quiet hours begin.
    #[serde(rename = "f")]
    From,
    /// When those end that begin then.
    #[serde(rename = "u")]
    To(Hour),
    /// Quiet hours cannot end when they begin.
    #[serde(rename = "s")]
    Same,
}

/// What a person has set.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Top {
    /// The kinds of notices that the person gets, and whether they arrive as messages.
    #[serde(rename = "k")]
    pub kinds: Vec<(Kind, bool)>,
    /// Whether the person gets alerts, which are always on.
    #[serde(rename = "a")]
    pub alerts: bool,
    /// The quiet hours, if there are any.
    #[serde(rename = "q")]
    pub quiet: Option<Quiet>,
}

/// One of each.
#[cfg(test)]
pub(crate) fn samples() -> Vec<Screen> {
    let quiet = Quiet {
        from: 22 * 60,
        to: 8 * 60,
        zone: "America/Argentina/ComodRivadavia".to_owned(),
    };
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::SystemMaintenance);
    let kinds: Vec<_> = kinds.collect();
    let top = |on, alerts, quiet| {
        let kinds = kinds.iter().map(|kind| (*kind, on)).collect();
        Screen::Top(Top {
            kinds,
            alerts,
            quiet,
        })
    };
    let mut samples = vec![
        top(true, false, None),
        top(false, true, Some(quiet)),
        Screen::From,
    ];
    samples.extend(Hour::all().map(Screen::To));
    samples
}
