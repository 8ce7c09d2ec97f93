//! With a real bot: Telegram itself is polled instead of played.

mod bot;
mod overview;

use clock::SharedClock;
use poller::PollError;
use settings::Environment;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::acting::Interface;
use crate::functions::{Callers, Functions};
use crate::loopback;
use crate::sandbox::own_variables;
use crate::stand_ins::Cloud;
use crate::{Options, Place, StartError};

pub use bot::RealBot;

/// What has to be set where updates are polled, and is called by nobody.
const NO_WEBHOOK: &str = "http://127.0.0.1:9/telegram";

/// Everything in one process but Telegram, whose updates are polled.
#[derive(Debug)]
pub struct Polling {
    clock: SharedClock,
    username: String,
    superadmins: Vec<i64>,
    interface: Interface,
    callers: Callers,
    cloud: Cloud,
    stop: oneshot::Sender<()>,
    /// `None` when it has ended by itself.
    poller: Option<JoinHandle<Result<u64, PollError>>>,
}

impl Polling {
    /// Starts everything for `bot`; when this returns, its updates are polled.
    ///
    /// Its data is apart from that of other bots and of the stand-in. `superadmins` of the options
    /// are real people here, and nobody where there are none. The lock of the poller is held until
    /// it stops.
    ///
    /// # Errors
    /// A sentence that says what to do about it.
    pub async fn start(options: Options, bot: RealBot) -> Result<Self, StartError> {
        let clock = options.clock;
        let metrics = metrics_page::routes(options.metrics);
        let interface = loopback::listen(options.port).await?;
        let (line, account) = bot.call(&clock).await?;
        let place = apart(options.place, account.id);
        let cloud = Cloud::start(place, &clock).await?;
        let superadmins = options.superadmins.unwrap_or_default();
        let mut variables = [cloud.variables(), bot.variables(&account.username)].concat();
        variables.extend(own_variables(NO_WEBHOOK, superadmins, options.timezone));
        variables.push(("TELEGRAM_WEBHOOK_SECRET", secret()?));
        let functions = Functions::of(&Environment::from_iter(variables), &clock)?;
        cloud.make_table(&functions.dynamodb).await?;
        let process = ::polling::this_process("development");
        let polling = ::polling::Polling::begin(functions.webhook, line, process).await;
        let polling = polling.map_err(StartError::lock)?;
        let (notifier, monitor) = (functions.notifier, functions.monitor);
        let callers = Callers::start(&notifier, monitor, &cloud.queues(), &clock);
        let (stop, stopped) = oneshot::channel();
        Ok(Self {
            clock,
            username: account.username,
            superadmins: functions.superadmins,
            interface: Interface::without_people(interface, functions.dynamodb, metrics)?,
            callers,
            cloud,
            stop,
            poller: Some(tokio::spawn(polling.run(loopback::stopped(stopped)))),
        })
    }

    /// The port of the control interface.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.interface.port()
    }

    /// Ends when polling cannot go on, with a sentence that says what to do about it.
    pub async fn broken(&mut self) -> StartError {
        let Some(poller) = &mut self.poller else {
            return std::future::pending().await;
        };
        let ended = poller.await;
        self.poller = None;
        match ended {
            Ok(Err(error)) => StartError::Polling(error),
            Ok(Ok(_)) | Err(_) => StartError::function("polling ended by itself"),
        }
    }

    /// Stops in the order in which things lean on each other. The batch of updates that is in hand
    /// is finished and confirmed first; what people write from now on waits at Telegram.
    pub async fn stop(self) {
        drop(self.stop);
        if let Some(poller) = self.poller {
            // How it ends does not matter any more.
            let _ = poller.await;
        }
        self.interface.stop(&*self.clock).await;
        self.callers.stop(&*self.clock).await;
        self.cloud.stop(&*self.clock).await;
    }
}

/// Who knows it can be anybody to the bot, so nobody but this process does: 128 bits, in
/// hexadecimal digits.
fn secret() -> Result<String, StartError> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(StartError::function)?;
    Ok(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// People of different bots, and of the stand-in, have the same ids.
fn apart(place: Place, bot_id: i64) -> Place {
    match place {
        Place::Memory => Place::Memory,
        Place::Folder(folder) => Place::Folder(folder.join(format!("bot-{bot_id}"))),
    }
}
