use std::path::{Path, PathBuf};

use settings::Environment;
use tokio::process::Command;

/// The folder with `ministack` and `sam`.
const TOOLS: &str = "FRONTDESK_DEPLOY_TOOLS";

/// The template that `sam build` has left.
const TEMPLATE: &str = "FRONTDESK_DEPLOY_TEMPLATE";

/// What `tests/deploy.sh` has installed and built.
#[derive(Clone, Debug)]
pub struct Tools {
    folder: PathBuf,
    template: PathBuf,
}

impl Tools {
    /// What the environment names; nothing where the tests run without it, which is said.
    #[must_use]
    pub fn installed() -> Option<Self> {
        let environment = Environment::of_process();
        let tools = environment.get(TOOLS).zip(environment.get(TEMPLATE));
        if tools.is_none() {
            eprintln!(
                "skipped: tests/deploy.sh installs the emulator, builds the functions, and runs this."
            );
        }
        let (folder, template) = tools?;
        Some(Self {
            folder: folder.into(),
            template: template.into(),
        })
    }

    /// The template with the built functions in it.
    pub(crate) fn template(&self) -> &Path {
        &self.template
    }

    /// A command that ends with whoever has started it.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join(name));
        command.kill_on_drop(true);
        command
    }
}
