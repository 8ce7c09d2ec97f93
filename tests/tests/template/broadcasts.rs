//! What broadcasts ask AWS for.

use std::time::Duration;

use broadcast::Audience;
use frontdesk_tests::Hall;
use frontdesk_tests::hall::FIRST;
use frontdesk_tests::world::BULK;
use telegram_server::UserId;

use crate::recording::{Story, lose_every_other_answer};

impl Story {
    /// One to everybody, one to a role; somebody is gone, the whole bot is held, the queue forgets.
    pub(crate) async fn broadcasts(&mut self, lossy: bool) {
        let hall = Hall::with(12).await;
        hall.enroll(&[FIRST, FIRST + 1]).await;
        if lossy {
            lose_every_other_answer(&hall.wire);
        }
        hall.telegram().block(UserId(FIRST + 2)).unwrap();
        hall.compose("17-0", Audience::Everyone).await;
        hall.queue.queues().purge(BULK).unwrap();
        hall.clock.advance(Duration::from_secs(91));
        hall.watch().await;
        self.told.monitor.extend(hall.wire.sent());
        while hall.round().await > 0 {}
        assert!(hall.begin("17-0").await);
        let flood = telegram_server::Flood::Bot;
        hall.telegram().flood(flood, Duration::from_secs(20));
        while hall.round().await > 0 {}
        self.told.notifier.extend(hall.wire.sent());
        hall.clock.advance(Duration::from_secs(120));
        hall.watch().await;
        self.told.monitor.extend(hall.wire.sent());
        while hall.round().await > 0 {}
        assert!(hall.is_over("17-0").await);
        hall.announce("18-0", Audience::Role("master".into())).await;
        while hall.round().await > 0 {}
        assert!(hall.is_over("18-0").await);
        self.told.notifier.extend(hall.wire.sent());
    }
}
