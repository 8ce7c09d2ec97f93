use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser::parse;

use super::*;

/// Each key of a language with the names of its arguments.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let (_, files) = source(language);
    let read = |texts: &&'static str| {
        let resource = parse(*texts);
        resource.unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"))
    };
    let mut keys = BTreeMap::new();
    for entry in files.iter().flat_map(|texts| read(texts).body) {
        let Entry::Message(message) = entry else {
            continue;
        };
        let mut arguments = BTreeSet::new();
        collect(
            message.value.as_ref().expect("a message has a value"),
            &mut arguments,
        );
        let earlier = keys.insert(message.id.name.to_owned(), arguments);
        assert_eq!(earlier, None, "{language:?} says {} twice", message.id.name);
    }
    keys
}

fn collect(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, into),
            Expression::Select { selector, variants } => {
                collect_inline(selector, into);
                variants
                    .iter()
                    .for_each(|variant| collect(&variant.value, into));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(into.insert(id.name.to_owned())),
        InlineExpression::Placeable { expression } => match &**expression {
            Expression::Inline(inline) => collect_inline(inline, into),
            Expression::Select { .. } => panic!("a select inside a placeable is not used here"),
        },
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, .. },
            ..
        } => {
            positional
                .iter()
                .for_each(|argument| collect_inline(argument, into));
        }
        _ => {}
    }
}

#[test]
fn every_language_has_every_text() {
    let english = keys(Language::En);
    assert!(!english.is_empty());
    for language in Language::ALL {
        assert_eq!(keys(language), english, "{language:?} differs from English");
    }
}

#[test]
fn markup_in_arguments_is_escaped() {
    let phrase = Phrase::new("greeting").with("name", "<b>Ann & Bob</b>");
    let html = Locale::of(Language::En).html(&phrase);
    assert!(
        html.as_str().contains("&lt;b&gt;Ann &amp; Bob&lt;/b&gt;"),
        "{}",
        html.as_str()
    );
    assert!(
        Locale::of(Language::En)
            .plain(&phrase)
            .contains("<b>Ann & Bob</b>")
    );
}
