use diary::{Duration, GRID_MINUTES};
use locales::{Language, Phrase};
use telegram::{Button, Html, Keyboard};

use super::press::{Choice, Switch};
use super::screen::{PAGE, small};
use super::{Master, Names, Press, Question, Screen, Trouble};
use crate::booking::grouped;
use crate::hours;
use crate::screen::pen::{Pen, SHORT, lines, short};

/// How many durations are offered as buttons: up to six hours.
const DURATIONS: u16 = 12;

type Rows = Vec<Vec<Button>>;

impl Screen {
    pub(crate) fn text(&self, pen: &Pen) -> Html {
        let say = |key| pen.say(&Phrase::new(key));
        match self {
            Self::Top {
                services,
                masters,
                zone,
            } => pen.say(
                &Phrase::new("shop-top")
                    .with("services", i64::from(*services))
                    .with("masters", i64::from(*masters))
                    .with("zone", zone.as_str()),
            ),
            Self::Services { .. } => say("shop-services"),
            Self::Service { .. } => self.service_text(pen),
            Self::Durations { .. } => say("shop-ask-duration"),
            Self::Masters { items, .. } if items.is_empty() => say("shop-no-masters"),
            Self::Masters { .. } => say("shop-masters"),
            Self::Master(master) => {
                let key = if master.on {
                    "shop-master"
                } else {
                    "shop-master-off"
                };
                pen.say(&Phrase::new(key).with("name", master.name.as_str()))
            }
            Self::Former { name } => {
                pen.say(&Phrase::new("shop-former").with("name", name.as_str()))
            }
            Self::NoMaster => say("shop-no-master"),
            Self::Ask {
                question, trouble, ..
            } => {
                let keys = trouble
                    .map(Trouble::key)
                    .into_iter()
                    .chain([question.key()]);
                lines(keys.map(say))
            }
            Self::Changed => say("shop-changed"),
            Self::Full => say("shop-full"),
        }
    }

    pub(crate) fn keyboard(&self, pen: &Pen) -> Keyboard {
        Keyboard::Inline(match self {
            Self::Top { .. } => vec![
                vec![button("shop-button-services", Press::Services(0), pen)],
                vec![button("shop-button-masters", Press::Masters(0), pen)],
            ],
            Self::Services { items, page, next } => {
                let line = |(at, names, on): &(u8, Names, bool)| {
                    vec![labelled(marked(*on, names, pen), Press::Service(*at))]
                };
                let mut rows: Rows = items.iter().map(line).collect();
                rows.extend(turning((*page, *next), Press::Services, pen));
                rows.push(vec![button("shop-button-add", Press::Add, pen)]);
                back(rows, Press::Top, pen)
            }
            Self::Service { at, on, edits, .. } => service_buttons(*at, *on, *edits, pen),
            Self::Durations { at, edits } => {
                let press = |duration| Press::Duration {
                    at: *at,
                    duration,
                    edits: *edits,
                };
                back(durations(press, pen), Press::Service(*at), pen)
            }
            Self::Masters { items, page, next } => {
                let line = |(id, name, on): &(i64, String, bool)| {
                    let label = format!("{} {}", mark(*on), short(name, SHORT));
                    vec![labelled(label, Press::Master(*id, 0))]
                };
                let mut rows: Rows = items.iter().map(line).collect();
                rows.extend(turning((*page, *next), Press::Masters, pen));
                back(rows, Press::Top, pen)
            }
            Self::Master(master) => master.buttons(pen),
            Self::Ask { form, question, .. } => asked(*form, *question, pen),
            Self::Former { .. } => back(Vec::new(), Press::Masters(0), pen),
            Self::Full => back(Vec::new(), Press::Services(0), pen),
            Self::Changed | Self::NoMaster => return Keyboard::None,
        })
    }

    fn service_text(&self, pen: &Pen) -> Html {
        let Self::Service {
            names,
            minutes,
            price,
            on,
            masters,
            ..
        } = self
        else {
            return Html::default();
        };
        let service = Phrase::new("shop-service")
            .with("en", names.en.as_str())
            .with("ru", names.ru.as_str())
            .with("uz", names.uz.as_str())
            .with("minutes", i64::from(*minutes));
        let price = match price {
            0 => Phrase::new("shop-service-no-price"),
            price => Phrase::new("shop-service-price").with("price", grouped(*price)),
        };
        let masters = Phrase::new("shop-service-masters").with("count", i64::from(*masters));
        let off = (!on).then(|| Phrase::new("shop-service-off"));
        let phrases = [service, price, masters].into_iter().chain(off);
        lines(phrases.map(|phrase| pen.say(&phrase)))
    }
}

impl Question {
    fn key(self) -> &'static str {
        match self {
            Self::English => "shop-ask-english",
            Self::Russian => "shop-ask-russian",
            Self::Uzbek => "shop-ask-uzbek",
            Self::Duration => "shop-ask-duration",
            Self::Price | Self::OtherPrice => "shop-ask-price",
            Self::OtherEnglish => "shop-ask-other-english",
            Self::OtherRussian => "shop-ask-other-russian",
            Self::OtherUzbek => "shop-ask-other-uzbek",
        }
    }
}

impl Trouble {
    fn key(self) -> &'static str {
        match self {
            Self::NotAText => "not-a-text",
            Self::Empty => "shop-empty",
            Self::TooLong => "shop-too-long",
            Self::Unprintable => "shop-unprintable",
            Self::NotADuration => "shop-not-a-duration",
            Self::NotAPrice => "shop-not-a-price",
        }
    }
}

impl Master {
    fn buttons(&self, pen: &Pen) -> Rows {
        let line = |(at, names, does): &(u8, Names, bool)| {
            let press = Press::Does {
                master: self.id,
                at: *at,
                switch: Switch::other_than(*does),
                edits: self.edits,
            };
            vec![labelled(marked(*does, names, pen), press)]
        };
        let mut rows: Rows = self.services.iter().map(line).collect();
        let turn = |page| Press::Master(self.id, page);
        rows.extend(turning((self.page, self.next), turn, pen));
        let employ = Press::Employ {
            master: self.id,
            switch: Switch::other_than(self.on),
            edits: self.edits,
        };
        let key = if self.on {
            "shop-button-dismiss"
        } else {
            "shop-button-employ"
        };
        let week = Press::Hours(self.id, hours::Press::Week);
        rows.push(vec![
            button("shop-button-hours", week, pen),
            button(key, employ, pen),
        ]);
        back(rows, Press::Masters(0), pen)
    }
}

fn service_buttons(at: u8, on: bool, edits: u64, pen: &Pen) -> Rows {
    let rename = |language: Language| {
        let label = Phrase::new("shop-button-rename").with("language", language.own_name());
        labelled(pen.plain(&label), Press::Rename(at, language))
    };
    let offer = Press::Offer {
        at,
        switch: Switch::other_than(on),
        edits,
    };
    let key = if on {
        "shop-button-withdraw"
    } else {
        "shop-button-offer"
    };
    let rows = vec![
        Language::ALL.map(rename).to_vec(),
        vec![
            button("shop-button-duration", Press::Durations(at), pen),
            button("shop-button-price", Press::Reprice(at), pen),
        ],
        vec![button(key, offer, pen)],
    ];
    let page = small(usize::from(at) / PAGE);
    back(rows, Press::Services(page), pen)
}

fn asked(form: i64, question: Question, pen: &Pen) -> Rows {
    let press = |choice| Press::Form(form, question, choice);
    let mut rows = match question {
        Question::Duration => durations(|duration| press(Choice::Duration(duration)), pen),
        Question::Price | Question::OtherPrice => {
            vec![vec![button(
                "shop-button-no-price",
                press(Choice::NoPrice),
                pen,
            )]]
        }
        _ => Vec::new(),
    };
    rows.push(vec![
        button("schedule-button-back", press(Choice::Back), pen),
        button("button-cancel", press(Choice::Cancel), pen),
    ]);
    rows
}

fn durations(press: impl Fn(Duration) -> Press, pen: &Pen) -> Rows {
    let steps = (1..=DURATIONS).filter_map(|step| Duration::from_minutes(step * GRID_MINUTES).ok());
    let one = |duration: Duration| {
        let label = Phrase::new("shop-minutes").with("minutes", i64::from(duration.minutes()));
        labelled(pen.plain(&label), press(duration))
    };
    let all: Vec<_> = steps.map(one).collect();
    all.chunks(3).map(<[Button]>::to_vec).collect()
}

fn turning(
    (page, next): (u8, bool),
    press: impl Fn(u8) -> Press,
    pen: &Pen,
) -> Option<Vec<Button>> {
    let before = page.checked_sub(1);
    let after = page.checked_add(1).filter(|_| next);
    let turns = [
        before.map(|page| button("schedule-button-previous", press(page), pen)),
        after.map(|page| button("schedule-button-next", press(page), pen)),
    ];
    let turns: Vec<_> = turns.into_iter().flatten().collect();
    (!turns.is_empty()).then_some(turns)
}

fn marked(on: bool, names: &Names, pen: &Pen) -> String {
    let name = pen.plain(&Phrase::new("schedule-button-service").with("service", names));
    format!("{} {name}", mark(on))
}

fn mark(on: bool) -> &'static str {
    if on { "✅" } else { "▫️" }
}

fn button(key: &str, press: Press, pen: &Pen) -> Button {
    pen.button(key, crate::Press::Shop(press))
}

fn labelled(label: String, press: Press) -> Button {
    Pen::button_of(label, crate::Press::Shop(press))
}

fn back(mut rows: Rows, to: Press, pen: &Pen) -> Rows {
    rows.push(vec![button("schedule-button-back", to, pen)]);
    rows
}
