//! The desk's part: what the author of a broadcast decides.

use broadcast::{Audience, Broadcast, Buttons, Content, Plan, Ring, Shown};
use clock::Clock as _;
use locales::Language;
use serde_json::json;
use store::{Committed, Key, ReadSet, Transaction};

use super::{Hall, TEXT};
use crate::BOSS;

impl Hall {
    /// The author has asked for a broadcast: it is to be counted.
    pub async fn compose(&self, id: &str, audience: Audience) {
        let content = Content::Text(TEXT.to_owned());
        self.compose_with(id, audience, content).await;
    }

    pub async fn compose_with(&self, id: &str, audience: Audience, content: Content) {
        let sent = json!({ "chat_id": BOSS, "text": "Counting…" });
        let sent = self.telegram().call("sendMessage", sent);
        let message = sent.expect("the boss can be written to")["message_id"].as_i64();
        let message = message.expect("a message has a number");
        let plan = plan(id, audience, content, message);
        let (head, content) = Broadcast::new(plan, self.clock.now());
        let (mut transaction, reads) = (Transaction::default(), ReadSet::default());
        transaction.put(&head, &reads).expect("it can be stored");
        transaction.put(&content, &reads).expect("it can be stored");
        let done = self.store.commit(&transaction).await;
        done.expect("the table takes it");
        self.ring(&head.rings());
    }

    /// The author's word; `false` when somebody else has given it.
    pub async fn begin(&self, id: &str) -> bool {
        let known = self.store.get::<Broadcast>(&Key::broadcast(id)).await;
        let known = known.expect("it is there").expect("it is there");
        let Some((head, lanes)) = known.record.clone().begun(self.clock.now()) else {
            return false;
        };
        let (mut transaction, mut reads) = (Transaction::default(), ReadSet::default());
        known.condition(&mut reads);
        transaction.put(&head, &reads).expect("it can be stored");
        for lane in &lanes {
            transaction.put(lane, &reads).expect("it can be stored");
        }
        let done = self.store.commit(&transaction).await;
        let done = done.expect("the table takes it") == Committed::Done;
        if done {
            self.ring(&head.rings());
        }
        done
    }

    /// Composed, counted, begun.
    pub async fn announce(&self, id: &str, audience: Audience) {
        self.compose(id, audience).await;
        while self.round().await > 0 {}
        assert!(self.begin(id).await, "nobody else begins it");
    }

    /// The author changes their mind; gives what is to be rung for.
    pub async fn change(
        &self,
        id: &str,
        change: impl Fn(Broadcast) -> Option<Broadcast>,
    ) -> Vec<Ring> {
        for _ in 0..20 {
            let known = self.store.get::<Broadcast>(&Key::broadcast(id)).await;
            let known = known.expect("it is there").expect("it is there");
            let next = change(known.record.clone()).expect("it can be changed so");
            let rings = next.rings();
            let stored = self.store.replace(&known, next).await;
            if stored.expect("the table takes it").is_some() {
                return rings;
            }
        }
        panic!("the head of {id} changes all the time");
    }

    pub async fn pause(&self, id: &str) {
        self.change(id, Broadcast::paused).await;
    }

    pub async fn resume(&self, id: &str) {
        let now = self.clock.now();
        let rings = self.change(id, |head| head.resumed(now)).await;
        self.ring(&rings);
    }

    pub async fn stop(&self, id: &str) {
        let now = self.clock.now();
        let rings = self.change(id, |head| head.stopped(now)).await;
        self.ring(&rings);
    }
}

/// A broadcast of the boss, shown in that message.
pub fn plan(id: &str, audience: Audience, content: Content, message: i64) -> Plan {
    Plan {
        id: id.to_owned(),
        author: BOSS,
        language: Language::En,
        audience,
        content,
        shown: Shown {
            chat: BOSS,
            message,
        },
        buttons: buttons(),
    }
}

fn buttons() -> Buttons {
    let data = |text: &str| text.to_owned();
    Buttons {
        send: data("send"),
        cancel: data("cancel"),
        pause: data("pause"),
        resume: data("resume"),
        stop: data("stop"),
    }
}
