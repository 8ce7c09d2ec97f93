//! The template's text as JSON, with AWS's short tags in their long form.

use saphyr::{LoadableYamlNode as _, Scalar, Yaml};
use serde_json::{Map, Value, json};

/// The template, as AWS reads it.
pub(crate) fn template() -> Value {
    let text = include_str!("../../../template.yaml");
    let documents = Yaml::load_from_str(text).unwrap();
    assert_eq!(documents.len(), 1, "a template is one document");
    json(&documents[0])
}

fn json(yaml: &Yaml<'_>) -> Value {
    match yaml {
        Yaml::Value(scalar) => plain(scalar),
        Yaml::Sequence(items) => items.iter().map(json).collect(),
        Yaml::Mapping(entries) => {
            let pairs = entries
                .iter()
                .map(|(key, value)| (key.as_str().unwrap().to_owned(), json(value)));
            Value::Object(pairs.collect::<Map<_, _>>())
        }
        Yaml::Tagged(tag, value) => function(&tag.suffix, &json(value)),
        odd => panic!("a template has no {odd:?}"),
    }
}

fn plain(scalar: &Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(yes) => json!(yes),
        Scalar::Integer(number) => json!(number),
        Scalar::FloatingPoint(number) => json!(number.into_inner()),
        Scalar::String(text) => json!(text),
    }
}

fn function(tag: &str, argument: &Value) -> Value {
    match (tag, argument) {
        ("Ref", _) => json!({ "Ref": argument }),
        ("GetAtt", Value::String(path)) => {
            let (resource, attribute) = path.split_once('.').unwrap();
            json!({ "Fn::GetAtt": [resource, attribute] })
        }
        _ => json!({ format!("Fn::{tag}"): argument }),
    }
}
