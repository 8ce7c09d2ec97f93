use std::io::{self, Write as _};
use std::process;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

/// Ctrl-C or SIGTERM, which end a process in order, and at once when there is a second one.
#[derive(Debug)]
pub struct StopSignal(oneshot::Receiver<()>);

/// What is said on standard error.
#[derive(Debug)]
pub struct Parting {
    /// When the first signal comes.
    pub first: &'static str,
    /// When the second one does, before the process ends.
    pub second: &'static str,
}

impl StopSignal {
    /// Listens from now on, beside whatever else goes on in the runtime. The second signal ends the
    /// process with the exit code that a shell gives for it: 130 for Ctrl-C.
    ///
    /// # Errors
    /// When the system does not let us.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn listen(parting: &'static Parting) -> io::Result<Self> {
        let mut signals = Signals::listen()?;
        let (tell, told) = oneshot::channel();
        tokio::spawn(async move {
            signals.next().await;
            say(parting.first);
            drop(tell);
            let code = signals.next().await;
            say(parting.second);
            process::exit(code);
        });
        Ok(Self(told))
    }

    /// Ends with the first signal; once only.
    pub async fn received(&mut self) {
        // An error says that the other end is gone, which is how it tells.
        let _ = (&mut self.0).await;
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
