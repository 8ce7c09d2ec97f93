//! What is read of one partition: a page of a list, or all of a span. Both are for showing; a
//! query cannot be made a condition, since nothing can be said of an item that is not there yet.

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, Select};

use crate::record::text;
use crate::transaction::primary_key;
use crate::{Item, Key, List, Page, ReadSet, Record, Span, StoreError, Table, Turn, decode};

/// How many requests all of a span may take: at most 1 MB each.
const MOST_REQUESTS: u32 = 4;

/// In which direction a partition is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

/// What one query brought, and the sort key at which it stopped before the end.
pub(crate) struct Found<T> {
    pub(crate) items: Vec<T>,
    pub(crate) last: Option<String>,
}

/// Whether a read may miss the writes of the last moments.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Consistency {
    Strong,
    Eventual,
}

impl Direction {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

impl Table {
    /// A page of a list as it is now: one strongly consistent query. The versions of its records
    /// become known to `reads`; no decision rests on them.
    ///
    /// # Errors
    /// [`StoreError`], also when this build cannot read a record, or when one was read before at
    /// another version.
    pub async fn page<R: Record>(
        &self,
        list: &List,
        turn: &Turn,
        reads: &mut ReadSet,
    ) -> Result<Page<R>, StoreError> {
        let Found { items, last } = self.turned(list, turn, Consistency::Strong).await?;
        for item in &items {
            reads.see_item(item)?;
        }
        list.page(turn, records(Found { items, last })?)
    }

    /// A page of a list as it was a moment ago, for half the price of [`Table::page`]: one
    /// eventually consistent query.
    ///
    /// # Errors
    /// [`StoreError`], also when this build cannot read a record.
    pub async fn skim<R: Record>(&self, list: &List, turn: &Turn) -> Result<Page<R>, StoreError> {
        let found = self.turned(list, turn, Consistency::Eventual).await?;
        list.page(turn, records(found)?)
    }

    /// Every record of a span, in order: one strongly consistent query for each MB that it has.
    /// The versions become known to `reads`; no decision rests on them.
    ///
    /// # Errors
    /// As [`Table::page`]; [`StoreError::Fault`] when the span has more than 4 MB.
    pub async fn all<R: Record>(
        &self,
        span: &Span,
        reads: &mut ReadSet,
    ) -> Result<Vec<R>, StoreError> {
        let (mut all, mut start) = (Vec::new(), None);
        if span.is_empty() {
            return Ok(all);
        }
        for _ in 0..MOST_REQUESTS {
            let query = self.query(span, Direction::Forward, start, Consistency::Strong);
            let found = self.found(query).await?;
            for item in found.items {
                reads.see_item(&item)?;
                all.push(decode(item)?);
            }
            match found.last {
                Some(last) => start = Some(last),
                None => return Ok(all),
            }
        }
        Err(StoreError::fault("a span has more than 4 MB"))
    }

    /// How many records of a span there are in one MB of it, as it was a moment ago: one query.
    /// The number, and the rest of the span where it goes on.
    ///
    /// # Errors
    /// As every request to the table.
    pub async fn count(&self, span: &Span) -> Result<(u64, Option<Span>), StoreError> {
        let query = self.query(span, Direction::Forward, None, Consistency::Eventual);
        let query = query.select(Select::Count);
        let answer = self
            .retrying(|| self.request(Box::pin(query.clone().send())))
            .await?;
        let last = answer.last_evaluated_key.as_ref();
        let last = last.and_then(|key| span.rest(text(key, "sk")?));
        // Nothing sorts between a text and the same with the smallest character at its end.
        let rest = last.map(|last| span.clone().from(&format!("{last}\u{0}")));
        Ok((u64::try_from(answer.count).unwrap_or_default(), rest))
    }

    pub(crate) async fn turned(
        &self,
        list: &List,
        turn: &Turn,
        consistency: Consistency,
    ) -> Result<Found<Item>, StoreError> {
        let nothing = Found {
            items: Vec::new(),
            last: None,
        };
        let direction = list.direction(turn);
        let start = turn.cursor().map(|cursor| list.span.at(cursor));
        let (lower, upper) = (list.span.lower(), list.span.upper());
        // A cursor beyond the span's bounds, because these have moved or it is forged: DynamoDB
        // refuses it.
        let start = match (direction, start) {
            _ if list.span.is_empty() => return Ok(nothing),
            (Direction::Forward, Some(start)) if start > upper => return Ok(nothing),
            (Direction::Backward, Some(start)) if start < lower => return Ok(nothing),
            (_, start) => start.filter(|start| (&lower..=&upper).contains(&start)),
        };
        let query = self.query(&list.span, direction, start, consistency);
        self.found(query.limit(list.limit())).await
    }

    fn query(
        &self,
        span: &Span,
        direction: Direction,
        start: Option<String>,
        consistency: Consistency,
    ) -> QueryFluentBuilder {
        let start = start.map(|sk| primary_key(&Key::in_span(span, sk)));
        self.client
            .query()
            .table_name(&*self.name)
            .consistent_read(consistency == Consistency::Strong)
            .scan_index_forward(direction == Direction::Forward)
            .key_condition_expression("pk = :pk AND sk BETWEEN :lower AND :upper")
            .expression_attribute_values(":pk", AttributeValue::S(span.pk().to_owned()))
            .expression_attribute_values(":lower", AttributeValue::S(span.lower()))
            .expression_attribute_values(":upper", AttributeValue::S(span.upper()))
            .set_exclusive_start_key(start)
    }

    async fn found(&self, query: QueryFluentBuilder) -> Result<Found<Item>, StoreError> {
        let answer = self
            .retrying(|| self.request(Box::pin(query.clone().send())))
            .await?;
        let last = answer.last_evaluated_key.as_ref();
        let last = last.map(|key| text(key, "sk").unwrap_or_default().to_owned());
        Ok(Found {
            last,
            items: answer.items.unwrap_or_default(),
        })
    }
}

/// Reads the records, and keeps the sort key of each.
fn records<R: Record>(found: Found<Item>) -> Result<Found<(String, R)>, StoreError> {
    let record = |item: Item| {
        let sk = text(&item, "sk").unwrap_or_default().to_owned();
        Ok((sk, decode(item)?))
    };
    Ok(Found {
        items: found
            .items
            .into_iter()
            .map(record)
            .collect::<Result<_, _>>()?,
        last: found.last,
    })
}
