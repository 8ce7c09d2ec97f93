//! What was done before a kill is there after it.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::acts::{Act, Played};
use crate::outside::seen;
use crate::place::Place;

#[test]
fn every_act_survives_a_kill() {
    let place = Place::new();
    let telegram = place.open();
    let mut world = Played::new(&telegram, &place.clock);
    let mut before = String::new();
    for act in Act::ALL {
        world.play(act);
        let now = seen(&telegram, &world.chats);
        assert_ne!(now, before, "{act:?} changes something");
        let after = place.after_kill();
        assert_eq!(seen(&after.open(), &world.chats), now, "{act:?}");
        before = now;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reopened_world_goes_on_as_the_first(
        acts in prop::collection::vec(select(&Act::ALL[..]), 1..60),
        more in prop::collection::vec(select(&Act::ALL[..]), 1..20),
    ) {
        let place = Place::new();
        let first = place.open();
        let mut world = Played::new(&first, &place.clock);
        for act in [Act::Comes, Act::SetsWebhook, Act::Says].into_iter().chain(acts) {
            world.play(act);
        }
        let after = place.after_kill();
        let second = after.open();
        prop_assert_eq!(seen(&second, &world.chats), seen(&first, &world.chats));
        let mut other = Played::new(&second, &after.clock);
        other.chats.clone_from(&world.chats);
        // What was tried before is forgotten, and so begins anew in both.
        for telegram in [&first, &second] {
            telegram.call("deleteWebhook", json!({})).unwrap();
        }
        for act in [Act::SetsWebhook].into_iter().chain(more) {
            // Time passes for both at once.
            if act != Act::Waits {
                world.play(act);
                other.play(act);
            }
            prop_assert_eq!(seen(&second, &other.chats), seen(&first, &world.chats));
        }
    }
}

#[test]
fn delivery_under_way_is_made_again() {
    let place = Place::new();
    let telegram = place.open();
    let mut world = Played::new(&telegram, &place.clock);
    for act in [Act::Comes, Act::SetsWebhook, Act::Says] {
        world.play(act);
    }
    let delivery = telegram.due().remove(0);
    let again = place.after_kill().open().due().remove(0);
    assert_eq!(
        (again.update_id, again.attempt, &again.body),
        (delivery.update_id, 1, &delivery.body)
    );
}

#[test]
fn stopped_world_opens_where_it_was() {
    let place = Place::new();
    let telegram = place.open();
    let mut world = Played::new(&telegram, &place.clock);
    for act in [Act::Comes, Act::Says, Act::Writes] {
        world.play(act);
    }
    let (before, chats) = (seen(&telegram, &world.chats), world.chats);
    drop(telegram);
    assert_eq!(seen(&place.open(), &chats), before);
}

#[test]
fn bot_is_that_of_the_configuration() {
    let place = Place::new();
    let telegram = place.open();
    let mut world = Played::new(&telegram, &place.clock);
    for act in [Act::Comes, Act::Says, Act::Writes] {
        world.play(act);
    }
    let mut config = place.config();
    config.name = "Salon".to_owned();
    let after = place.after_kill();
    let telegram = telegram_server::Telegram::kept(config, after.file()).unwrap();
    let last = telegram.last_from_bot(telegram_server::UserId(100));
    assert_eq!(last.unwrap().from, "Salon");
}
