//! One's next bookings in `/me`.

use desk::ClientHead;
use std::time::Duration;

use super::salon::{ANN, MAX, Salon};

/// Ann may have several bookings ahead.
async fn lifted() -> Salon {
    let salon = Salon::new().await;
    let lifted = true;
    let head = ClientHead::new(ANN);
    salon.puts(ClientHead { lifted, ..head }).await;
    salon
}

#[tokio::test]
async fn me_shows_the_next_booking() {
    let salon = Salon::new().await;
    let none = salon.says(ANN, "/me").await;
    insta::assert_snapshot!(none.text(), @r"
    <b>Person42</b>
    Roles: client
    Language: English
    No upcoming bookings.
    ");
    let booked = salon.books(ANN, "14:00").await;
    let me = salon.says(ANN, "/me").await;
    insta::assert_snapshot!(me.text(), @r"
    <b>Person42</b>
    Roles: client
    Language: English
    Next bookings:
    Tue, 3 March, 14:00 · Haircut · Max
    ");
    salon.says(ANN, "/language uz").await;
    let me = salon.says(ANN, "/me").await;
    assert!(me.text().contains("Yaqin yozuvlar"), "{}", me.text());
    let why = salon.taps(ANN, &booked, "Cancel it").await;
    salon.taps(ANN, &why, "Sababsiz").await;
    let me = salon.says(ANN, "/me").await;
    assert!(me.text().contains("yozuvlar yoʻq"), "{}", me.text());
}

#[tokio::test]
async fn me_shows_the_three_soonest() {
    let salon = lifted().await;
    for time in ["16:00", "15:00", "17:00", "14:00"] {
        salon.books(ANN, time).await;
        salon.rest();
    }
    let shown = salon.says(ANN, "/me").await.text();
    let times: Vec<&str> = shown.lines().skip(4).collect();
    assert_eq!(
        times,
        ["14:00", "15:00", "16:00"].map(|time| format!("Tue, 3 March, {time} · Haircut · Max"))
    );
    // To 14:30 of the next day: the first one has begun.
    salon.passes(Duration::from_secs(29 * 3600 + 1800));
    let shown = salon.says(ANN, "/me").await.text();
    assert!(!shown.contains("14:00"), "{shown}");
    assert_eq!(shown.lines().filter(|it| it.contains("Max")).count(), 3);
}

#[tokio::test]
async fn me_shows_nobody_elses_bookings() {
    let salon = Salon::new().await;
    salon.books(ANN, "14:00").await;
    for other in [43, MAX] {
        let me = salon.says(other, "/me").await;
        assert!(me.text().contains("No upcoming"), "{}", me.text());
    }
}

#[tokio::test]
async fn me_costs_two_queries_and_the_clock() {
    let salon = lifted().await;
    salon.says(ANN, "/start").await;
    salon.world.wire.operations();
    salon.says(ANN, "/me").await;
    let none = salon.world.wire.operations();
    assert_eq!(none, ["Query", "Query"], "there is no time to show");
    for time in ["14:00", "15:00"] {
        salon.books(ANN, time).await;
    }
    let before = salon.world.dump().await;
    salon.world.wire.operations();
    salon.says(ANN, "/me").await;
    let asked = salon.world.wire.operations();
    assert_eq!(asked, ["Query", "Query", "GetItem"]);
    assert_eq!(salon.world.dump().await, before);
}
