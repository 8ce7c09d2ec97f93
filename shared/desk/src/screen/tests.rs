use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use telegram::{Action, Keyboard, MESSAGE_LIMIT};

use super::*;

fn every_screen() -> Vec<Screen> {
    let mut screens = alerts();
    screens.extend(plain());
    screens.extend(accounts());
    screens.extend(requests());
    screens.extend(questions());
    screens.extend(of_capabilities());
    screens.extend(Language::ALL.map(Screen::LanguageSet));
    screens
}

/// What says the same to everybody.
fn plain() -> [Screen; 13] {
    [
        Screen::Greeting {
            name: "<b>Ann".into(),
        },
        Screen::Menu,
        Screen::ForStaff {
            screen: Box::new(Screen::Hint),
            roles: Role::ALL.to_vec(),
        },
        Screen::Deactivated,
        Screen::Hint,
        Screen::UnknownCommand,
        Screen::LanguageChoice,
        Screen::LanguageUsage,
        Screen::Cancelled,
        Screen::NothingToCancel,
        Screen::RequestSent,
        Screen::Reset,
        Screen::Edited,
    ]
}

fn accounts() -> [Screen; 3] {
    let me = |roles, bookings| Screen::Me {
        name: "<b>Ann".into(),
        roles,
        language: Language::Uz,
        bookings,
    };
    [
        Screen::Help {
            roles: Role::ALL.to_vec(),
            deactivated: false,
        },
        me(Role::ALL.to_vec(), crate::booking::glances()),
        me(Vec::new(), Vec::new()),
    ]
}

/// A request to join, with every decision about it.
fn requests() -> Vec<Screen> {
    let (name, phone) = ("Ann <i>Lee", "+998901234567");
    let decided = |role, more| Screen::Decided {
        name: name.into(),
        phone: phone.into(),
        answered: Answered {
            role,
            more,
            by: "Bob & Co <b>".into(),
        },
    };
    let mut screens = vec![
        Screen::ChooseRoles {
            user: i64::MAX,
            serial: i64::MAX,
            name: name.into(),
            phone: phone.into(),
            chosen: crate::Grants::default().toggled(Grantable::Manager),
        },
        decided(Some(Grantable::Master), vec![Grantable::Technician]),
        decided(None, Vec::new()),
    ];
    screens.extend(Grantable::ALL.map(|role| decided(Some(role), Vec::new())));
    screens
}

/// Each question of the form, after everything that can be wrong with an answer.
fn questions() -> Vec<Screen> {
    let questions = [Question::FirstName, Question::LastName, Question::Phone];
    let troubles = [
        None,
        Some(Trouble::NotAText),
        Some(Trouble::NameTooShort),
        Some(Trouble::NameTooLong),
        Some(Trouble::NotAName),
        Some(Trouble::NotAPhone),
        Some(Trouble::ForeignContact),
        Some(Trouble::PhoneTaken),
    ];
    let asks = questions.map(|question| {
        troubles.map(|trouble| Screen::Ask {
            form: i64::MAX,
            question,
            trouble,
        })
    });
    asks.into_iter().flatten().collect()
}

/// The samples that the capabilities have of their own.
fn of_capabilities() -> Vec<Screen> {
    use crate::privacy::Screen::{Ask, Done, More, Staff};
    let mut screens: Vec<_> = crate::people::samples().map(Screen::People).collect();
    screens.extend([Ask(i64::MAX), More(i64::MAX), Done, Staff].map(Screen::Privacy));
    let invitations = crate::invitations::samples().into_iter();
    screens.extend(invitations.map(Screen::Invitations));
    screens.extend(crate::shop::samples().into_iter().map(Screen::from));
    let schedule = crate::schedule::samples().into_iter();
    screens.extend(schedule.map(|screen| Screen::Schedule(Box::new(screen))));
    let inbox = crate::inbox::samples().into_iter();
    screens.extend(inbox.map(|screen| Screen::Inbox(Box::new(screen))));
    screens.extend(crate::settings::samples().into_iter().map(Screen::from));
    let broadcasts = crate::broadcasts::samples().into_iter();
    screens.extend(broadcasts.map(Screen::from));
    let hours = crate::hours::samples().into_iter();
    screens.extend(hours.map(|screen| Screen::Hours(Box::new(screen))));
    screens
}

/// What is shown over a chat, where Telegram takes 200 characters.
fn alerts() -> Vec<Screen> {
    let by = "x".repeat(64);
    let mut alerts = vec![
        Screen::AlreadyDecided { by },
        Screen::NewerRequest,
        Screen::NotAllowed,
        Screen::MastersOnly,
        Screen::SuperadminsOnly,
        Screen::FormClosed(crate::Access::Managers),
        Screen::FormClosed(crate::Access::Masters),
        Screen::PrivateOnly,
        Screen::StaleButton,
        Screen::Apology,
        Screen::AlreadyDone,
    ];
    let changed = crate::schedule::Screen::Changed;
    alerts.push(Screen::Schedule(Box::new(changed)));
    alerts.push(Screen::Inbox(Box::new(crate::inbox::Screen::Gone)));
    alerts.push(crate::settings::Screen::Same.into());
    alerts.push(crate::shop::Screen::Changed.into());
    alerts.push(crate::shop::Screen::Full.into());
    alerts.push(crate::shop::Screen::NoMaster.into());
    alerts.push(Screen::People(crate::people::Screen::ShutOut));
    alerts.extend(crate::broadcasts::alerts().into_iter().map(Screen::from));
    alerts.extend((1..=10).map(Screen::SlowDown));
    alerts
}

#[test]
fn every_screen_reads_in_every_language() {
    for screen in every_screen() {
        for language in Language::ALL {
            let rendered = screen.render(language);
            let shown = rendered.text.visible_text();
            assert!(
                shown.contains(|c: char| !c.is_ascii_lowercase() && c != '-'),
                "{language:?} {screen:?} reads {shown}"
            );
            assert!(rendered.text.visible_len() <= MESSAGE_LIMIT);
            assert!(
                !shown.contains('{'),
                "{language:?} {screen:?} reads {shown}"
            );
        }
    }
}

#[test]
fn alerts_fit_over_a_chat() {
    for screen in alerts() {
        for language in Language::ALL {
            let shown = screen.render(language).text.visible_text();
            assert!(shown.chars().count() <= 200, "{language:?}: {shown}");
        }
    }
}

#[test]
fn a_stored_screen_reads_back() {
    for screen in every_screen() {
        let stored = serde_json::to_string(&screen).unwrap();
        let read = serde_json::from_str::<Screen>(&stored).unwrap();
        // What a screen does not keep is gone, and all else is as it was.
        assert_eq!(serde_json::to_string(&read).unwrap(), stored);
    }
}

#[test]
fn every_button_does_something() {
    for screen in every_screen() {
        let Keyboard::Inline(rows) = screen.render(Language::Uz).keyboard else {
            continue;
        };
        for button in rows.into_iter().flatten() {
            let Action::Press(data) = button.action else {
                continue;
            };
            assert!(
                crate::Press::read(data.as_str()).is_some(),
                "{} does nothing",
                button.label
            );
        }
    }
}

/// Every text is said by somebody.
#[test]
fn every_text_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = concatenated(&root.join("shared/locales/texts/en"), "ftl");
    let keys: BTreeSet<&str> = texts
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| Some(line.split_once(" =")?.0))
        .collect();
    assert!(keys.len() > 50, "the texts are there");
    let code = [
        "shared/desk/src",
        "shared/broadcast/src",
        "shared/watch/src",
        "functions/monitor/src",
        "infra/botctl/src",
    ]
    .map(|folder| concatenated(&root.join(folder), "rs"));
    let code = code.concat();
    let unused: Vec<_> = keys
        .into_iter()
        .filter(|key| !code.contains(&format!("\"{}\"", named(key))))
        // A text may be a part of others.
        .filter(|key| !texts.contains(&format!("{{ {key} }}")))
        .collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

/// The name by which code says a text: of an alert it is its cause.
fn named(key: &str) -> &str {
    let cause = key.strip_prefix("alert-");
    cause.map_or(key, |cause| cause.strip_suffix("-over").unwrap_or(cause))
}

/// All files of a folder with this extension, those of its folders included.
fn concatenated(folder: &Path, extension: &str) -> String {
    let mut texts = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts += &concatenated(&path, extension);
        } else if path.extension().is_some_and(|found| found == extension) {
            texts += &fs::read_to_string(&path).unwrap();
        }
    }
    texts
}

#[test]
fn the_main_screens_look_like_this() {
    let shown = |screen: Screen, language| screen.render(language).text.as_str().to_owned();
    insta::assert_snapshot!(shown(Screen::Greeting { name: "Ann & Bob".into() }, Language::En), @r"
    Hello, Ann &amp; Bob! 👋
    This is the front desk. What can I do for you?
    ");
    let help = Screen::Help {
        roles: Vec::new(),
        deactivated: false,
    };
    insta::assert_snapshot!(shown(help, Language::Ru), @r"
    <b>Что я умею</b>
    /start — поздороваться и начать сначала
    /help — показать этот список
    /language — выбрать язык
    /me — мои роли, язык и ближайшие записи
    /book — записаться
    /mybookings — посмотреть, перенести или отменить записи
    /inbox — прочитать уведомления ещё раз
    /settings — язык, уведомления и тихие часы
    /join — попроситься в команду
    /forget_me — стереть всё, что я о вас знаю
    /cancel — закрыть анкету, которую вы заполняете
    ");
    let ask = Screen::Ask {
        form: 1,
        question: Question::Phone,
        trouble: Some(Trouble::ForeignContact),
    };
    insta::assert_snapshot!(shown(ask, Language::Uz), @r"
    Bu boshqa odamning kontakti. Menga oʻzingizning raqamingiz kerak.
    Telefon raqamingiz? Kontaktingizni ulashing yoki davlat kodi bilan yozing.
    ");
    insta::assert_snapshot!(shown(Screen::SlowDown(2), Language::Ru), @"Чуть медленнее, пожалуйста: попробуйте через 2 секунды.");
}
