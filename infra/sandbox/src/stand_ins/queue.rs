//! SQS's stand-in with the queue of notices and the bulk queue, in memory.

use clock::{Entropy as _, OsEntropy, SharedClock};
use queue_server::{QueueServer, Queues};

use crate::StartError;
use crate::loopback;

/// The name of the queue of notices.
pub(crate) const NOTICES: &str = "notices.fifo";

/// The name of the bulk queue.
pub(crate) const BULK: &str = "bulk.fifo";

/// A message that was received so often without an end goes to the dead-letter queue.
const MAX_RECEIVES: u32 = 10;

/// With a seed of its own: ids of messages that were parked earlier are in the table.
pub(crate) async fn start(port: u16, clock: &SharedClock) -> Result<QueueServer, StartError> {
    let queues = Queues::new(clock.clone(), OsEntropy::new().next());
    let server = QueueServer::serve_at(port, queues).await;
    let server = server.map_err(|source| loopback::unavailable(port, source))?;
    for name in [NOTICES, BULK] {
        let made = server.queues().create_with_dead_letters(name, MAX_RECEIVES);
        made.expect("an SQS without queues takes these");
    }
    Ok(server)
}
