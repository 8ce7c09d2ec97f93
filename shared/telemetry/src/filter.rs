use tracing::subscriber::Interest;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Filter as LayerFilter};

/// The targets, by prefix, that print requests and answers at `debug`, and the most they may say.
/// The AWS SDK tells of every refreshed credential at `info`.
const CEILINGS: [(&str, LevelFilter); 12] = [
    ("aws_", LevelFilter::WARN),
    ("h2", LevelFilter::INFO),
    ("hyper", LevelFilter::INFO),
    ("lambda_http", LevelFilter::INFO),
    ("lambda_runtime", LevelFilter::INFO),
    ("lambda_runtime_server", LevelFilter::TRACE), // our own stand-in
    ("mio", LevelFilter::INFO),
    ("reqwest", LevelFilter::INFO),
    ("rustls", LevelFilter::INFO),
    ("tokio", LevelFilter::INFO),
    ("tower", LevelFilter::INFO),
    ("want", LevelFilter::INFO),
];

/// Which events are written: what `RUST_LOG` asks for, under a ceiling for the HTTP and AWS
/// crates that it cannot lift. Spans never are.
#[derive(Clone, Debug)]
pub struct Filter {
    requested: Targets,
    ceiling: Targets,
    unreadable: bool,
}

impl Filter {
    /// Reads a comma-separated list of levels and `target=level`, such as `warn,engine=debug`.
    ///
    /// `info` holds for each target that the list does not cover, for an absent list, and for one
    /// that cannot be read (which is then warned of when the filter is put to use).
    #[must_use]
    pub fn parse(rust_log: Option<&str>) -> Self {
        let read = rust_log.map_or_else(|| Some(Targets::new()), read);
        Self {
            unreadable: read.is_none(),
            requested: with_info(read.unwrap_or_default()),
            ceiling: Targets::new()
                .with_default(LevelFilter::TRACE)
                .with_targets(CEILINGS),
        }
    }

    pub(crate) fn is_unreadable(&self) -> bool {
        self.unreadable
    }

    fn lets_through(&self, target: &str, level: &Level) -> bool {
        self.requested.would_enable(target, level) && self.ceiling.would_enable(target, level)
    }
}

impl<S> LayerFilter<S> for Filter {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        metadata.is_event() && self.lets_through(metadata.target(), metadata.level())
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.is_event() && self.lets_through(metadata.target(), metadata.level()) {
            Interest::always()
        } else {
            Interest::never()
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        LayerFilter::<S>::max_level_hint(&self.requested)
    }
}

/// Empty entries are left out, since `Targets` would read one as the level `error`.
fn read(rust_log: &str) -> Option<Targets> {
    let entries = rust_log.split(',').map(str::trim);
    let entries: Vec<_> = entries.filter(|entry| !entry.is_empty()).collect();
    if entries.is_empty() {
        return Some(Targets::new());
    }
    entries.join(",").parse().ok()
}

/// A misspelt level is read as the name of a target; without this it would silence all others.
fn with_info(targets: Targets) -> Targets {
    match targets.default_level() {
        Some(_) => targets,
        None => targets.with_default(LevelFilter::INFO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most verbose level that gets through.
    fn most(rust_log: &str, target: &str) -> LevelFilter {
        let filter = Filter::parse(Some(rust_log));
        let levels = [
            Level::TRACE,
            Level::DEBUG,
            Level::INFO,
            Level::WARN,
            Level::ERROR,
        ];
        let loudest = levels
            .into_iter()
            .find(|level| filter.lets_through(target, level));
        loudest.map_or(LevelFilter::OFF, LevelFilter::from_level)
    }

    #[test]
    fn info_holds_for_what_is_not_covered() {
        for rust_log in ["", " ", ",", "inof", "engine=loud", "store=debug,", "a=b=c"] {
            assert_eq!(
                most(rust_log, "engine::commit"),
                LevelFilter::INFO,
                "{rust_log}"
            );
        }
        assert!(Filter::parse(None).lets_through("engine", &Level::INFO));
        assert!(!Filter::parse(None).lets_through("engine", &Level::DEBUG));
    }

    #[test]
    fn our_own_crates_go_to_trace() {
        assert_eq!(most("trace", "aws::connector"), LevelFilter::TRACE);
        assert_eq!(
            most("warn, engine=debug", "engine::commit"),
            LevelFilter::DEBUG
        );
        assert_eq!(most("warn, engine=debug", "store"), LevelFilter::WARN);
        assert_eq!(most("off", "engine"), LevelFilter::OFF);
        assert_eq!(most("trace", "lambda_runtime_server"), LevelFilter::TRACE);
    }

    #[test]
    fn clients_that_print_requests_are_capped() {
        let quiet = [
            "hyper",
            "hyper_util::client",
            "h2",
            "reqwest::connect",
            "rustls",
            "lambda_runtime",
            "lambda_http",
        ];
        for target in quiet {
            assert_eq!(most("trace", target), LevelFilter::INFO, "{target}");
            assert_eq!(
                most(&format!("{target}=trace"), target),
                LevelFilter::INFO,
                "{target}"
            );
            assert_eq!(most("error", target), LevelFilter::ERROR, "{target}");
        }
        for target in [
            "aws_config",
            "aws_runtime",
            "aws_sdk_dynamodb::operation",
            "aws_smithy_runtime",
            "aws_sigv4",
        ] {
            assert_eq!(
                most("trace,aws_config=trace", target),
                LevelFilter::WARN,
                "{target}"
            );
        }
    }

    #[test]
    fn only_what_cannot_be_parsed_is_unreadable() {
        assert!(Filter::parse(Some("engine=loud")).is_unreadable());
        assert!(!Filter::parse(Some("engine")).is_unreadable());
        assert!(!Filter::parse(None).is_unreadable());
    }
}
