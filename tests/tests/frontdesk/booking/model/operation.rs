//! What can happen in a shop, and in which shops.

use proptest::prelude::*;

use super::minutes::{Lunch, Span, ZONES};

#[derive(Clone, Debug)]
pub(super) enum Operation {
    Book {
        client: i64,
        service: usize,
        who: usize,
        day: i32,
        slot: i64,
    },
    Move {
        client: i64,
        day: i32,
        slot: i64,
    },
    Cancel {
        client: i64,
    },
    Pass {
        halves: u64,
    },
    Look {
        service: usize,
        who: usize,
        day: i32,
    },
    Master(usize, Planning),
    Manager(Editing),
}

/// What a master does to the own calendar; those with a `usize` pick one of what there is.
#[derive(Clone, Debug)]
pub(super) enum Planning {
    Hours(usize, Option<Span>),
    Lunch(Option<i64>),
    DayLunch(i32, Lunch),
    Block(i32, Span),
    Unblock(usize),
    DayOff(i32),
    Work(usize),
    Cancel(usize),
    Settle(usize, &'static str),
}

/// What a manager does to the shop.
#[derive(Clone, Debug)]
pub(super) enum Editing {
    /// Offers a service, or offers it no more.
    Offer(usize),
    /// How many minutes a service takes.
    Duration(usize, i64),
    /// Lets clients book a master, or lets them no more.
    Employ(usize),
}

/// A shop: its zone, the day on which it all begins, and what its masters work by.
#[derive(Clone, Debug)]
pub(super) struct Shop {
    pub(super) zone: usize,
    pub(super) begins: i64,
    pub(super) open: Span,
    pub(super) lunch: Option<i64>,
    pub(super) closed: Option<usize>,
}

fn day() -> impl Strategy<Value = i32> {
    -1_i32..4
}

pub(super) fn any_operation() -> impl Strategy<Value = Operation> {
    let (client, slot) = (|| 1_i64..4, || 0_i64..48);
    let book = (client(), 0..3_usize, 0..3_usize, day(), slot());
    let book = book.prop_map(|(client, service, who, day, slot)| Operation::Book {
        client,
        service,
        who,
        day,
        slot,
    });
    let moves = (client(), day(), slot());
    let moves = moves.prop_map(|(client, day, slot)| Operation::Move { client, day, slot });
    let look = (0..3_usize, 0..3_usize, day());
    let master = (0..2_usize, any_planning());
    prop_oneof![
        10 => book,
        4 => moves,
        2 => client().prop_map(|client| Operation::Cancel { client }),
        2 => (0..60_u64).prop_map(|halves| Operation::Pass { halves }),
        4 => look.prop_map(|(service, who, day)| Operation::Look { service, who, day }),
        10 => master.prop_map(|(master, planning)| Operation::Master(master, planning)),
        2 => any_editing().prop_map(Operation::Manager),
    ]
}

fn any_planning() -> impl Strategy<Value = Planning> {
    let start = || prop_oneof![Just(8_i64), 0..46_i64];
    let hours = prop::option::weighted(0.8, any_hours());
    let lunch = prop_oneof![
        Just(Lunch::Usual),
        Just(Lunch::None),
        start().prop_map(Lunch::At),
    ];
    let block = (start(), 1..6_i64).prop_map(|(from, length)| (from, (from + length).min(48)));
    let settled = prop::sample::select(vec!["t:y:", "t:z:"]);
    prop_oneof![
        3 => (0..7_usize, hours).prop_map(|(day, hours)| Planning::Hours(day, hours)),
        2 => prop::option::weighted(0.7, start()).prop_map(Planning::Lunch),
        3 => (day(), lunch).prop_map(|(day, lunch)| Planning::DayLunch(day, lunch)),
        4 => (day(), block).prop_map(|(day, block)| Planning::Block(day, block)),
        2 => any::<usize>().prop_map(Planning::Unblock),
        3 => day().prop_map(Planning::DayOff),
        2 => any::<usize>().prop_map(Planning::Work),
        2 => any::<usize>().prop_map(Planning::Cancel),
        2 => (any::<usize>(), settled).prop_map(|(pick, how)| Planning::Settle(pick, how)),
    ]
}

fn any_editing() -> impl Strategy<Value = Editing> {
    let minutes = prop::sample::select(vec![30_i64, 60, 90]);
    prop_oneof![
        (0..3_usize).prop_map(Editing::Offer),
        (0..3_usize, minutes).prop_map(|(service, minutes)| Editing::Duration(service, minutes)),
        (0..2_usize).prop_map(Editing::Employ),
    ]
}

fn any_hours() -> impl Strategy<Value = Span> {
    prop::sample::select(vec![(20, 42), (0, 48), (2, 8), (16, 34)])
}

pub(super) fn any_shop() -> impl Strategy<Value = Shop> {
    let lunch = prop::option::of(0_i64..20);
    let rest = (0..ZONES.len(), 0_i64..35, prop::option::of(0..7_usize));
    (any_hours(), lunch, rest).prop_map(|(open, lunch, (zone, begins, closed))| Shop {
        zone,
        begins,
        open,
        lunch: lunch.map(|at| open.0 + at).filter(|at| at + 2 <= open.1),
        closed,
    })
}
