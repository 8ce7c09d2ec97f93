use std::future::pending;
use std::io::{self, Write as _};
use std::process;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Ctrl-C or SIGTERM, which end a process in order, and at once when there is a second one.
#[derive(Debug)]
pub struct StopSignal {
    /// `None` once the first one was received.
    signals: Option<Signals>,
    parting: &'static Parting,
}

/// What is said on standard error.
#[derive(Debug)]
pub struct Parting {
    /// When the first signal comes.
    pub first: &'static str,
    /// When the second one does, before the process ends.
    pub second: &'static str,
}

impl StopSignal {
    /// Listens from now on.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn listen(parting: &'static Parting) -> io::Result<Self> {
        let signals = Some(Signals::listen()?);
        Ok(Self { signals, parting })
    }

    /// Ends with the first signal. From then on a second one ends the process, whatever goes on in
    /// it, with the exit code that a shell gives for that signal: 130 for Ctrl-C.
    pub async fn received(&mut self) {
        let Some(signals) = &mut self.signals else {
            return pending().await;
        };
        signals.next().await;
        say(self.parting.first);
        let (signals, parting) = (self.signals.take(), self.parting);
        tokio::spawn(async move {
            let mut signals = signals.expect("it was there a moment ago");
            let code = signals.next().await;
            say(parting.second);
            process::exit(code);
        });
    }
}

/// Whoever reads our output may have gone: then nothing is printed.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

#[derive(Debug)]
struct Signals {
    #[cfg(unix)]
    interrupt: Signal,
    #[cfg(unix)]
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// The exit code of a process that the next one ends.
    async fn next(&mut self) -> i32 {
        let kind = tokio::select! {
            _ = self.interrupt.recv() => SignalKind::interrupt(),
            _ = self.terminate.recv() => SignalKind::terminate(),
        };
        128 + kind.as_raw_value()
    }
}

#[cfg(not(unix))]
impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    async fn next(&mut self) -> i32 {
        // Without a handler the system ends the process itself.
        let _ = tokio::signal::ctrl_c().await;
        130
    }
}
