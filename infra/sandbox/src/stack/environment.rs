use std::fmt;
use std::fs;
use std::path::Path;

use crate::StartError;
use crate::stand_ins::Variables;

/// What the functions have to find in their environment. It prints as lines that a shell evaluates.
///
/// Its values have no character that a shell or `cargo lambda watch` would read as its own: they
/// are addresses on loopback, and fixed names and numbers.
#[derive(Clone, Debug)]
pub struct FunctionEnvironment(Variables);

impl FunctionEnvironment {
    /// `superadmins` are written anew: as they were given, they may have spaces.
    pub(crate) fn of(mut variables: Variables, superadmins: &[i64]) -> Self {
        let ids: Vec<_> = superadmins.iter().map(i64::to_string).collect();
        for (name, value) in &mut variables {
            if *name == "SUPERADMIN_IDS" {
                *value = ids.join(",");
            }
        }
        Self(variables)
    }

    /// The variables and their values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Writes a line `NAME=value` a variable, as `cargo lambda watch --env-file` takes it, and
    /// makes the folder if it is missing.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, file: &Path) -> Result<(), StartError> {
        let lines = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}\n"));
        let folder = file.parent().unwrap_or(Path::new(""));
        let written =
            fs::create_dir_all(folder).and_then(|()| fs::write(file, lines.collect::<String>()));
        written.map_err(|source| StartError::EnvironmentFile {
            file: file.to_owned(),
            source,
        })
    }
}

impl fmt::Display for FunctionEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            writeln!(f, "export {name}={value}")?;
        }
        Ok(())
    }
}
