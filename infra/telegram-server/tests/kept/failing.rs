//! Writing that fails while the world goes on.

use std::fs;
use std::sync::{Arc, Mutex};

use telegram_server::{Person, UserId};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::outside::seen;
use crate::place::Place;

/// The levels of what was logged.
#[derive(Clone, Default)]
struct Logged(Arc<Mutex<Vec<Level>>>);

impl<S: Subscriber> Layer<S> for Logged {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        self.0.lock().unwrap().push(*event.metadata().level());
    }
}

#[test]
fn lost_file_is_logged_once_and_caught_up() {
    let logged = Logged::default();
    let subscriber = tracing_subscriber::registry().with(logged.clone());
    let _logging = tracing::subscriber::set_default(subscriber);
    let place = Place::new();
    let telegram = place.open();
    let anna = telegram.add_person(Person::new(100, "Anna"));
    let aside = place.file().with_extension("aside");
    fs::rename(place.file(), &aside).unwrap();
    telegram.say(anna, anna, "one").unwrap();
    telegram.say(anna, anna, "two").unwrap();
    telegram.delete_message(anna, anna, 1).unwrap();
    assert_eq!(logged.0.lock().unwrap()[..], [Level::ERROR]);
    fs::rename(&aside, place.file()).unwrap();
    telegram.say(anna, anna, "three").unwrap();
    assert_eq!(logged.0.lock().unwrap()[..], [Level::ERROR, Level::INFO]);
    let chats = [UserId(100).into()];
    let after = place.after_kill().open();
    assert_eq!(seen(&after, &chats), seen(&telegram, &chats));
    assert_eq!(after.screen(anna).len(), 2);
}
