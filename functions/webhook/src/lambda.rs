//! The function as Lambda calls it.

use std::time::Duration;

use bytes::Bytes;
use clock::{Clock, Deadline};
use engine::Bot;
use http::{Request, Response};
use lambda_http::{Body, Context, RequestExt as _};

use crate::{Invocation, Webhook};

/// Kept back for the answer's way out of the function.
const MARGIN: Duration = Duration::from_millis(300);

/// The most that one update may take; Telegram waits 60 s.
const LONGEST: Duration = Duration::from_secs(25);

/// What one update gets when the invocation's own deadline makes no sense.
const USUAL: Duration = Duration::from_secs(10);

/// Answers an event of a Function URL or of API Gateway (payload format 2.0).
pub async fn on_lambda<B: Bot>(
    webhook: &Webhook<B>,
    event: lambda_http::Request,
) -> Response<Body> {
    let context = event.lambda_context_ref().cloned().unwrap_or_default();
    let invocation = invocation(&context, &*webhook.engine().clock);
    let response = webhook.answer(to_bytes(event), invocation).await;
    from_bytes(response)
}

/// How long an invocation may take, by Lambda's deadline.
#[must_use]
pub fn invocation<'a>(context: &'a Context, clock: &dyn Clock) -> Invocation<'a> {
    let left = bootstrap::left(context.deadline, USUAL, clock).min(LONGEST);
    Invocation {
        request_id: &context.request_id,
        deadline: Deadline::after(left.saturating_sub(MARGIN), clock),
    }
}

fn to_bytes(event: lambda_http::Request) -> Request<Bytes> {
    event.map(|body| match body {
        Body::Text(text) => text.into(),
        Body::Binary(bytes) => bytes.into(),
        _ => Bytes::new(),
    })
}

/// Every body of ours is text.
fn from_bytes(response: Response<Bytes>) -> Response<Body> {
    response.map(|body| {
        if body.is_empty() {
            Body::Empty
        } else {
            Body::Text(String::from_utf8_lossy(&body).into_owned())
        }
    })
}

#[cfg(test)]
mod tests {
    use clock::ManualClock;

    use super::*;

    fn left_ms(deadline_ms: u64) -> u128 {
        let clock = ManualClock::at("2026-01-01T00:00:00Z");
        let mut context = Context::default();
        context.deadline = deadline_ms;
        invocation(&context, &clock)
            .deadline
            .left(&clock)
            .as_millis()
    }

    #[test]
    fn deadlines_leave_a_margin_for_the_answer() {
        let now_ms = 1_767_225_600_000;
        assert_eq!(left_ms(now_ms + 5_000), 4_700);
        assert_eq!(left_ms(now_ms + 900_000), 24_700);
    }

    #[test]
    fn senseless_deadlines_get_the_usual_time() {
        assert_eq!([left_ms(0), left_ms(600_000)], [9_700, 9_700]);
    }
}
