use std::fmt::Write;

use crate::{Environment, Source};

/// Reads variables one by one and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader<'e> {
    environment: &'e Environment,
    problems: Vec<Problem>,
}

/// A sign that a problem was handed to the [`Reader`], which alone can make one.
#[derive(Clone, Copy, Debug)]
pub struct Reported(());

/// What is wrong with one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The variable's name.
    pub variable: String,
    /// What is wrong, as the rest of a sentence that begins with the name. Never the value.
    pub wrong: String,
    /// What to do about it.
    pub mend: String,
}

/// Every problem of an environment, in one message with a line for each.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the settings are wrong, so nothing was started:{}", listed(.problems))]
pub struct SettingsError {
    problems: Vec<Problem>,
}

/// A text that does not have the form of its setting. The message does not repeat the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{wrong}; {mend}")]
pub struct Malformed {
    wrong: String,
    mend: &'static str,
}

impl<'e> Reader<'e> {
    /// A reader that has found no problem yet.
    #[must_use]
    pub fn new(environment: &'e Environment) -> Self {
        Self {
            environment,
            problems: Vec::new(),
        }
    }

    /// The value of `variable`, or `None` where it is unset.
    ///
    /// # Errors
    /// When `parse` refuses the value, which is reported.
    pub fn optional<T>(
        &mut self,
        variable: &str,
        parse: impl FnOnce(&str) -> Result<T, Malformed>,
    ) -> Result<Option<T>, Reported> {
        let parsed = self.environment.get(variable).map(parse).transpose();
        parsed.map_err(|malformed| self.report(variable, &malformed.wrong, malformed.mend))
    }

    /// The value of `variable`; `mend` says what to set where it is unset.
    ///
    /// # Errors
    /// When the variable is unset or `parse` refuses its value, which is reported.
    pub fn required<T>(
        &mut self,
        variable: &str,
        mend: &str,
        parse: impl FnOnce(&str) -> Result<T, Malformed>,
    ) -> Result<T, Reported> {
        let value = self.optional(variable, parse)?;
        value.ok_or_else(|| self.report(variable, "is missing", mend))
    }

    /// The value of `variable`, or else the parameter that `<variable>_PARAMETER` names.
    ///
    /// # Errors
    /// When the one that counts is malformed, which is reported.
    pub fn source<T>(
        &mut self,
        variable: &str,
        parse: impl FnOnce(&str) -> Result<T, Malformed>,
    ) -> Result<Option<Source<T>>, Reported> {
        if let Some(value) = self.optional(variable, parse)? {
            return Ok(Some(Source::Value(value)));
        }
        let parameter = self.optional(&format!("{variable}_PARAMETER"), str::parse)?;
        Ok(parameter.map(Source::Parameter))
    }

    /// Adds a problem to the list. Neither text may hold the variable's value.
    pub fn report(&mut self, variable: &str, wrong: &str, mend: &str) -> Reported {
        self.problems.push(Problem {
            variable: variable.to_owned(),
            wrong: wrong.to_owned(),
            mend: mend.to_owned(),
        });
        Reported(())
    }

    /// The settings that were built from what was read.
    ///
    /// # Errors
    /// When anything was reported, whether or not the settings could be built.
    pub fn finish<T>(self, settings: Result<T, Reported>) -> Result<T, SettingsError> {
        match settings {
            Ok(settings) if self.problems.is_empty() => Ok(settings),
            _ => Err(SettingsError {
                problems: self.problems,
            }),
        }
    }
}

impl SettingsError {
    /// The problems, in the order in which the variables were read.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl Malformed {
    pub(crate) fn new(wrong: impl Into<String>, mend: &'static str) -> Self {
        Self {
            wrong: wrong.into(),
            mend,
        }
    }
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().fold(
        String::new(),
        |mut lines,
         Problem {
             variable,
             wrong,
             mend,
         }| {
            write!(lines, "\n  {variable} {wrong}: {mend}").expect("a string takes any text");
            lines
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn even(text: &str) -> Result<u32, Malformed> {
        let number = text
            .parse()
            .ok()
            .filter(|number: &u32| number.is_multiple_of(2));
        number.ok_or_else(|| Malformed::new("is odd", "add one"))
    }

    #[test]
    fn every_problem_stands_in_one_message() {
        let environment = Environment::from([("A", "1"), ("B", "2"), ("C", "3")]);
        let mut reader = Reader::new(&environment);
        let (a, b) = (reader.optional("A", even), reader.optional("B", even));
        let (c, d) = (
            reader.required("C", "set it", even),
            reader.required("D", "set it", even),
        );
        let build = || Ok((a?, b?, c?, d?));
        let error = reader.finish(build()).unwrap_err();
        insta::assert_snapshot!(error, @r"
        the settings are wrong, so nothing was started:
          A is odd: add one
          C is odd: add one
          D is missing: set it
        ");
        assert_eq!(error.problems().len(), 3);
    }

    #[test]
    fn a_reported_problem_refuses_built_settings() {
        let environment = Environment::default();
        let mut reader = Reader::new(&environment);
        reader.report("A", "does not fit B", "unset one of them");
        assert!(reader.finish(Ok(())).is_err());
    }
}
