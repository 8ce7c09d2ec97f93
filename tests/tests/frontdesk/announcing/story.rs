//! From the command to the report.

use broadcast::Status;
use frontdesk_tests::{BOSS, CHIEF};
use telegram_server::UserId;

use super::podium::{PEOPLE, Podium, TEXT, everybody, labels};

#[tokio::test]
async fn a_text_goes_to_everybody_once() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/broadcast").await;
    insta::assert_snapshot!(podium.last(BOSS).text, @"What shall I send? A text goes out as you type it, without formatting. A photo, a video, a voice message or anything else is copied as it is.");
    podium.says(BOSS, TEXT).await;
    let whom = podium.last(BOSS);
    assert_eq!(
        whom.text,
        "Who shall get it? To change it, just send me another message."
    );
    assert_eq!(
        labels(&whom),
        [
            "👥 Everybody",
            "🌐 English",
            "🌐 Русский",
            "🌐 Oʻzbekcha",
            "🪪 superadmin",
            "✖️ Cancel"
        ]
    );
    podium.taps(BOSS, "👥 Everybody").await;
    assert_eq!(podium.last(BOSS).text, TEXT, "as it will arrive");
    let counting = podium.seen(BOSS, "I am counting who will get it…");
    assert_eq!(counting.message_id, whom.message_id);
    podium.moves().await;
    let counted = podium.seen(BOSS, "This message goes to 7 people. Shall I send it?");
    assert_eq!(counted.message_id, whom.message_id);
    assert_eq!(labels(&counted), ["📣 Send it", "✖️ Cancel"]);
    podium.forget();
    podium.taps(BOSS, "📣 Send it").await;
    let running = podium.seen(BOSS, "📣 Sending: 0 of 7");
    assert_eq!(running.message_id, whom.message_id);
    podium.moves().await;
    let escaped = "We &lt;b&gt;move&lt;/b&gt; &amp; open on Sunday";
    assert_eq!(podium.received(escaped), everybody());
    assert!(PEOPLE.iter().all(|(id, _)| podium.last(*id).text == TEXT));
    let report = "✅ The broadcast is done: 7 of 7\n\
                  Sent: 7 · cannot be reached: 0 · failed: 0 · unknown: 0";
    assert_eq!(
        podium.town.sees(BOSS, report),
        2,
        "once edited, once as a notice"
    );
    assert_eq!(labels(&podium.seen(BOSS, report)), [""; 0]);
}

#[tokio::test]
async fn a_superadmin_of_russia_sends_a_text() {
    let podium = Podium::new().await;
    podium.says(CHIEF, "/language ru").await;
    podium.says(CHIEF, "/broadcast").await;
    insta::assert_snapshot!(podium.last(CHIEF).text, @"Что разослать? Текст уйдёт так, как вы его напишете, без форматирования. Фото, видео, голосовое сообщение и всё остальное я скопирую как есть.");
    podium.says(CHIEF, "Мы переезжаем").await;
    podium.taps(CHIEF, "👥 Всем").await;
    podium.seen(CHIEF, "Считаю, кто это получит…");
    podium.moves().await;
    podium.seen(CHIEF, "Это сообщение получат 7 человек. Отправить?");
    podium.forget();
    podium.taps(CHIEF, "📣 Отправить").await;
    podium.seen(CHIEF, "📣 Идёт рассылка: 0 из 7");
    podium.taps(CHIEF, "⏹ Остановить").await;
    podium.seen(CHIEF, "Точно остановить? Очередь дошла до 0 из 7.");
    podium.taps(CHIEF, "‹ Нет").await;
    podium.moves().await;
    assert_eq!(podium.received("Мы переезжаем"), everybody());
    assert_eq!(podium.town.sees(CHIEF, "✅ Рассылка завершена: 7 из 7"), 2);
}

#[tokio::test]
async fn a_photo_is_copied_with_its_caption() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/broadcast").await;
    let telegram = podium.town.telegram();
    telegram
        .send_photo(UserId(BOSS), UserId(BOSS), "Look <here>")
        .unwrap();
    podium.town.updates().await;
    podium.taps(BOSS, "👥 Everybody").await;
    let said = podium.last(BOSS).text;
    assert!(
        said.starts_with("📎 I will copy the message that you sent as it is."),
        "{said}"
    );
    podium.moves().await;
    podium.forget();
    podium.taps(BOSS, "📣 Send it").await;
    podium.moves().await;
    assert_eq!(podium.received(""), everybody());
    let got = podium.last(53);
    assert_eq!(
        (got.kind.as_deref(), got.text.as_str()),
        (Some("photo"), "[photo] Look <here>")
    );
}

#[tokio::test]
async fn a_later_message_replaces_the_first() {
    let podium = Podium::new().await;
    podium.says(BOSS, "/broadcast Wrong").await;
    let first = podium.last(BOSS);
    podium.says(BOSS, "Right").await;
    podium
        .forges(BOSS, &super::podium::data(&first, "Everybody"))
        .await;
    assert_eq!(podium.alert(), "This button is out of date.");
    assert_eq!(podium.ids().await, [0; 0]);
    podium.taps(BOSS, "👥 Everybody").await;
    podium.moves().await;
    podium.taps(BOSS, "📣 Send it").await;
    podium.moves().await;
    assert_eq!(podium.received("Right"), everybody());
    assert!(podium.received("Wrong").is_empty());
}

/// Every key of the longest text that Telegram takes arrives.
#[tokio::test]
async fn the_longest_text_arrives_whole() {
    let podium = Podium::new().await;
    let long = "ы<&".repeat(1_365) + "e";
    let id = podium.begins(BOSS, &long).await;
    podium.moves().await;
    assert_eq!(podium.status(id).await, Status::Done);
    assert_eq!(podium.last(53).text, long);
    assert_eq!(podium.head(id).await.tally.sent, 7);
}

#[tokio::test]
async fn what_is_lost_on_the_way_is_rung_for_again() {
    let podium = Podium::new().await;
    podium
        .town
        .world
        .queue
        .fail(|_| Some(queue_server::Fault::DropBefore));
    podium.says(BOSS, "/broadcast Hello").await;
    podium.taps(BOSS, "👥 Everybody").await;
    podium.town.world.queue.heal();
    podium.moves().await;
    podium.seen(BOSS, "I am counting who will get it…");
    podium.passes(91);
    podium.town.watch().await;
    podium.moves().await;
    podium
        .town
        .world
        .queue
        .fail(|_| Some(queue_server::Fault::DropBefore));
    podium.taps(BOSS, "📣 Send it").await;
    podium.town.world.queue.heal();
    podium.moves().await;
    assert!(podium.received("Hello").is_empty());
    podium.passes(91);
    podium.town.watch().await;
    podium.moves().await;
    assert_eq!(podium.received("Hello"), everybody());
}
