use std::fmt;

use crate::Refusal;

/// The account that all queues belong to, as other stand-ins name it.
const ACCOUNT: &str = "000000000000";
const REGION: &str = "us-east-1";
const FIFO_SUFFIX: &str = ".fifo";

/// A queue's name: 1 to 80 letters, digits, hyphens and underscores; a FIFO queue's ends in
/// `.fifo`, which counts. Source: SQS Developer Guide, "Amazon SQS standard queue quotas" and
/// "Amazon SQS FIFO queue quotas".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct QueueName(String);

impl QueueName {
    pub(crate) fn standard(name: &str) -> Result<Self, Refusal> {
        let text =
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
        is_name(name)
            .then(|| Self(name.to_owned()))
            .ok_or_else(|| Refusal::InvalidParameterValue(text.to_owned()))
    }

    pub(crate) fn fifo(name: &str) -> Result<Self, Refusal> {
        let text = "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length";
        name.strip_suffix(FIFO_SUFFIX)
            .filter(|stem| is_name(stem) && name.len() <= 80)
            .map(|_| Self(name.to_owned()))
            .ok_or_else(|| Refusal::InvalidParameterValue(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn arn(&self) -> String {
        format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{self}")
    }
}

impl fmt::Display for QueueName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The URL of the queue `name` at a server whose URL is `base`.
pub(crate) fn url(base: &str, name: &str) -> String {
    format!("{base}/{ACCOUNT}/{name}")
}

/// The name in a queue's URL. The host does not count: a URL of `localhost` is as good.
pub(crate) fn of_url(url: &str) -> Option<&str> {
    let (rest, name) = url.rsplit_once('/')?;
    rest.ends_with(&format!("/{ACCOUNT}")).then_some(name)
}

/// The name in a queue's ARN, whatever its region and account are.
pub(crate) fn of_arn(arn: &str) -> Option<&str> {
    let parts: Vec<&str> = arn.split(':').collect();
    match parts.as_slice() {
        ["arn", _, "sqs", _, _, name] => Some(name),
        _ => None,
    }
}

fn is_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=80).contains(&name.len()) && name.bytes().all(fits)
}
