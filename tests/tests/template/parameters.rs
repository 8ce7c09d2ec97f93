//! Each parameter can be given by somebody who reads nothing but its own words.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::template;

#[test]
fn each_parameter_is_explained_and_bound() {
    for (name, parameter) in template()["Parameters"].as_object().unwrap() {
        assert!(parameter["Description"].is_string(), "{name}");
        let choices = parameter["AllowedValues"].as_array();
        let is_bound = ["AllowedPattern", "MinValue"]
            .iter()
            .any(|bound| parameter.get(bound).is_some());
        assert!(choices.is_some() != is_bound, "{name}");
        let mend = parameter["ConstraintDescription"].as_str();
        let mends = mend.is_some_and(|mend| mend.starts_with("Give "));
        assert_eq!(mends, is_bound, "{name} says how to mend it");
        if let Some(choices) = choices {
            assert!(choices.contains(&parameter["Default"]), "{name}");
        }
    }
}

#[test]
fn each_parameter_stands_in_one_group() {
    let template = template();
    let groups = &template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"];
    let groups = groups.as_array().unwrap().iter();
    let grouped: Vec<_> = groups
        .flat_map(|group| group["Parameters"].as_array().unwrap())
        .filter_map(Value::as_str)
        .collect();
    let known = template["Parameters"].as_object().unwrap();
    let known: BTreeSet<_> = known.keys().map(String::as_str).collect();
    assert_eq!(grouped.len(), known.len());
    assert_eq!(grouped.into_iter().collect::<BTreeSet<_>>(), known);
}

#[test]
fn no_parameter_holds_a_secret() {
    for (name, parameter) in template()["Parameters"].as_object().unwrap() {
        assert_eq!(parameter.get("NoEcho"), None, "{name} would be a secret");
    }
}
