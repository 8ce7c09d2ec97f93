use std::path::{Path, PathBuf};

use settings::Environment;
use tokio::process::Command;

/// The folder with `ministack` and `sam`.
const TOOLS: &str = "FRONTDESK_DEPLOY_TOOLS";

/// The template that `sam build` has left.
const TEMPLATE: &str = "FRONTDESK_DEPLOY_TEMPLATE";

/// The folder with `botctl`.
const BOTCTL: &str = "FRONTDESK_DEPLOY_BOTCTL";

/// What `tests/deploy.sh` has installed and built.
#[derive(Clone, Debug)]
pub struct Tools {
    folder: PathBuf,
    template: PathBuf,
    botctl: PathBuf,
}

impl Tools {
    /// What the environment names; nothing where the tests run without it, which is said.
    #[must_use]
    pub fn installed() -> Option<Self> {
        let environment = Environment::of_process();
        let [folder, template, botctl] =
            [TOOLS, TEMPLATE, BOTCTL].map(|name| environment.get(name));
        let tools = folder.zip(template).zip(botctl);
        if tools.is_none() {
            eprintln!(
                "skipped: tests/deploy.sh installs the emulator, builds the functions, and runs this."
            );
        }
        let ((folder, template), botctl) = tools?;
        Some(Self {
            folder: folder.into(),
            template: template.into(),
            botctl: botctl.into(),
        })
    }

    /// The template with the built functions in it.
    pub(crate) fn template(&self) -> &Path {
        &self.template
    }

    /// A shell that finds `botctl`.
    pub(crate) fn shell(&self, line: &str) -> Command {
        let path = Environment::of_process();
        let path = path.get("PATH").unwrap_or_default();
        let mut command = Command::new("bash");
        command.args(["-c", line]).kill_on_drop(true);
        command.env("PATH", format!("{}:{path}", self.botctl.display()));
        command
    }

    /// A command that ends with whoever has started it.
    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(self.folder.join(name));
        command.kill_on_drop(true);
        command
    }
}
