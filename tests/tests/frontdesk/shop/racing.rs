//! Two managers at once: one edit counts, the other sees it.

use frontdesk_tests::{BOSS, updates};

use crate::schedule::studio::{EVE, Studio};

#[tokio::test]
async fn two_managers_at_once_edit_once() {
    let studio = Studio::new().await;
    for round in 0..50 {
        let edits = studio.shop().await.edits;
        let (off, on) = ("Offer it no more", "Offer it");
        let label = if round % 2 == 0 { off } else { on };
        let card = studio.goes(EVE, "/shop", &["Services", "Beard"]).await;
        let first = updates::press(studio.next_id(), EVE, &card.data(label));
        let second = updates::press(studio.next_id(), BOSS, &card.data(label));
        let (one, two) = tokio::join!(studio.world.ok(&first), studio.world.ok(&second));
        assert_eq!(one.text(), two.text(), "round {round}: both see the same");
        let shop = studio.shop().await;
        assert_eq!(shop.edits, edits + 1, "round {round}");
        assert_eq!(shop.services[1].on, label == on, "round {round}");
        studio.passes(std::time::Duration::from_secs(20));
    }
}
