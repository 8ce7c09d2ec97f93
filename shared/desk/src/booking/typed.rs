//! The command as it is typed: `/book <service> <master> <date> <time>`.

use diary::TimeOfDay;
use engine::{Context, Outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Key;

use super::screen::Trouble;
use super::{Screen, Who, Wish, offer, services};
use crate::desk::Decided;
use crate::{Catalogue, Desk, Member, Service};

/// What stands for "any master", in every language.
const ANY: [&str; 4] = ["any", "*", "любой", "istalgan"];

/// Books what was typed, without asking again.
pub(super) async fn book(desk: &Desk, context: &mut Context<'_, Desk>, arguments: &str) -> Decided {
    let catalogue = Catalogue::opened(context.look(Key::catalogue()).await?, desk.zone())?;
    match read(&catalogue, arguments) {
        Ok((wish, start)) => offer::book(desk, context, &wish, start).await,
        Err(trouble) => Ok(Outcome::say(Screen::Usage(trouble).into())),
    }
}

/// `None` is a wrong number of words.
fn read(catalogue: &Catalogue, arguments: &str) -> Result<(Wish, Timestamp), Option<Trouble>> {
    let words: Vec<&str> = arguments.split_whitespace().collect();
    let [names @ .., date, time] = &words[..] else {
        return Err(None);
    };
    if names.len() < 2 {
        return Err(None);
    }
    let wish = wish(catalogue, names)?;
    let date = self::date(date).ok_or(Trouble::NoDate)?;
    let time = TimeOfDay::parse(time).map_err(|_| Trouble::NoTime)?;
    let start = catalogue.zone.day(date).at(time).first().copied();
    Ok((wish, start.ok_or(Trouble::NoTime)?))
}

/// The service and the master, whose names may have several words each.
fn wish(catalogue: &Catalogue, names: &[&str]) -> Result<Wish, Trouble> {
    let mut trouble = Trouble::NoService;
    for at in 1..names.len() {
        let (service, master) = (names[..at].join(" "), names[at..].join(" "));
        let mut offered = services::bookable(catalogue);
        let Some(service) = offered.find(|offered| is_called(offered, &service)) else {
            continue;
        };
        trouble = Trouble::NoMaster;
        if let Some(who) = who(catalogue, service, &master) {
            let service = service.id.clone();
            return Ok(Wish { service, who });
        }
    }
    Err(trouble)
}

fn is_called(service: &Service, name: &str) -> bool {
    let names = &service.names;
    let mut names = [service.id.as_str(), &names.en, &names.ru, &names.uz].into_iter();
    names.any(|one| same(one, name))
}

fn who(catalogue: &Catalogue, service: &Service, name: &str) -> Option<Who> {
    if ANY.iter().any(|any| same(any, name)) {
        return Some(Who::Any);
    }
    let named = |master: &&Member| master.id.to_string() == name || same(&master.name, name);
    let master = catalogue.masters_of(&service.id).find(named)?;
    Some(Who::Master(master.id))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// A date such as 2026-03-02 or 02.03.2026.
pub(crate) fn date(text: &str) -> Option<Date> {
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte))
    };
    if text.len() != 10 || !plain(text) {
        return None;
    }
    let iso = Date::strptime("%Y-%m-%d", text);
    iso.or_else(|_| Date::strptime("%d.%m.%Y", text)).ok()
}

#[cfg(test)]
mod tests {
    use diary::Zone;

    use super::*;

    fn shop() -> Catalogue {
        let shop = Catalogue::seeded(Zone::default());
        let shop = shop.with_master(7, "Max Mustermann").unwrap();
        shop.with_master(8, "Bob").unwrap()
    }

    fn typed(arguments: &str) -> Result<(String, Who, String), Option<Trouble>> {
        let (wish, start) = read(&shop(), arguments)?;
        Ok((wish.service.to_string(), wish.who, start.to_string()))
    }

    #[test]
    fn names_ids_and_any_are_understood() {
        let at = "2026-03-02T14:00:00Z".to_owned();
        for (arguments, service, who) in [
            ("haircut 7 2026-03-02 14:00", "haircut", Who::Master(7)),
            ("HAIRCUT bob 02.03.2026 14:00", "haircut", Who::Master(8)),
            ("Стрижка любой 2026-03-02 14:00", "haircut", Who::Any),
            (
                "Haircut and beard max mustermann 2026-03-02 14:00",
                "haircut_beard",
                Who::Master(7),
            ),
        ] {
            let expected = Ok((service.to_owned(), who, at.clone()));
            assert_eq!(typed(arguments), expected, "{arguments}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (arguments, trouble) in [
            ("", None),
            ("haircut", None),
            ("haircut 2026-03-02 14:00", None),
            ("massage bob 2026-03-02 14:00", Some(Trouble::NoService)),
            ("haircut eve 2026-03-02 14:00", Some(Trouble::NoMaster)),
            ("haircut bob 2026-02-31 14:00", Some(Trouble::NoDate)),
            ("haircut bob tomorrow 14:00", Some(Trouble::NoDate)),
            ("haircut bob 2026-03-02 14:15", Some(Trouble::NoTime)),
            ("haircut bob 2026-03-02 25:00", Some(Trouble::NoTime)),
            ("haircut bob 2026-03-02 24:00", Some(Trouble::NoTime)),
        ] {
            assert_eq!(typed(arguments), Err(trouble), "{arguments}");
        }
    }
}
