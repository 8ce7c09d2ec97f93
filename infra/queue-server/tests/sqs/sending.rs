use std::time::Duration;

use aws_sdk_sqs::operation::send_message::builders::SendMessageFluentBuilder;
use aws_sdk_sqs::primitives::Blob;
use aws_sdk_sqs::types::MessageAttributeValue;

use crate::{MINUTE, SECOND, World, code};

async fn refusal(sending: SendMessageFluentBuilder) -> String {
    code(&sending.send().await.unwrap_err())
}

fn attribute(data_type: &str) -> aws_sdk_sqs::types::builders::MessageAttributeValueBuilder {
    MessageAttributeValue::builder().data_type(data_type)
}

#[tokio::test]
async fn body_may_have_one_mebibyte() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let largest = "a".repeat(1_048_576);
    world.sending(&url, &largest).send().await.unwrap();
    assert_eq!(world.texts(&url).await, [largest.as_str()]);
    let larger = world.sending(&url, &format!("{largest}a"));
    assert_eq!(refusal(larger).await, "InvalidParameterValue");
    let value = attribute("String").string_value("b").build().unwrap();
    let with_attribute = world.sending(&url, &largest);
    let with_attribute = with_attribute.message_attributes("a", value);
    assert_eq!(refusal(with_attribute).await, "InvalidParameterValue");
}

#[tokio::test]
async fn body_has_at_least_one_character() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    assert_eq!(refusal(world.sending(&url, "")).await, "MissingParameter");
}

#[tokio::test]
async fn body_has_characters_of_xml_alone() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let valid = "\t\n\r \u{D7FF}\u{E000}\u{FFFD}\u{10000}\u{10FFFF}";
    world.sending(&url, valid).send().await.unwrap();
    assert_eq!(world.texts(&url).await, [valid]);
    for invalid in ["\0", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
        let sending = world.sending(&url, &format!("a{invalid}"));
        assert_eq!(
            refusal(sending).await,
            "InvalidMessageContents",
            "{invalid:?}"
        );
    }
}

#[tokio::test]
async fn send_to_missing_queue_is_refused() {
    let world = World::open().await;
    let sending = world.sending(&world.server.queue_url("jobs"), "a");
    assert_eq!(
        refusal(sending).await,
        "AWS.SimpleQueueService.NonExistentQueue"
    );
}

#[tokio::test]
async fn message_becomes_available_after_its_delay() {
    let world = World::open().await;
    let url = world.queue_with("jobs", &[("DelaySeconds", "60")]).await;
    world.sending(&url, "queue's").send().await.unwrap();
    let own = world.sending(&url, "own").delay_seconds(900);
    own.send().await.unwrap();
    let none = world.sending(&url, "none").delay_seconds(0);
    none.send().await.unwrap();
    assert_eq!(world.texts(&url).await, ["none"]);
    let delayed = world.attribute(&url, "ApproximateNumberOfMessagesDelayed");
    assert_eq!(delayed.await.unwrap(), "2");
    world.clock.advance(MINUTE);
    assert!(world.texts(&url).await.contains(&"queue's".to_owned()));
    world.clock.advance(Duration::from_secs(840));
    assert!(world.texts(&url).await.contains(&"own".to_owned()));
}

#[tokio::test]
async fn delay_has_at_most_fifteen_minutes() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    for delay in [-1, 901] {
        let sending = world.sending(&url, "a").delay_seconds(delay);
        assert_eq!(refusal(sending).await, "InvalidParameterValue");
    }
}

#[tokio::test]
async fn fifo_refuses_a_delay_per_message() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let sending = world.sending(&url, "a").message_group_id("g");
    let sending = sending.message_deduplication_id("d").delay_seconds(2);
    let error = sending.send().await.unwrap_err();
    assert_eq!(code(&error), "InvalidParameterValue");
    insta::assert_snapshot!(error.into_service_error().meta().message().unwrap(), @"Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.");
}

#[tokio::test]
async fn fifo_delays_by_the_queue() {
    let world = World::open().await;
    let url = world
        .queue_with("notices.fifo", &[("DelaySeconds", "60")])
        .await;
    world.send_in(&url, "g", "a").await;
    assert!(world.texts(&url).await.is_empty());
    let setting = world.sqs.set_queue_attributes().queue_url(&url);
    let setting = setting.attributes("DelaySeconds".into(), "0");
    setting.send().await.unwrap();
    assert_eq!(world.texts(&url).await, ["a"], "the setting is retroactive");
}

#[tokio::test]
async fn fifo_demands_group_and_deduplication() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    let groupless = world.sending(&url, "a").message_deduplication_id("d");
    assert_eq!(refusal(groupless).await, "MissingParameter");
    let idless = world.sending(&url, "a").message_group_id("g");
    assert_eq!(refusal(idless).await, "InvalidParameterValue");
}

#[tokio::test]
async fn group_has_at_most_128_characters() {
    let world = World::open().await;
    let url = world.queue("notices.fifo").await;
    world.send_in(&url, &"g".repeat(128), "a").await;
    for group in ["g".repeat(129), "a b".to_owned(), "é".to_owned()] {
        let sending = world.sending(&url, "a").message_group_id(group);
        let sending = sending.message_deduplication_id("d");
        assert_eq!(refusal(sending).await, "InvalidParameterValue");
    }
}

#[tokio::test]
async fn standard_queue_takes_groups_alone() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let fair = world.sending(&url, "a").message_group_id("tenant");
    fair.send().await.unwrap();
    let received = world.receive(&url).await;
    assert_eq!(
        crate::system(&received[0], "MessageGroupId"),
        Some("tenant")
    );
    let deduplicated = world.sending(&url, "a").message_deduplication_id("d");
    assert_eq!(refusal(deduplicated).await, "InvalidParameterValue");
}

#[tokio::test]
async fn attributes_come_back_with_their_digest() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let text = attribute("String").string_value("There").build().unwrap();
    let bytes = attribute("Binary")
        .binary_value(Blob::new([0, 255]))
        .build()
        .unwrap();
    let sending = world.sending(&url, "msg");
    let sending = sending.message_attributes("Hello", text.clone());
    let sent = sending
        .message_attributes("Raw", bytes.clone())
        .send()
        .await
        .unwrap();
    assert_eq!(
        sent.md5_of_message_body.unwrap(),
        "6e2baaf3b97dbeef01c0043275f9a0e7"
    );
    let receiving = world.receiving(&url).visibility_timeout(0);
    let all = receiving
        .clone()
        .message_attribute_names("All")
        .send()
        .await
        .unwrap();
    let all = all.messages.unwrap().remove(0);
    assert_eq!(
        all.md5_of_message_attributes,
        sent.md5_of_message_attributes
    );
    assert_eq!(all.message_attributes.unwrap()["Raw"], bytes);
    let one = receiving
        .message_attribute_names("Hel.*")
        .send()
        .await
        .unwrap();
    let one = one.messages.unwrap().remove(0);
    assert_eq!(one.message_attributes.unwrap()["Hello"], text);
    assert_eq!(
        one.md5_of_message_attributes.unwrap(),
        "a311262e065454b75da111d535b8dacd"
    );
}

#[tokio::test]
async fn attributes_that_break_rules_are_refused() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    let cases = [
        ("AWS.name", "String", "value"),
        ("a..b", "String", "value"),
        ("name", "Text", "value"),
        ("name", "String", ""),
    ];
    for (name, data_type, value) in cases {
        let value = attribute(data_type).string_value(value).build().unwrap();
        let sending = world.sending(&url, "a").message_attributes(name, value);
        assert_eq!(
            refusal(sending).await,
            "InvalidParameterValue",
            "{name} {data_type}"
        );
    }
    let eleven = (0..11).fold(world.sending(&url, "a"), |sending, number| {
        let value = attribute("Number").string_value("1").build().unwrap();
        sending.message_attributes(format!("n{number}"), value)
    });
    assert_eq!(refusal(eleven).await, "InvalidParameterValue");
}

#[tokio::test]
async fn messages_are_retained_for_four_days() {
    let world = World::open().await;
    let url = world.queue("jobs").await;
    world.sending(&url, "a").send().await.unwrap();
    world.clock.advance(96 * 60 * MINUTE - SECOND);
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 1);
    world.clock.advance(SECOND);
    assert_eq!(world.server.queues().counts("jobs").unwrap().total(), 0);
    assert!(world.texts(&url).await.is_empty());
}
