//! The settings of the HTTP function as a whole.

use settings::{
    ApiUrl, Environment, SecretDigest, Source, Stage, TlsRoots, UpdatesMode, WebhookSettings,
};

/// The least that starts.
const LEAST: [(&str, &str); 3] = [
    ("TABLE_NAME", "desk"),
    ("TELEGRAM_WEBHOOK_SECRET", "hush"),
    ("TELEGRAM_BOT_TOKEN", "1:abc"),
];

const HUSH_SHA256: &str = "dc8331bcb2283e89d275a1c2fe66f7bf5ac3163ec1967f149dd7e27906365f0c";

fn with(more: &[(&str, &str)]) -> WebhookSettings {
    let environment: Environment = LEAST.iter().chain(more).copied().collect();
    WebhookSettings::from_environment(&environment).expect("nothing is wrong")
}

fn complaint(variables: &[(&str, &str)]) -> String {
    let environment: Environment = variables.iter().copied().collect();
    WebhookSettings::from_environment(&environment)
        .expect_err("something is wrong")
        .to_string()
}

fn digest(settings: &WebhookSettings) -> SecretDigest {
    match &settings.webhook_secret {
        Source::Value(digest) => *digest,
        Source::Parameter(name) => panic!("the secret is in {name:?}"),
    }
}

#[test]
fn three_variables_are_enough_to_start() {
    let settings = with(&[]);
    assert_eq!(settings.table_name.as_str(), "desk");
    assert_eq!(settings.environment, Stage::Development);
    assert_eq!(settings.updates_mode, UpdatesMode::Webhook);
    assert!(digest(&settings).matches(b"hush"));
    assert_eq!(settings.telegram_api_url, ApiUrl::default());
    assert_eq!(settings.tls_roots, TlsRoots::Builtin);
    assert!(settings.superadmins.is_empty());
    assert_eq!(settings.business_timezone.name(), "UTC");
    assert_eq!(
        (
            settings.bot_username,
            settings.notices_queue_url,
            settings.log_filter
        ),
        (None, None, None)
    );
}

#[test]
fn an_unknown_time_zone_is_named() {
    let wrong = ("BUSINESS_TIMEZONE", "Mars/Olympus");
    let told = complaint(&[&LEAST[..], &[wrong]].concat());
    assert!(
        told.contains("BUSINESS_TIMEZONE is not a time zone"),
        "{told}"
    );
    assert!(!told.contains("Mars"), "{told}");
}

#[test]
fn every_variable_reaches_its_field() {
    let settings = with(&[
        ("ENVIRONMENT", "production"),
        ("TELEGRAM_UPDATES_MODE", "polling"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/"),
        ("TELEGRAM_BOT_USERNAME", "@front_desk_bot"),
        ("SUPERADMIN_IDS", "7, 8"),
        ("BUSINESS_TIMEZONE", "asia/tashkent"),
        ("TLS_ROOTS", "system"),
        (
            "NOTICES_QUEUE_URL",
            "http://127.0.0.1:9324/000000000000/notices.fifo",
        ),
        ("RUST_LOG", "debug"),
    ]);
    assert_eq!(settings.environment, Stage::Production);
    assert_eq!(settings.updates_mode, UpdatesMode::Polling);
    assert_eq!(settings.telegram_api_url.as_str(), "http://127.0.0.1:8081");
    assert_eq!(settings.bot_username.unwrap().as_str(), "front_desk_bot");
    assert_eq!(settings.superadmins, [7, 8]);
    assert_eq!(settings.business_timezone.name(), "Asia/Tashkent");
    assert_eq!(settings.tls_roots, TlsRoots::System);
    assert!(
        settings
            .notices_queue_url
            .unwrap()
            .ends_with("/notices.fifo")
    );
    assert_eq!(settings.log_filter.as_deref(), Some("debug"));
}

#[test]
fn an_empty_environment_names_what_is_required() {
    insta::assert_snapshot!(complaint(&[]), @"
    the settings are wrong, so nothing was started:
      TABLE_NAME is missing: set it to the DynamoDB table's name, 3 to 255 of A-Z a-z 0-9 _ . -
      TELEGRAM_WEBHOOK_SECRET is missing: set it to 1 to 256 of A-Z a-z 0-9 _ -, or TELEGRAM_WEBHOOK_SECRET_SHA256 to its digest, or TELEGRAM_WEBHOOK_SECRET_PARAMETER to the name of an SSM SecureString
      TELEGRAM_BOT_TOKEN_DEV is missing: set it, or TELEGRAM_BOT_TOKEN_OVERRIDE or TELEGRAM_BOT_TOKEN, to the bot's token, or the same name with _PARAMETER to the name of an SSM SecureString; without a bot set TELEGRAM_UPDATES_MODE=disabled
    ");
}

#[test]
fn every_bad_variable_is_named_at_once() {
    let bad = [
        ("TABLE_NAME", "!"),
        ("ENVIRONMENT", "prod"),
        ("TELEGRAM_UPDATES_MODE", "push"),
        ("TELEGRAM_WEBHOOK_SECRET", "two words"),
        ("TELEGRAM_BOT_TOKEN", "abc"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_BOT_USERNAME", "@me"),
        ("SUPERADMIN_IDS", "7,boss"),
        ("TLS_ROOTS", "mine"),
        ("NOTICES_QUEUE_URL", "notices"),
        ("BULK_QUEUE_URL", "bulk"),
    ];
    insta::assert_snapshot!(complaint(&bad), @"
    the settings are wrong, so nothing was started:
      TABLE_NAME is not a table name: set it to the DynamoDB table's name, 3 to 255 of A-Z a-z 0-9 _ . -
      ENVIRONMENT has an unknown value: set it to production or development
      TELEGRAM_UPDATES_MODE has an unknown value: set it to webhook, polling or disabled
      TELEGRAM_WEBHOOK_SECRET does not have the form of a webhook secret: use 1 to 256 of A-Z a-z 0-9 _ -
      TELEGRAM_BOT_TOKEN does not have the form of a bot token: copy it whole from @BotFather, as digits, a colon, then letters, digits, _ or -
      TELEGRAM_API_URL is not an http or https URL: set it to a base such as https://api.telegram.org, or unset it
      TELEGRAM_BOT_USERNAME is not a username: set it to the bot's username, 5 to 32 of A-Z a-z 0-9 _
      SUPERADMIN_IDS has no user id in place 2: set it to positive numbers, separated by commas
      TLS_ROOTS has an unknown value: set it to builtin or system
      NOTICES_QUEUE_URL is not an http or https URL: set it to the queue's URL as SQS gives it, or unset it
      BULK_QUEUE_URL is not an http or https URL: set it to the queue's URL as SQS gives it, or unset it
    ");
}

#[test]
fn disabled_updates_need_no_token() {
    let environment = Environment::from([
        ("TABLE_NAME", "desk"),
        ("TELEGRAM_WEBHOOK_SECRET", "hush"),
        ("TELEGRAM_UPDATES_MODE", "disabled"),
    ]);
    assert!(
        WebhookSettings::from_environment(&environment)
            .unwrap()
            .bot_token
            .is_none()
    );
}

#[test]
fn a_digest_stands_in_for_the_secret() {
    let settings = with(&[
        ("TELEGRAM_WEBHOOK_SECRET", ""),
        ("TELEGRAM_WEBHOOK_SECRET_SHA256", HUSH_SHA256),
    ]);
    assert!(digest(&settings).matches(b"hush"));
}

#[test]
fn a_parameter_holds_the_secret_last() {
    let parameter = ("TELEGRAM_WEBHOOK_SECRET_PARAMETER", "/desk/secret");
    let settings = with(&[("TELEGRAM_WEBHOOK_SECRET", ""), parameter]);
    assert!(
        matches!(settings.webhook_secret, Source::Parameter(name) if name.as_str() == "/desk/secret")
    );
    let settings = with(&[
        ("TELEGRAM_WEBHOOK_SECRET", ""),
        ("TELEGRAM_WEBHOOK_SECRET_SHA256", HUSH_SHA256),
        parameter,
    ]);
    assert!(digest(&settings).matches(b"hush"));
}

#[test]
fn no_value_is_repeated_in_complaints() {
    let variables = [
        "TABLE_NAME",
        "ENVIRONMENT",
        "TELEGRAM_UPDATES_MODE",
        "TELEGRAM_WEBHOOK_SECRET",
        "TELEGRAM_WEBHOOK_SECRET_SHA256",
        "TELEGRAM_WEBHOOK_SECRET_PARAMETER",
        "TELEGRAM_BOT_TOKEN_OVERRIDE",
        "TELEGRAM_BOT_TOKEN_OVERRIDE_PARAMETER",
        "TELEGRAM_API_URL",
        "TELEGRAM_BOT_USERNAME",
        "SUPERADMIN_IDS",
        "TLS_ROOTS",
        "NOTICES_QUEUE_URL",
        "BULK_QUEUE_URL",
    ];
    for variable in variables {
        let message = complaint(&[(variable, "12345:hunter two")]);
        assert!(message.contains(&format!("\n  {variable} ")), "{message}");
        assert!(
            !message.contains("12345") && !message.contains("hunter"),
            "{message}"
        );
    }
}

#[test]
fn debug_output_shows_no_secret() {
    let shown = format!("{:?}", with(&[("TELEGRAM_BOT_TOKEN", "98765:SesameOpen")]));
    assert!(
        shown.contains("BotToken(redacted)") && shown.contains("SecretDigest(redacted)"),
        "{shown}"
    );
    assert!(
        !shown.contains("98765") && !shown.contains("Sesame") && !shown.contains("hush"),
        "{shown}"
    );
}
