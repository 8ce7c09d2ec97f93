//! The table: one key scheme, conversations, records, and transactions over them.
//!
//! The store speaks to DynamoDB through `aws-sdk-dynamodb` only. It knows how things are kept
//! and which conditions guard them; what they mean is known by the crates above it.
//!
//! Every item carries a version `v`. A write names the version that its decision rests on, or
//! that there was no item, so two writers can never both win; rows of an index alone follow the
//! record that they belong to. Writes are `SET`s of the attributes that this build knows, so an
//! older build drops nothing that a newer one stored.

#![warn(missing_docs)]

mod batch;
mod commit;
mod conversation;
mod due;
mod error;
pub mod inspection;
mod key;
mod load;
mod packed;
mod page;
mod permit;
mod query;
mod reads;
mod record;
pub mod schema;
mod several;
mod span;
mod step;
mod table;
mod trace;
mod transaction;
mod unreadable;
mod versioned;

pub use batch::{Batch, Keys};
pub use commit::Committed;
pub use conversation::{Attempts, Conversation, QueueMemory, StoredDialogue, StoredReply};
pub use due::Shelved;
pub use error::{Cause, StoreError};
pub use key::{Key, PARKED_BUCKETS, parked_bucket};
pub use load::Loaded;
pub use packed::{Pace, RecentIds};
pub use page::{Cursor, List, NoSuchPage, Page, Turn};
pub use permit::Permit;
pub use reads::ReadSet;
pub use record::{Bucket, Record, WAKE_BUCKETS, Wake, decode, version};
pub use several::Reading;
pub use span::Span;
pub use table::Table;
pub use trace::{Left, Trace};
pub use transaction::{Expected, Transaction};
pub use unreadable::Unreadable;
pub use versioned::Versioned;

/// An item as the SDK hands it over.
pub type Item = std::collections::HashMap<String, aws_sdk_dynamodb::types::AttributeValue>;
