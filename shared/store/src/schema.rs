//! The table's shape: what `botctl table create` makes, and what the template must say as well.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::create_table::CreateTableError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, GlobalSecondaryIndexDescription,
    KeySchemaElement, KeyType, Projection, ProjectionType, ScalarAttributeType, TableDescription,
    TimeToLiveSpecification,
};

use crate::StoreError;

/// The sparse index of what is due: partition `wb` (a bucket), sort `wa` (epoch milliseconds).
pub const WAKE_INDEX: &str = "wake";

/// The attribute that holds the TTL, in epoch seconds.
pub const TTL_ATTRIBUTE: &str = "ttl";

/// What [`create`] found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Creation {
    /// The table is new.
    Created,
    /// There was one already; it was left as it is.
    Existed,
}

/// Makes the table with its index and TTL, or finds that it exists.
///
/// # Errors
/// As every request to the table.
pub async fn create(client: &Client, table: &str) -> Result<Creation, StoreError> {
    let request = client
        .create_table()
        .table_name(table)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(Some(attributes()?))
        .set_key_schema(Some(key_schema("pk", "sk")?))
        .global_secondary_indexes(wake_index()?);
    match request.send().await {
        Ok(_) => {}
        Err(SdkError::ServiceError(error))
            if matches!(error.err(), CreateTableError::ResourceInUseException(_)) =>
        {
            return Ok(Creation::Existed);
        }
        Err(error) => return Err(StoreError::of(&error)),
    }
    enable_ttl(client, table).await?;
    Ok(Creation::Created)
}

/// Whether a table that is there has the keys and the index that [`create`] gives.
///
/// # Errors
/// As every request to the table.
pub async fn fits(client: &Client, table: &str) -> Result<bool, StoreError> {
    let described = client.describe_table().table_name(table).send().await;
    let described = described.map_err(|error| StoreError::of(&error))?.table;
    let shape = shape(described.as_ref())?;
    Ok(shape.keys && shape.index)
}

/// Which parts of a table are as [`create`] makes them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Shape {
    /// Its own keys.
    pub keys: bool,
    /// The index of what is due.
    pub index: bool,
}

pub(crate) fn shape(table: Option<&TableDescription>) -> Result<Shape, StoreError> {
    let Some(table) = table else {
        return Ok(Shape {
            keys: false,
            index: false,
        });
    };
    let index = wake_index()?;
    let same_index = |there: &GlobalSecondaryIndexDescription| {
        there.index_name() == Some(WAKE_INDEX) && there.key_schema() == index.key_schema()
    };
    Ok(Shape {
        keys: table.key_schema() == key_schema("pk", "sk")?,
        index: table.global_secondary_indexes().iter().any(same_index),
    })
}

async fn enable_ttl(client: &Client, table: &str) -> Result<(), StoreError> {
    let ttl = TimeToLiveSpecification::builder()
        .enabled(true)
        .attribute_name(TTL_ATTRIBUTE);
    let request = client
        .update_time_to_live()
        .table_name(table)
        .time_to_live_specification(built(ttl.build())?);
    request
        .send()
        .await
        .map(drop)
        .map_err(|error| StoreError::of(&error))
}

fn attributes() -> Result<Vec<AttributeDefinition>, StoreError> {
    use ScalarAttributeType::{N, S};
    [("pk", S), ("sk", S), ("wb", S), ("wa", N)]
        .into_iter()
        .map(|(name, kind)| {
            built(
                AttributeDefinition::builder()
                    .attribute_name(name)
                    .attribute_type(kind)
                    .build(),
            )
        })
        .collect()
}

fn key_schema(partition: &str, sort: &str) -> Result<Vec<KeySchemaElement>, StoreError> {
    [(partition, KeyType::Hash), (sort, KeyType::Range)]
        .into_iter()
        .map(|(name, kind)| {
            built(
                KeySchemaElement::builder()
                    .attribute_name(name)
                    .key_type(kind)
                    .build(),
            )
        })
        .collect()
}

fn wake_index() -> Result<GlobalSecondaryIndex, StoreError> {
    let keys_only = Projection::builder()
        .projection_type(ProjectionType::KeysOnly)
        .build();
    let index = GlobalSecondaryIndex::builder()
        .index_name(WAKE_INDEX)
        .projection(keys_only);
    built(index.set_key_schema(Some(key_schema("wb", "wa")?)).build())
}

fn built<T, E: std::fmt::Display>(result: Result<T, E>) -> Result<T, StoreError> {
    result.map_err(|error| StoreError::fault(format!("the table's shape is incomplete: {error}")))
}
