//! What people do, and what they get.

use super::case::{Answer, Case, To, says};

const CHAT: &str = "person#42 / me#conversation";
const PROFILE: &str = "person#42 / me#profile";
const AUDIENCE: &str = "audience#en#61 / 0000000000042";

/// Ann at the last question of the form.
const UP_TO_THE_PHONE: &[&str] = &["text_join", "text_first_name", "text_last_name"];

pub(crate) const CASES: [Case; 18] = [
    Case {
        file: "text_start",
        after: &[],
        answer: says("Hello, Ann Lee!"),
        keys: &[AUDIENCE, CHAT, PROFILE],
        holds: &[(PROFILE, "first_name", "Ann"), (CHAT, "d", "")],
    },
    Case {
        file: "text_join",
        after: &[],
        answer: says("first name"),
        keys: &[CHAT],
        holds: &[(CHAT, "d", "812345002")],
    },
    Case {
        file: "text_first_name",
        after: &["text_join"],
        answer: says("last name"),
        keys: &[CHAT],
        holds: &[(CHAT, "d", "Ann")],
    },
    Case {
        file: "text_last_name",
        after: &["text_join", "text_first_name"],
        answer: says("phone number"),
        keys: &[CHAT],
        holds: &[(CHAT, "d", "Lee")],
    },
    Case {
        file: "contact",
        after: UP_TO_THE_PHONE,
        answer: says("Your request is on its way"),
        keys: &[
            "notice#812345005-0 / notice",
            CHAT,
            "phone#+998901234567 / phone",
            "request#42 / request",
        ],
        holds: &[
            ("notice#812345005-0 / notice", "status", "pending"),
            ("request#42 / request", "state", "pending"),
            (CHAT, "d", ""),
        ],
    },
    Case {
        file: "callback_language",
        after: &[],
        answer: Answer::Call {
            method: "editMessageText",
            to: To::Chat(42),
            says: "русски",
        },
        keys: &["audience#ru#61 / 0000000000042", CHAT, PROFILE],
        holds: &[(PROFILE, "language", "ru")],
    },
    Case {
        file: "callback_cancel",
        after: &["text_join", "text_first_name"],
        answer: Answer::Call {
            method: "editMessageText",
            to: To::Chat(42),
            says: "I have closed the form",
        },
        keys: &[CHAT],
        holds: &[(CHAT, "d", "")],
    },
    Case {
        file: "callback_stale",
        after: &[],
        answer: Answer::Call {
            method: "answerCallbackQuery",
            to: To::Press("180388626440"),
            says: "out of date",
        },
        keys: &[],
        holds: &[],
    },
    Case {
        file: "photo",
        after: &[],
        answer: says("I did not quite get that"),
        keys: &[CHAT],
        holds: &[(CHAT, "at", "812345009:1"), (CHAT, "mi", "")],
    },
    Case {
        file: "album_first",
        after: &[],
        answer: says("I did not quite get that"),
        keys: &[CHAT],
        holds: &[(CHAT, "al", "13904625782340001")],
    },
    Case {
        file: "album_second",
        after: &["album_first"],
        answer: Answer::Silent,
        keys: &[CHAT],
        holds: &[(CHAT, "al", "13904625782340001")],
    },
    Case {
        file: "group_command",
        after: &[],
        answer: Answer::Call {
            method: "sendMessage",
            to: To::Chat(-1_001_234_567_890),
            says: "What I can do",
        },
        keys: &["group#-1001234567890 / conversation#42"],
        holds: &[(
            "group#-1001234567890 / conversation#42",
            "at",
            "812345012:1",
        )],
    },
    Case {
        file: "group_chatter",
        after: &[],
        answer: Answer::Silent,
        keys: &[],
        holds: &[],
    },
    Case {
        file: "edited_message",
        after: &[],
        answer: says("I do not read edited messages"),
        keys: &[CHAT],
        holds: &[(CHAT, "at", "812345014:1"), (CHAT, "mi", "")],
    },
    Case {
        file: "unknown_kind",
        after: &[],
        answer: Answer::Silent,
        keys: &[],
        holds: &[],
    },
    Case {
        file: "bot_blocked",
        after: &[],
        answer: Answer::Silent,
        keys: &[],
        holds: &[],
    },
    Case {
        file: "unreadable_update",
        after: &[],
        answer: says("something went wrong on our side"),
        keys: &["parked#1 / 812345017", CHAT, "trace#42 / parked#812345017"],
        holds: &[("parked#1 / 812345017", "reason", "cannot be read")],
    },
    Case {
        file: "text_start",
        after: &["text_start"],
        answer: says("Hello, Ann Lee!"),
        keys: &[AUDIENCE, CHAT, PROFILE],
        holds: &[(CHAT, "v", "N(\"2\")")],
    },
];

#[tokio::test]
async fn every_update_gets_its_answer() {
    for case in &CASES {
        case.check().await;
    }
}

#[tokio::test]
async fn a_sample_played_for_the_third_time_is_parked() {
    Case {
        file: "photo",
        after: &["photo", "photo"],
        answer: says("something went wrong on our side"),
        keys: &["parked#1 / 812345009", CHAT, "trace#42 / parked#812345009"],
        holds: &[],
    }
    .check()
    .await;
}
