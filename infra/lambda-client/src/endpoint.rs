use std::fmt;
use std::str::FromStr;

use http::Uri;
use http::uri::Authority;

use crate::InvokeError;

/// The base URL of the functions, plain `http`, such as <http://127.0.0.1:9000>.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint(Authority);

/// Why a text is no endpoint.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{0:?} is no base URL of functions: give one such as http://127.0.0.1:9000")]
pub struct EndpointError(String);

impl Endpoint {
    /// Where a function's events go. Source: AWS Lambda API Reference, "Invoke".
    pub(crate) fn invocations(&self, function: &str) -> Result<Uri, InvokeError> {
        let bad_name = || InvokeError::BadName(function.to_owned());
        if !is_name(function) {
            return Err(bad_name());
        }
        let uri = format!("{self}/2015-03-31/functions/{function}/invocations");
        uri.parse().map_err(|_| bad_name())
    }

    /// Host and port.
    pub(crate) fn address(&self) -> String {
        match self.0.port_u16() {
            Some(_) => self.0.to_string(),
            None => format!("{}:80", self.0),
        }
    }

    /// The URL of `path` at a function, as `cargo lambda watch` has it: it makes the event of a
    /// Function URL from the request, with `path`, which begins with a slash, as the whole path.
    #[must_use]
    pub fn function_url(&self, function: &str, path: &str) -> String {
        format!("{self}/lambda-url/{function}{path}")
    }
}

/// AWS Lambda API Reference, "Invoke": `FunctionName`, without version and account.
fn is_name(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let wrong = || EndpointError(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?;
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains('#');
        if uri.scheme_str() != Some("http") || !bare || authority.as_str().contains('@') {
            return Err(wrong());
        }
        Ok(Self(authority.clone()))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_at_the_end_does_not_matter() {
        for text in ["http://127.0.0.1:9000", "http://127.0.0.1:9000/"] {
            let endpoint: Endpoint = text.parse().unwrap();
            assert_eq!(
                endpoint.function_url("webhook", "/telegram"),
                "http://127.0.0.1:9000/lambda-url/webhook/telegram"
            );
        }
    }

    #[test]
    fn what_is_no_base_is_refused() {
        let refused = [
            "",
            "9000",
            "127.0.0.1:9000",
            "https://127.0.0.1:9000",
            "http://127.0.0.1:9000/lambda-url",
            "http://127.0.0.1:9000/?a=b",
            "http://127.0.0.1:9000/#a",
            "http://a:b@127.0.0.1:9000",
            "http://",
        ];
        for text in refused {
            assert!(text.parse::<Endpoint>().is_err(), "{text}");
        }
    }

    #[test]
    fn names_stay_within_their_path() {
        let endpoint: Endpoint = "http://127.0.0.1:9000".parse().unwrap();
        let uri = endpoint.invocations("a-B_9").unwrap();
        assert_eq!(uri.path(), "/2015-03-31/functions/a-B_9/invocations");
        for name in ["", "a/b", "a?b", "a b", "ключ", &"a".repeat(65)] {
            let refused = endpoint.invocations(name);
            assert_eq!(refused, Err(InvokeError::BadName(name.to_owned())));
        }
    }
}
