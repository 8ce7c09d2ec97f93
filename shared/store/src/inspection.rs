//! What a table is like, for whoever looks after it.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::ProvideErrorMetadata as _;
use aws_sdk_dynamodb::types::{
    ContinuousBackupsStatus, PointInTimeRecoveryStatus, TimeToLiveStatus,
};

use crate::StoreError;
use crate::schema::{Shape, TTL_ATTRIBUTE, shape};

/// What was found of a table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inspection {
    /// Its keys and its index.
    pub shape: Shape,
    /// Whether what has expired is deleted; `None` where nobody tells.
    pub ttl: Option<bool>,
    /// Whether it can be put back to any second of the last weeks; `None` where nobody tells.
    pub recovery: Option<bool>,
    /// Whether it is guarded from being deleted; `None` where nobody tells.
    pub protection: Option<bool>,
}

/// Looks at a table: three requests; `None` where there is no such table. What a stand-in or a role
/// does not tell is not told.
///
/// # Errors
/// As every request to the table.
pub async fn inspect(client: &Client, table: &str) -> Result<Option<Inspection>, StoreError> {
    let described = client.describe_table().table_name(table).send().await;
    let described = match described {
        Err(error) if error.code() == Some("ResourceNotFoundException") => return Ok(None),
        described => described.map_err(|error| StoreError::of(&error))?.table,
    };
    let protection = described
        .as_ref()
        .and_then(|table| table.deletion_protection_enabled);
    Ok(Some(Inspection {
        shape: shape(described.as_ref())?,
        ttl: ttl(client, table).await,
        recovery: recovery(client, table).await,
        protection,
    }))
}

async fn ttl(client: &Client, table: &str) -> Option<bool> {
    let told = client
        .describe_time_to_live()
        .table_name(table)
        .send()
        .await;
    let ttl = told.ok()?.time_to_live_description?;
    let on = matches!(
        ttl.time_to_live_status,
        Some(TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling)
    );
    Some(on && ttl.attribute_name.as_deref() == Some(TTL_ATTRIBUTE))
}

async fn recovery(client: &Client, table: &str) -> Option<bool> {
    let told = client
        .describe_continuous_backups()
        .table_name(table)
        .send();
    let backups = told.await.ok()?.continuous_backups_description?;
    if backups.continuous_backups_status != ContinuousBackupsStatus::Enabled {
        return Some(false);
    }
    let recovery = backups.point_in_time_recovery_description?;
    let status = recovery.point_in_time_recovery_status;
    Some(status == Some(PointInTimeRecoveryStatus::Enabled))
}
