use std::sync::Arc;

use aws::{Aws, AwsSettings, Parameters, Platform};
use line::{Line, OpenError};
use locales::Language;
use outbox::Doorbell;
use settings::OutgoingSettings;
use store::{Item, Table};

use crate::Courier;

impl Courier {
    /// Builds the courier's clients; makes no request.
    ///
    /// # Errors
    /// When the line to the Bot API cannot be opened.
    pub fn new(
        settings: &OutgoingSettings,
        aws: &AwsSettings,
        platform: Platform,
        chosen_language: fn(Item) -> Option<Language>,
    ) -> Result<Self, OpenError> {
        let Platform {
            clock,
            entropy,
            http,
        } = platform;
        let aws = Aws::new(aws, http, clock.clone());
        let parameters = Arc::new(Parameters::new(aws.ssm(), clock.clone()));
        let (url, roots, token) = (
            &settings.telegram_api_url,
            settings.tls_roots,
            settings.bot_token.clone(),
        );
        let table_name = settings.table_name.as_str();
        let queue = |url: String| Doorbell::new(aws.sqs(), url, clock.clone());
        Ok(Self {
            table: Table::new(aws.dynamodb(), table_name, clock.clone(), entropy.clone()),
            line: Line::open(url, roots, token, parameters, clock.clone())?,
            doorbell: queue(settings.notices_queue_url.clone()),
            bulk: settings.bulk_queue_url.clone().map(queue),
            clock,
            entropy,
            superadmins: settings.superadmins.clone(),
            chosen_language,
        })
    }
}
