//! Where every test begins: a sandbox of its own, on ports of its own.

use std::path::Path;

use clap::Parser as _;
use sandbox::{Cli, Client, Command, Options, Place, Sandbox, StartError};

pub(crate) struct Story {
    pub(crate) sandbox: Sandbox,
}

impl Story {
    pub(crate) async fn in_memory() -> Self {
        Self::at(Place::Memory).await.unwrap()
    }

    pub(crate) async fn in_folder(folder: &Path) -> Self {
        Self::at(Place::Folder(folder.to_owned())).await.unwrap()
    }

    pub(crate) async fn at(place: Place) -> Result<Self, StartError> {
        let options = Options {
            port: 0,
            place,
            superadmins: None,
        };
        let sandbox = Sandbox::start(options).await?;
        Ok(Self { sandbox })
    }

    /// What a command line prints, or the sentence of its refusal.
    pub(crate) async fn tries(&self, line: &[&str]) -> Result<String, String> {
        let client = Client::new(self.sandbox.port());
        let answer = client.send(&command(line)).await;
        answer
            .map(|answer| answer.to_string())
            .map_err(|error| error.to_string())
    }

    pub(crate) async fn does(&self, line: &[&str]) -> String {
        self.tries(line).await.unwrap()
    }

    /// Person 42 writes.
    pub(crate) async fn says(&self, text: &str) -> String {
        self.does(&["say", "--as", "42", "--name", "Ann", text])
            .await
    }

    /// Person 42 presses.
    pub(crate) async fn presses(&self, label: &str) -> String {
        self.does(&["press", "--as", "42", label]).await
    }

    /// The data of the notices' first button whose label has this in it.
    pub(crate) async fn data(&self, label: &str) -> String {
        let notices = self.does(&["notices"]).await;
        let line = notices.lines().find(|line| line.contains(label)).unwrap();
        line.split("--data ").nth(1).unwrap().to_owned()
    }
}

pub(crate) fn command(line: &[&str]) -> Command {
    let arguments = ["sandbox"].iter().chain(line);
    Cli::try_parse_from(arguments).unwrap().command.unwrap()
}
