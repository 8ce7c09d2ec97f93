//! The longest that those who run the staff and the shop may see, and whether Telegram takes it.

use diary::Zone;
use jiff::civil::DateTime;
use store::Turn;

use super::fits::{LABEL, fits};
use super::*;
use crate::people::{Booked, Card, Found, Line, Turned, What, Word};
use crate::schedule::Listed;
use crate::shop::{MAX_MASTERS, MAX_SERVICES, Service};
use crate::{Catalogue, Names};

/// As many characters as a text may have, each of them wider than one byte.
fn long(characters: usize) -> String {
    "👩<ы".chars().cycle().take(characters).collect()
}

/// Two names of 64 characters each, which is what Telegram's apps take.
fn name() -> String {
    long(129)
}

fn at() -> DateTime {
    jiff::civil::date(2027, 9, 29).at(23, 30, 0, 0)
}

/// Pages before and after that cursor.
fn around(cursor: &str) -> [Option<Turn>; 2] {
    let turn = |direction: char| Turn::parse(&format!("{direction}{cursor}"));
    ['<', '>'].map(|direction| turn(direction).ok())
}

/// Where a list of people goes on: what is left of a word, and an id.
fn person() -> String {
    format!("#{}", i64::MAX)
}

/// Where a history goes on.
fn entry() -> String {
    format!("{:013}#{}-9", 1, i64::MAX)
}

fn of_people() -> Vec<Screen> {
    let line = Line {
        at: at(),
        what: What::Approved(Role::Superadmin),
        by: name(),
    };
    let booking = Listed {
        at: at(),
        name: Some(long(160)),
    };
    let found = |id| Found { id, name: name() };
    let screens = [
        people::Screen::List {
            word: Word::of_name(&"ы".repeat(40)).unwrap(),
            people: (0..8).map(|back| found(i64::MAX - back)).collect(),
            around: around(&person()),
        },
        people::Screen::Card(Card {
            id: i64::MAX,
            name: name(),
            username: Some("x".repeat(32)),
            phone: Some(format!("+{}", "9".repeat(15))),
            roles: Role::ALL.to_vec(),
            may: Role::ALL.to_vec(),
            deactivated: true,
            may_shut_out: true,
            lifted: true,
            serial: i64::MIN,
            lines: vec![line.clone(); 3],
        }),
        people::Screen::History {
            user: i64::MAX,
            name: name(),
            lines: vec![line; 8],
            around: around(&entry()),
        },
        people::Screen::Booked(Booked {
            user: i64::MAX,
            name: name(),
            bookings: vec![booking; 8],
            more: u16::MAX,
        }),
    ];
    screens.map(Screen::People).into()
}

/// Every page of a shop that has as much as it may have.
fn of_the_shop() -> Vec<Screen> {
    let zone = Zone::named("America/Argentina/ComodRivadavia").unwrap();
    let mut shop = Catalogue::seeded(zone);
    let [en, ru, uz] = [(); 3].map(|()| long(40));
    let service = Service {
        names: Names { en, ru, uz },
        price: 1_000_000_000,
        on: false,
        ..shop.services[0].clone()
    };
    shop.services = vec![service; MAX_SERVICES];
    let masters = i64::try_from(MAX_MASTERS).unwrap();
    for back in 0..masters {
        shop = shop.with_master(i64::MAX - back, &name()).unwrap();
    }
    shop.edits = u64::MAX;
    shop::pages(&shop).into_iter().map(Screen::from).collect()
}

fn of_invitations() -> Vec<Screen> {
    let digest = || invitations::Digest::parse(&"x".repeat(43)).unwrap();
    let open = 0..invitations::OpenInvitations::CAPACITY;
    let open = open.map(|_| (digest(), Role::Superadmin, at())).collect();
    let link = format!(
        "https://t.me/{}?start=inv_{}",
        "x".repeat(32),
        "x".repeat(22)
    );
    let screens = [
        invitations::Screen::List {
            serial: i64::MIN,
            open,
        },
        invitations::Screen::Made {
            way: Some(invitations::Way::Link(link)),
            role: Role::Superadmin,
            until: at(),
            digest: digest(),
        },
    ];
    screens.map(Screen::Invitations).into()
}

/// A turn that is not in its button would lead to the first page.
#[test]
fn telegram_takes_the_longest_of_the_desk() {
    let inbox = inbox::longest().into_iter();
    let inbox = inbox
        .map(|screen| Screen::Inbox(Box::new(screen)))
        .collect();
    let broadcasts = broadcasts::samples().into_iter();
    let broadcasts = broadcasts.map(Screen::from).collect();
    let screens = [
        of_people(),
        of_the_shop(),
        of_invitations(),
        inbox,
        broadcasts,
    ]
    .concat();
    assert!(screens.len() > 20, "{}", screens.len());
    for screen in screens {
        for language in Language::ALL {
            fits(&screen.render(language), LABEL);
        }
    }
    for cursor in [person(), entry()] {
        let turns = around(&cursor).map(|turn| turn.expect("it is a turn"));
        assert_eq!(turns.each_ref().map(|turn| Turned::of(turn).turn()), turns);
    }
}
