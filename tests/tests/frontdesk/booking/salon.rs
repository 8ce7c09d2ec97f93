use desk::{Appointment, Card, Catalogue, ClientHead, Day};
use diary::{Booking, Client, Zone};
use frontdesk_tests::{Answer, World, updates};
use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use outbox::NoticeRow;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;
use store::{Key, ReadSet, Record, Span, Table};

/// The masters of the salon.
pub(super) const MAX: i64 = 700;
pub(super) const BOB: i64 = 701;

/// A client.
pub(super) const ANN: i64 = 42;

/// A shop with two masters, in which it is Monday 2 March 2026, 9 o'clock.
pub(super) struct Salon {
    pub(super) world: World,
    /// The table beside the function's wire: what a story does there is not counted.
    pub(super) table: Table,
    next: AtomicI64,
}

impl Salon {
    pub(super) async fn new() -> Self {
        Self::of_masters(&[(MAX, "Max"), (BOB, "Bob")]).await
    }

    pub(super) async fn of_masters(masters: &[(i64, &str)]) -> Self {
        let world = World::new().await;
        let engine = world.webhook.engine();
        let (clock, entropy) = (engine.clock.clone(), engine.entropy.clone());
        let client = world.table.client().clone();
        let salon = Self {
            table: Table::new(client, frontdesk_tests::table::TABLE, clock, entropy),
            next: AtomicI64::new(10_000),
            world,
        };
        let shop = Catalogue::seeded(Zone::default());
        let shop = masters.iter().fold(shop, |shop, (id, name)| {
            shop.with_master(*id, name).unwrap()
        });
        salon.table.insert(shop).await.unwrap();
        salon
    }

    /// The id of the next update; a client's booking is named by the one that made it.
    pub(super) fn next_id(&self) -> i64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) async fn says(&self, user: i64, text: &str) -> Answer {
        let update = updates::text(self.next_id(), user, text);
        self.world.ok(&update).await
    }

    pub(super) async fn presses(&self, user: i64, data: &str) -> Answer {
        let update = updates::press(self.next_id(), user, data);
        self.world.ok(&update).await
    }

    /// Presses the button with that label under an answer.
    pub(super) async fn taps(&self, user: i64, under: &Answer, label: &str) -> Answer {
        self.presses(user, &under.data(label)).await
    }

    /// Taps one button after the other, from `/book` on.
    pub(super) async fn goes(&self, user: i64, labels: &[&str]) -> Answer {
        let mut shown = self.says(user, "/book").await;
        for label in labels {
            shown = self.taps(user, &shown, label).await;
        }
        shown
    }

    /// The offer of a haircut by Max on the 3rd at that time.
    pub(super) async fn offer(&self, user: i64, time: &str) -> Answer {
        self.goes(user, &["Haircut ·", "Max", "3", time]).await
    }

    /// Books a haircut by Max on the 3rd at that time.
    pub(super) async fn books(&self, user: i64, time: &str) -> Answer {
        let offer = self.offer(user, time).await;
        let booked = self.taps(user, &offer, "✅ Book").await;
        assert!(booked.text().contains("You are booked"), "{booked:?}");
        booked
    }

    /// Books a haircut by Max today at that time.
    pub(super) async fn books_today(&self, user: i64, time: &str) -> Answer {
        let today = Zone::default().today(self.now()).day().to_string();
        let offer = self.goes(user, &["Haircut ·", "Max", &today, time]).await;
        let booked = self.taps(user, &offer, "✅ Book").await;
        assert!(booked.text().contains("You are booked"), "{booked:?}");
        booked
    }

    /// Presses a button, and lets `meanwhile` happen between what is read for it and what is
    /// written.
    pub(super) async fn interrupted(
        self: &Arc<Self>,
        user: i64,
        data: &str,
        meanwhile: impl Future<Output = ()>,
    ) -> Answer {
        let (reached, reaching) = tokio::sync::oneshot::channel();
        let (go_on, wait) = mpsc::channel::<()>();
        let mut reached = Some(reached);
        self.world.wire.inject(move |operation| {
            if operation == "TransactWriteItems"
                && let Some(reached) = reached.take()
            {
                reached.send(()).unwrap();
                wait.recv().unwrap();
            }
            None
        });
        let (salon, data) = (Arc::clone(self), data.to_owned());
        let pressing = tokio::spawn(async move { salon.presses(user, &data).await });
        reaching.await.unwrap();
        meanwhile.await;
        go_on.send(()).unwrap();
        let answer = pressing.await.unwrap();
        self.world.wire.mend();
        answer
    }

    /// The throttle's window empties.
    pub(super) fn rest(&self) {
        self.world.clock.advance(Duration::from_secs(20));
    }

    pub(super) fn passes(&self, time: Duration) {
        self.world.clock.advance(time);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.world.webhook.engine().clock.now()
    }

    pub(super) async fn stored<R: Record>(&self, key: Key) -> Option<R> {
        let stored = self.table.read(key, &mut ReadSet::default()).await;
        stored.unwrap()
    }

    pub(super) async fn all<R: Record>(&self, span: Span) -> Vec<R> {
        let all = self.table.all(&span, &mut ReadSet::default()).await;
        all.unwrap()
    }

    /// Writes a record over what is there.
    pub(super) async fn puts<R: Record + PartialEq>(&self, record: R) {
        self.table.overwrite(record).await.unwrap().unwrap();
    }

    pub(super) async fn day(&self, master: i64, date: Date) -> Day {
        let day = self.stored(Key::master_day(master, date)).await;
        day.unwrap_or_else(|| Day::empty(master, date))
    }

    pub(super) async fn card(&self, master: i64) -> Card {
        let card = self.stored(Key::master_terms(master)).await;
        card.unwrap_or_else(|| Card::usual(master))
    }

    pub(super) async fn shop(&self) -> Catalogue {
        self.stored(Key::catalogue()).await.unwrap()
    }

    pub(super) async fn head(&self, client: i64) -> Option<ClientHead> {
        self.stored(Key::client_head(client)).await
    }

    /// Every appointment of a client.
    pub(super) async fn appointments(&self, client: i64) -> Vec<Appointment> {
        let beginning = Timestamp::UNIX_EPOCH;
        self.all(Span::client_bookings_after(client, beginning))
            .await
    }

    /// What stands on the sheets of a master in March, by date.
    pub(super) async fn booked(&self, master: i64) -> Vec<Booking> {
        let days: Vec<Day> = self
            .all(Span::master_days(master, march(1), march(31)))
            .await;
        let bookings = days.iter().flat_map(|day| day.sheet.bookings());
        bookings.cloned().collect()
    }

    pub(super) async fn notice(&self, id: &str) -> Option<NoticeRow> {
        self.stored(Key::notice(id)).await
    }

    /// Every notice of a kind of wake, by id.
    pub(super) async fn notices(&self) -> Vec<NoticeRow> {
        let mut notices = Vec::new();
        for key in self.world.dump().await.into_keys() {
            let Some(rest) = key.strip_prefix("notice#") else {
                continue;
            };
            let id = rest.split(" / ").next().unwrap();
            notices.push(self.notice(id).await.unwrap());
        }
        notices
    }

    /// That both sides tell the same of every active booking, and the head too.
    pub(super) async fn both_sides_agree(&self, masters: &[i64], clients: &[i64]) {
        let mut sheets = Vec::new();
        for master in masters {
            for booking in self.booked(*master).await {
                let Client::Telegram(client) = booking.client else {
                    continue;
                };
                let id = booking.id.to_string();
                sheets.push((client, id, booking.start, *master, booking.duration));
            }
        }
        let (mut kept, mut heads) = (Vec::new(), Vec::new());
        for client in clients {
            let appointments = self.appointments(*client).await;
            for of in appointments.iter().filter(|of| of.is_active()) {
                let id = of.id.to_string();
                kept.push((*client, id.clone(), of.start, of.master, of.duration));
            }
            for ahead in self.head(*client).await.into_iter().flat_map(|it| it.ahead) {
                heads.push((*client, ahead.id.to_string(), ahead.start));
            }
        }
        sheets.sort();
        kept.sort();
        heads.sort();
        assert_eq!(sheets, kept, "the sheets and the clients' side");
        let ahead: Vec<_> = kept
            .iter()
            .filter(|it| it.2 > self.now())
            .map(|it| (it.0, it.1.clone(), it.2))
            .collect();
        heads.retain(|it| it.2 > self.now());
        assert_eq!(ahead, heads, "the clients' side and their heads");
    }
}

/// What the buttons of an answer say, row by row.
pub(super) fn buttons(answer: &Answer) -> String {
    let call = answer.call();
    let rows = call["reply_markup"]["inline_keyboard"].as_array();
    let rows = rows.cloned().unwrap_or_default();
    let label = |button: &serde_json::Value| format!("[{}]", button["text"].as_str().unwrap());
    let row = |row: &serde_json::Value| {
        let labels: Vec<_> = row.as_array().unwrap().iter().map(label).collect();
        labels.join(" ")
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// A screen as it is seen: its text and its buttons.
pub(super) fn seen(answer: &Answer) -> String {
    format!("{}\n{}", answer.text(), buttons(answer))
}

/// The data of every button of an answer.
pub(super) fn every_button(answer: &Answer) -> Vec<String> {
    let call = answer.call();
    let rows = call["reply_markup"]["inline_keyboard"].as_array();
    let rows = rows.cloned().unwrap_or_default();
    let buttons = rows.iter().flat_map(|row| row.as_array().unwrap().clone());
    let data = |button: serde_json::Value| button["callback_data"].as_str().unwrap().to_owned();
    buttons.map(data).collect()
}

pub(super) fn march(day: i8) -> Date {
    Date::constant(2026, 3, day)
}

/// That time of March 2026 in the shop.
pub(super) fn at(day: i8, time: &str) -> Timestamp {
    let at: Zoned = format!("2026-03-{day:02}T{time}:00+00:00[UTC]")
        .parse()
        .unwrap();
    at.timestamp()
}

/// A time as buttons have it: minutes in base 36.
pub(super) fn code(at: Timestamp) -> String {
    let (mut left, mut digits) = (at.as_second() / 60, Vec::new());
    while left > 0 {
        let digit = u32::try_from(left % 36).unwrap();
        digits.insert(0, char::from_digit(digit, 36).unwrap());
        left /= 36;
    }
    digits.into_iter().collect()
}
