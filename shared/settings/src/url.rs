use std::fmt;
use std::str::FromStr;

use http::Uri;
use http::uri::Authority;

use crate::Malformed;

/// The base of the Bot API: an `http` or `https` URL without a trailing slash, so that
/// `{url}/bot{token}/{method}` is a method's address. It carries no credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUrl(String);

impl ApiUrl {
    /// The URL without a trailing slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Telegram's own server.
impl Default for ApiUrl {
    fn default() -> Self {
        Self("https://api.telegram.org".to_owned())
    }
}

impl FromStr for ApiUrl {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let url = web_address(
            text,
            "set it to a base such as https://api.telegram.org, or unset it",
        )?;
        Ok(Self(url.trim_end_matches('/').to_owned()))
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The text itself, if it is an absolute `http` or `https` URL of host, port and path only.
pub(crate) fn web_address(text: &str, mend: &'static str) -> Result<String, Malformed> {
    let wrong = |what| Err(Malformed::new(what, mend));
    let Ok(uri) = text.parse::<Uri>() else {
        return wrong("is not a URL");
    };
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return wrong("is not an http or https URL");
    }
    if uri.query().is_some() || text.contains('#') {
        return wrong("is a URL with a query or a fragment");
    }
    if !uri.authority().is_some_and(is_host_and_port) {
        return wrong("is a URL with more than a host and a port before its path");
    }
    Ok(text.to_owned())
}

/// Rules out credentials, an empty host and a port that is none.
fn is_host_and_port(authority: &Authority) -> bool {
    let host = authority.host();
    let rest = authority.as_str().strip_prefix(host);
    let port_is_right = rest == Some("")
        || authority
            .port_u16()
            .is_some_and(|port| rest == Some(&format!(":{port}")));
    !host.is_empty() && port_is_right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_is_telegram_itself() {
        assert_eq!(ApiUrl::default().as_str(), "https://api.telegram.org");
        assert_eq!("https://api.telegram.org/".parse(), Ok(ApiUrl::default()));
    }

    #[test]
    fn hosts_ports_and_paths_are_taken() {
        for url in [
            "http://127.0.0.1:8081",
            "http://[::1]:9",
            "https://bots.example.org/api",
            "http://localhost",
        ] {
            assert_eq!(url.parse::<ApiUrl>().unwrap().to_string(), url);
        }
    }

    #[test]
    fn anything_but_a_base_is_refused() {
        let refused = [
            "api.telegram.org",
            "/path",
            "ftp://example.org",
            "https://",
            "https://user:hush@example.org",
            "https://example.org:99999",
            "https://example.org:",
            "https://example.org/?a=b",
            "https://example.org/#a",
            "https://exa mple.org",
        ];
        for url in refused {
            assert!(url.parse::<ApiUrl>().is_err(), "{url}");
        }
    }
}
