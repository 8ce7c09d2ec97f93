//! What a calendar shows: read from the table, and put together.

use std::collections::BTreeMap;

use diary::{Duration, Plan, Reach, Sheet, Zone};
use engine::{Context, EngineError};
use jiff::Timestamp;
use jiff::civil::Date;
use locales::Language;
use store::{Batch, Key, Keys};

use super::screen::{About, Slip, Trouble};
use super::{Appointment, Errand, Screen, Ticket, Who, services};
use crate::{Card, Catalogue, Day, Desk, Member};

/// An errand with what the shop says of it.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub(super) errand: Errand,
    pub(super) catalogue: Catalogue,
    pub(super) duration: Duration,
    pub(super) about: About,
    /// Who may do it, in the order in which they are asked.
    pub(super) masters: Vec<Member>,
    /// The booking that is moved.
    pub(super) moving: Option<Appointment>,
}

/// What decides about one master's one date.
#[derive(Clone, Debug)]
pub(super) struct Station {
    pub(super) master: Member,
    pub(super) card: Card,
    pub(super) day: Day,
}

/// A task with what was read beside it, or the screen that says why there is none.
pub(super) type Begun = Result<(Task, Batch), Box<Screen>>;

impl Task {
    /// Reads what an errand rests on, and `also`, in one request: the catalogue, the card of its
    /// master if it has one, the booking that is moved. What `also` relies on is relied on.
    pub(super) async fn read(
        desk: &Desk,
        context: &mut Context<'_, Desk>,
        errand: &Errand,
        also: Keys,
    ) -> Result<Begun, EngineError> {
        let client = context.person.id.get();
        let mut keys = also.look_at(Key::catalogue());
        if let Some(master) = errand.master() {
            keys = keys.look_at(Key::master_terms(master));
        }
        if let Errand::Move(ticket) = errand {
            keys = keys.look_at(ticket.key(client));
        }
        let mut batch = context.batch(keys).await?;
        let catalogue = Catalogue::opened(batch.take(&Key::catalogue())?, desk.zone())?;
        let task = match errand {
            Errand::Book(_) => Self::to_book(errand.clone(), catalogue, context.language),
            Errand::Move(ticket) => {
                let moving = batch.take::<Appointment>(&ticket.key(client))?;
                let moving = moving.filter(|moving| ticket.fits(moving));
                Self::to_move(errand.clone(), catalogue, moving, context)
            }
        };
        Ok(task.map(|task| (task, batch)))
    }

    fn to_book(
        errand: Errand,
        catalogue: Catalogue,
        language: Language,
    ) -> Result<Self, Box<Screen>> {
        let Errand::Book(wish) = &errand else {
            return Err(Screen::Gone.into());
        };
        let Some(service) = catalogue.offered(&wish.service) else {
            return Err(services::again(&catalogue, language, Trouble::Withdrawn).into());
        };
        let masters = catalogue.masters_of(&service.id);
        let masters = masters.filter(|master| wish.who.admits(master.id));
        let masters: Vec<_> = masters.cloned().collect();
        if masters.is_empty() {
            return Err(services::again(&catalogue, language, Trouble::Withdrawn).into());
        }
        let master = matches!(wish.who, Who::Master(_)).then(|| masters[0].name.clone());
        let about = About {
            service: service.names.get(language).to_owned(),
            master,
        };
        Ok(Self {
            duration: service.duration,
            errand,
            about,
            masters,
            moving: None,
            catalogue,
        })
    }

    fn to_move(
        errand: Errand,
        catalogue: Catalogue,
        moving: Option<Appointment>,
        context: &Context<'_, Desk>,
    ) -> Result<Self, Box<Screen>> {
        let moving = moving.ok_or(Screen::Gone)?;
        if moving.start <= context.now {
            return Err(Screen::Begun.into());
        }
        let master = catalogue.master(moving.master).filter(|master| master.on);
        let Some(master) = master.cloned() else {
            let slip = moving.slip(&catalogue.zone, context.language);
            return Err(Screen::Unmovable(Ticket::of(&moving), slip).into());
        };
        let about = About {
            service: moving.names.get(context.language).to_owned(),
            master: Some(master.name.clone()),
        };
        Ok(Self {
            errand,
            duration: moving.duration,
            about,
            masters: vec![master],
            moving: Some(moving),
            catalogue,
        })
    }

    pub(super) fn zone(&self) -> &Zone {
        &self.catalogue.zone
    }

    pub(super) fn reach(&self, now: Timestamp) -> Reach {
        Reach::of_client(self.zone(), now)
    }

    /// The cards of the masters: from the batch for one, in one more request for several.
    pub(super) async fn cards(
        &self,
        context: &mut Context<'_, Desk>,
        mut batch: Batch,
    ) -> Result<Vec<(Member, Card)>, EngineError> {
        let keys = || {
            self.masters
                .iter()
                .map(|master| Key::master_terms(master.id))
        };
        if self.errand.master().is_none() {
            batch = context
                .batch(keys().fold(Keys::default(), Keys::look_at))
                .await?;
        }
        let card = |master: &Member| {
            let card = batch.take(&Key::master_terms(master.id))?;
            let card = card.unwrap_or_else(|| Card::usual(master.id));
            Ok((master.clone(), card))
        };
        self.masters.iter().map(card).collect()
    }

    /// The masters' cards and days: from the batch for one, in one more request for several.
    pub(super) async fn stations(
        &self,
        context: &mut Context<'_, Desk>,
        batch: Batch,
        date: Date,
    ) -> Result<Vec<Station>, EngineError> {
        match self.errand.master() {
            Some(_) => of_batch(batch, &self.masters, date),
            None => read_stations(context, &self.masters, date, Keys::look_at).await,
        }
    }

    /// The sheet as the booking that is moved leaves it.
    pub(super) fn without_moving(&self, sheet: Sheet, now: Timestamp) -> Sheet {
        let left = |moving: &Appointment| Some(sheet.release(&moving.id, now).ok()?.0);
        self.moving.as_ref().and_then(left).unwrap_or(sheet)
    }

    /// Every free start of these stations, with the first master who is free then.
    pub(super) fn free(&self, stations: &[Station], now: Timestamp) -> BTreeMap<Timestamp, i64> {
        let (mut free, reach) = (BTreeMap::new(), self.reach(now));
        for station in stations {
            let sheet = self.without_moving(station.day.sheet.clone(), now);
            let plan = station.plan(self, &sheet);
            for start in plan.free_starts(self.duration, &reach) {
                free.entry(start).or_insert(station.master.id);
            }
        }
        if let Some(moving) = &self.moving {
            free.remove(&moving.start);
        }
        free
    }

    /// Why none of these stations has a time.
    pub(super) fn trouble(
        &self,
        stations: &[Station],
        start: Timestamp,
        now: Timestamp,
    ) -> Trouble {
        let misfit = |station: &Station| {
            let sheet = self.without_moving(station.day.sheet.clone(), now);
            let plan = station.plan(self, &sheet);
            plan.fits(start, self.duration, &self.reach(now)).err()
        };
        let misfits = stations.iter().filter_map(misfit);
        Trouble::foremost(misfits.map(|misfit| Trouble::of_misfit(&misfit)))
    }

    /// The times of a date to choose from.
    pub(super) fn day_screen(
        &self,
        stations: &[Station],
        date: Date,
        trouble: Option<Trouble>,
        now: Timestamp,
    ) -> Screen {
        let times = self.free(stations, now).into_keys();
        let time = |start| (start, self.zone().reading(start));
        Screen::Day {
            errand: self.errand.clone(),
            about: self.about.clone(),
            date,
            times: times.map(time).collect(),
            trouble,
        }
    }

    /// The task's service at a time with a master, in words.
    pub(super) fn slip(&self, master: &Member, start: Timestamp) -> Slip {
        Slip {
            service: self.about.service.clone(),
            minutes: self.duration.minutes(),
            price: self.price(),
            master: master.name.clone(),
            at: self.zone().reading(start),
        }
    }

    pub(super) fn price(&self) -> u32 {
        match (&self.errand, &self.moving) {
            (_, Some(moving)) => moving.price,
            (Errand::Book(wish), None) => {
                let service = self.catalogue.service(&wish.service);
                service.map_or(0, |service| service.price)
            }
            (Errand::Move(_), None) => 0,
        }
    }
}

impl Station {
    /// The plan of its date with `sheet`.
    pub(super) fn plan<'a>(&'a self, task: &Task, sheet: &'a Sheet) -> Plan<'a> {
        Plan::new(task.zone(), self.day.date, &self.card.terms, sheet)
    }
}

/// The cards and days of these masters: one request, which reads each card for what `card` says.
pub(super) async fn read_stations(
    context: &mut Context<'_, Desk>,
    masters: &[Member],
    date: Date,
    card: fn(Keys, Key) -> Keys,
) -> Result<Vec<Station>, EngineError> {
    let keys = masters.iter().fold(Keys::default(), |keys, master| {
        card(keys, Key::master_terms(master.id)).look_at(Key::master_day(master.id, date))
    });
    let batch = context.batch(keys).await?;
    of_batch(batch, masters, date)
}

/// The stations of these masters, out of a batch that has them.
pub(super) fn of_batch(
    mut batch: Batch,
    masters: &[Member],
    date: Date,
) -> Result<Vec<Station>, EngineError> {
    let station = |master: &Member| {
        let card = batch.take(&Key::master_terms(master.id))?;
        let day = batch.take(&Key::master_day(master.id, date))?;
        Ok(Station {
            card: card.unwrap_or_else(|| Card::usual(master.id)),
            day: day.unwrap_or_else(|| Day::empty(master.id, date)),
            master: master.clone(),
        })
    };
    masters.iter().map(station).collect()
}

impl Errand {
    /// The master, if there is just one.
    pub(super) fn master(&self) -> Option<i64> {
        match self {
            Self::Book(wish) => match wish.who {
                Who::Any => None,
                Who::Master(master) => Some(master),
            },
            Self::Move(ticket) => Some(ticket.master),
        }
    }
}

impl Who {
    fn admits(self, master: i64) -> bool {
        match self {
            Self::Any => true,
            Self::Master(wanted) => wanted == master,
        }
    }
}

impl Ticket {
    pub(super) fn of(appointment: &Appointment) -> Self {
        Self {
            start: appointment.start,
            id: appointment.id.clone(),
            moves: appointment.moves,
            master: appointment.master,
        }
    }

    /// Where the booking lies while it is active.
    pub(super) fn key(&self, client: i64) -> Key {
        Key::client_booking(client, self.start, self.id.as_str())
    }

    /// Whether this is the booking, as it was when the button was made.
    pub(super) fn fits(&self, appointment: &Appointment) -> bool {
        appointment.is_active() && *self == Self::of(appointment)
    }
}

impl Appointment {
    /// The booking in words.
    pub(super) fn slip(&self, zone: &Zone, language: Language) -> Slip {
        Slip {
            service: self.names.get(language).to_owned(),
            minutes: self.duration.minutes(),
            price: self.price,
            master: self.master_name.clone(),
            at: zone.reading(self.start),
        }
    }
}
