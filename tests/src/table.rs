use std::collections::{BTreeMap, HashMap};
use std::fmt;

use aws::{Aws, AwsSettings, Connector};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use clock::SystemClock;
use dynoxide::{Database, ImportOptions};
use settings::{Environment, TlsRoots};
use tokio::task::JoinHandle;

/// The name of every test's table.
pub const TABLE: &str = "frontdesk-test";

/// A DynamoDB of its own for one test, on loopback and in memory, with the table made.
pub struct TestTable {
    url: String,
    client: Client,
    database: Database,
    server: JoinHandle<()>,
}

/// Everything in the table: each item under `pk / sk`, its attributes in order.
pub type Dump = BTreeMap<String, BTreeMap<String, String>>;

impl TestTable {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has a free port");
        let url = format!(
            "http://{}",
            listener
                .local_addr()
                .expect("a bound socket has an address")
        );
        let database = Database::memory().expect("memory is enough");
        let server = tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
        let client = client(&url);
        store::schema::create(&client, TABLE)
            .await
            .expect("an empty DynamoDB takes a table");
        Self {
            url,
            client,
            database,
            server,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client beside the function's own: what it does is not counted.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Everything in the table.
    pub async fn dump(&self) -> Dump {
        let page = self
            .client
            .scan()
            .table_name(TABLE)
            .consistent_read(true)
            .send()
            .await
            .expect("a test may scan");
        assert!(
            page.last_evaluated_key.is_none(),
            "a test's table fits into one page"
        );
        page.items()
            .iter()
            .map(|item| (key_of(item), shown(item)))
            .collect()
    }

    /// The size of an item as DynamoDB counts it: names and values.
    pub async fn size(&self, pk: &str, sk: &str) -> usize {
        let item = self.item(pk, sk).await.expect("the item is there");
        item.iter()
            .map(|(name, value)| name.len() + size_of(value))
            .sum()
    }

    pub async fn item(&self, pk: &str, sk: &str) -> Option<store::Item> {
        let get = self
            .client
            .get_item()
            .table_name(TABLE)
            .consistent_read(true);
        let get = get
            .key("pk", AttributeValue::S(pk.into()))
            .key("sk", AttributeValue::S(sk.into()));
        get.send().await.expect("a test may read").item
    }

    /// Puts an item as another build, or an accident, would have left it.
    pub async fn put(&self, item: store::Item) {
        self.client
            .put_item()
            .table_name(TABLE)
            .set_item(Some(item))
            .send()
            .await
            .expect("a test may write");
    }

    /// Removes an item, if it is there.
    pub async fn remove(&self, pk: &str, sk: &str) {
        let delete = self.client.delete_item().table_name(TABLE);
        let delete = delete
            .key("pk", AttributeValue::S(pk.into()))
            .key("sk", AttributeValue::S(sk.into()));
        delete.send().await.expect("a test may write");
    }

    /// Puts many items at once, past the protocol: 100,000 take seconds.
    pub fn fill(&self, items: impl IntoIterator<Item = store::Item>) {
        let items = items.into_iter().map(natively).collect();
        self.database
            .import_items(TABLE, items, ImportOptions::default())
            .expect("the items have keys");
    }
}

impl fmt::Debug for TestTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("TestTable");
        shown.field("url", &self.url).finish_non_exhaustive()
    }
}

impl Drop for TestTable {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A client for the DynamoDB at `url`, with credentials that stand for nobody.
pub fn client(url: &str) -> Client {
    let clock = std::sync::Arc::new(SystemClock::new());
    let environment = Environment::from([
        ("AWS_ENDPOINT_URL", url),
        ("AWS_ACCESS_KEY_ID", "local"),
        ("AWS_SECRET_ACCESS_KEY", "local"),
    ]);
    let settings = AwsSettings::from_environment(&environment).expect("the settings are complete");
    let connector =
        Connector::new(TlsRoots::Builtin, clock.clone()).expect("the roots are built in");
    Aws::new(&settings, connector.shared(), clock).dynamodb()
}

fn natively(attributes: HashMap<String, AttributeValue>) -> dynoxide::Item {
    let attributes = attributes.into_iter();
    attributes
        .map(|(name, value)| (name, native(value)))
        .collect()
}

/// A value as the stand-in keeps it.
fn native(value: AttributeValue) -> dynoxide::AttributeValue {
    use dynoxide::AttributeValue as Native;
    match value {
        AttributeValue::S(text) => Native::S(text),
        AttributeValue::N(digits) => Native::N(digits),
        AttributeValue::B(bytes) => Native::B(bytes.into_inner()),
        AttributeValue::Bool(is) => Native::BOOL(is),
        AttributeValue::Null(is) => Native::NULL(is),
        AttributeValue::L(list) => Native::L(list.into_iter().map(native).collect()),
        AttributeValue::M(map) => Native::M(natively(map)),
        other => panic!("no record of ours has {other:?}"),
    }
}

fn key_of(item: &store::Item) -> String {
    let part = |name: &str| item[name].as_s().expect("a key is a string").clone();
    format!("{} / {}", part("pk"), part("sk"))
}

fn shown(item: &store::Item) -> BTreeMap<String, String> {
    let attributes = item
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "pk" | "sk"));
    attributes
        .map(|(name, value)| (name.clone(), canonical(value)))
        .collect()
}

/// AWS's rules: <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>.
fn size_of(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        AttributeValue::B(bytes) => bytes.as_ref().len(),
        AttributeValue::N(digits) => digits.len().div_ceil(2) + 1,
        AttributeValue::M(map) => {
            3 + map
                .iter()
                .map(|(name, value)| name.len() + size_of(value) + 1)
                .sum::<usize>()
        }
        AttributeValue::L(list) => 3 + list.iter().map(|value| size_of(value) + 1).sum::<usize>(),
        _ => 1,
    }
}

/// A value as text, with the entries of maps in order.
fn canonical(value: &AttributeValue) -> String {
    match value {
        AttributeValue::M(map) => {
            let sorted: BTreeMap<_, _> = map
                .iter()
                .map(|(name, value)| (name, canonical(value)))
                .collect();
            format!("{sorted:?}")
        }
        AttributeValue::L(list) => format!("{:?}", list.iter().map(canonical).collect::<Vec<_>>()),
        plain => format!("{plain:?}"),
    }
}
