//! The digests by which SQS says what it has received.

use std::collections::BTreeMap;
use std::fmt::Write;

use md5::{Digest, Md5};
use sha2::Sha256;

use crate::message::{AttributeContent, AttributeValue};

/// `MD5OfMessageBody`.
pub(crate) fn of_body(body: &str) -> String {
    hex(&Md5::digest(body))
}

/// `MD5OfMessageAttributes`; none where there are no attributes. Source: SQS Developer Guide,
/// "Calculating the MD5 message digest for message attributes".
pub(crate) fn of_attributes<'a>(
    attributes: impl IntoIterator<Item = (&'a String, &'a AttributeValue)>,
) -> Option<String> {
    let attributes: BTreeMap<_, _> = attributes.into_iter().collect();
    let mut digest = Md5::new();
    for (name, value) in &attributes {
        add(&mut digest, name.as_bytes());
        add(&mut digest, value.data_type.as_bytes());
        let (kind, content) = match &value.content {
            AttributeContent::Text(text) => (1, text.as_bytes()),
            AttributeContent::Binary(bytes) => (2, bytes.as_slice()),
        };
        digest.update([kind]);
        add(&mut digest, content);
    }
    (!attributes.is_empty()).then(|| hex(&digest.finalize()))
}

/// The deduplication id of a body, where the queue deduplicates by content.
pub(crate) fn for_deduplication(body: &str) -> String {
    hex(&Sha256::digest(body))
}

fn add(digest: &mut Md5, part: &[u8]) {
    let length = u32::try_from(part.len()).expect("a message is at most 1 MiB");
    digest.update(length.to_be_bytes());
    digest.update(part);
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string does not fail");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Digests that AWS itself has answered.
    #[test]
    fn digests_are_those_of_aws() {
        assert_eq!(of_body("msg"), "6e2baaf3b97dbeef01c0043275f9a0e7");
        let text = |text: &str| AttributeValue::text(text);
        let attributes = BTreeMap::from([
            ("Hello".to_owned(), text("There")),
            ("General".to_owned(), text("Kenobi")),
        ]);
        let digest = of_attributes(&attributes);
        assert_eq!(digest.unwrap(), "fca026605781cb4126a1e9044df24232");
    }

    #[test]
    fn binary_attributes_have_their_own_mark() {
        let trace = b"traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01";
        let value = AttributeValue {
            data_type: "Binary".to_owned(),
            content: AttributeContent::Binary(trace.to_vec()),
        };
        let attributes = BTreeMap::from([("attr1".to_owned(), value)]);
        let digest = of_attributes(&attributes);
        assert_eq!(digest.unwrap(), "8cbe4db156db8a94db8b801b7addb984");
    }

    #[test]
    fn no_attributes_have_no_digest() {
        assert_eq!(of_attributes(&BTreeMap::new()), None);
    }
}
