//! Which bot token counts, row by row of the table in the design.

use settings::{BotToken, Environment, Source, WebhookSettings};

const TOKENS: [(&str, &str); 8] = [
    ("TELEGRAM_BOT_TOKEN_OVERRIDE", "1:override"),
    ("TELEGRAM_BOT_TOKEN_OVERRIDE_PARAMETER", "/override"),
    ("TELEGRAM_BOT_TOKEN_PROD", "2:prod"),
    ("TELEGRAM_BOT_TOKEN_PROD_PARAMETER", "/prod"),
    ("TELEGRAM_BOT_TOKEN_DEV", "3:dev"),
    ("TELEGRAM_BOT_TOKEN_DEV_PARAMETER", "/dev"),
    ("TELEGRAM_BOT_TOKEN", "4:old"),
    ("TELEGRAM_BOT_TOKEN_PARAMETER", "/old"),
];

/// Sets every token, then unsets the one that counts until none is left.
fn tokens_in_order(stage: &str) -> Vec<String> {
    let mut tokens = TOKENS.to_vec();
    let mut order = Vec::new();
    while let Some(text) = token_of(stage, &tokens) {
        tokens.retain(|(_, value)| *value != text);
        order.push(text);
    }
    order
}

fn token_of(stage: &str, tokens: &[(&str, &str)]) -> Option<String> {
    let others = [
        ("TABLE_NAME", "desk"),
        ("TELEGRAM_WEBHOOK_SECRET", "s"),
        ("ENVIRONMENT", stage),
    ];
    let disabled = ("TELEGRAM_UPDATES_MODE", "disabled");
    let environment: Environment = others
        .into_iter()
        .chain([disabled])
        .chain(tokens.iter().copied())
        .collect();
    WebhookSettings::from_environment(&environment)
        .expect("nothing else is wrong")
        .bot_token
        .map(shown)
}

fn shown(source: Source<BotToken>) -> String {
    match source {
        Source::Value(token) => token.expose().to_owned(),
        Source::Parameter(name) => name.as_str().to_owned(),
    }
}

#[test]
fn production_never_takes_the_development_token() {
    let expected = [
        "1:override",
        "/override",
        "2:prod",
        "/prod",
        "4:old",
        "/old",
    ];
    assert_eq!(tokens_in_order("production"), expected);
}

#[test]
fn development_never_takes_the_production_token() {
    let expected = ["1:override", "/override", "3:dev", "/dev", "4:old", "/old"];
    assert_eq!(tokens_in_order("development"), expected);
    assert_eq!(tokens_in_order(""), expected);
}

#[test]
fn a_token_out_of_turn_is_not_checked() {
    let tokens = [
        ("TELEGRAM_BOT_TOKEN_DEV", "3:dev"),
        ("TELEGRAM_BOT_TOKEN_PROD", "nonsense"),
    ];
    assert_eq!(token_of("development", &tokens).as_deref(), Some("3:dev"));
}
