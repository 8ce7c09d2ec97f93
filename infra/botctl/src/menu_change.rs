use serde_json::{Value, json};
use telegram::{LanguageCode, MenuCommand};

/// How a menu has changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MenuChange {
    /// None for every language without a menu of its own.
    language: Option<LanguageCode>,
    added: Vec<String>,
    removed: Vec<String>,
    /// What has another description.
    reworded: Vec<String>,
    /// Whether what was there and still is has another order.
    reordered: bool,
}

impl MenuChange {
    /// None where the menu is as it should be.
    pub(crate) fn between(
        language: Option<LanguageCode>,
        before: &[MenuCommand],
        after: &[MenuCommand],
    ) -> Option<Self> {
        if before == after {
            return None;
        }
        let names = |of: &[MenuCommand], is_wanted: &dyn Fn(&MenuCommand) -> bool| {
            let wanted = of.iter().filter(|command| is_wanted(command));
            let names = wanted.map(|command| command.name().to_owned());
            names.collect::<Vec<_>>()
        };
        let has =
            |list: &[MenuCommand], one: &MenuCommand| list.iter().any(|c| c.name() == one.name());
        let stayed = |of, other| names(of, &|command| has(other, command));
        let reworded = |one: &MenuCommand| has(before, one) && !before.contains(one);
        Some(Self {
            language,
            added: names(after, &|command| !has(before, command)),
            removed: names(before, &|command| !has(after, command)),
            reworded: names(after, &reworded),
            reordered: stayed(before, after) != stayed(after, before),
        })
    }

    /// The cells of [`MenuChange::HEADER`].
    pub(crate) fn row(&self) -> [String; 5] {
        let language = self
            .language
            .as_ref()
            .map_or("any other", LanguageCode::as_str);
        let order = if self.reordered { "changed" } else { "" };
        [
            language.to_owned(),
            self.added.join(" "),
            self.removed.join(" "),
            self.reworded.join(" "),
            order.to_owned(),
        ]
    }

    /// What the cells of [`MenuChange::row`] are.
    pub(crate) const HEADER: [&str; 5] = ["Language", "Added", "Removed", "Reworded", "Order"];

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "language": self.language.as_ref().map(LanguageCode::as_str),
            "added": self.added,
            "removed": self.removed,
            "reworded": self.reworded,
            "reordered": self.reordered,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(lines: &[(&str, &str)]) -> Vec<MenuCommand> {
        let line =
            |(name, description): &(&str, &str)| MenuCommand::new(name, description).unwrap();
        lines.iter().map(line).collect()
    }

    fn change(before: &[(&str, &str)], after: &[(&str, &str)]) -> Option<[String; 5]> {
        let change = MenuChange::between(LanguageCode::new("ru"), &menu(before), &menu(after));
        change.map(|change| change.row())
    }

    #[test]
    fn the_same_menu_has_no_change() {
        assert_eq!(change(&[("a", "A")], &[("a", "A")]), None);
        assert_eq!(change(&[], &[]), None);
    }

    #[test]
    fn every_kind_of_change_is_told() {
        let before = [("a", "A"), ("b", "B"), ("c", "C"), ("old", "O")];
        let after = [("b", "B"), ("a", "Another"), ("new", "N"), ("c", "C")];
        let told = change(&before, &after).unwrap();
        assert_eq!(told, ["ru", "new", "old", "a", "changed"]);
    }

    #[test]
    fn a_new_place_alone_is_a_new_order() {
        let told = change(&[("a", "A"), ("b", "B")], &[("b", "B"), ("a", "A")]);
        assert_eq!(told.unwrap(), ["ru", "", "", "", "changed"]);
        let told = change(&[("b", "B")], &[("a", "A"), ("b", "B")]);
        assert_eq!(told.unwrap(), ["ru", "a", "", "", ""]);
    }
}
