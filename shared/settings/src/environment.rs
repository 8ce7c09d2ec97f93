use std::collections::BTreeMap;
use std::fmt;

/// A snapshot of environment variables. An empty variable counts as unset.
///
/// It holds credentials, so its `Debug` prints the names only.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// The variables of this process, as they are now.
    ///
    /// What is not UTF-8 is read with U+FFFD in its place, so that a foreign variable cannot stop
    /// the start and one of ours fails by its form.
    #[must_use]
    pub fn of_process() -> Self {
        std::env::vars_os()
            .map(|(name, value)| {
                (
                    name.to_string_lossy().into_owned(),
                    value.to_string_lossy().into_owned(),
                )
            })
            .collect()
    }

    /// The value of a variable, unless it is unset or empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The same with one variable set, or unset by an empty value.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut variables = self.0.clone();
        variables.insert(name.to_owned(), value.to_owned());
        variables.into_iter().collect()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Environment {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let owned = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        let mut variables: BTreeMap<_, String> = owned.collect();
        variables.retain(|_, value| !value.is_empty());
        Self(variables)
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> From<[(N, V); COUNT]> for Environment {
    fn from(variables: [(N, V); COUNT]) -> Self {
        variables.into_iter().collect()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment ")?;
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment = Environment::from([("A", "b"), ("C", "d"), ("C", "")]);
        assert_eq!(environment.get("A"), Some("b"));
        assert_eq!(environment.get("C"), None);
        assert_eq!(environment.get("D"), None);
    }

    #[test]
    fn the_process_has_its_path() {
        assert!(Environment::of_process().get("PATH").is_some());
    }

    #[test]
    fn debug_output_shows_only_names() {
        let environment = Environment::from([("AWS_SECRET_ACCESS_KEY", "hush")]);
        assert_eq!(
            format!("{environment:?}"),
            r#"Environment {"AWS_SECRET_ACCESS_KEY"}"#
        );
    }
}
