use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Emulator, Tools};

/// The stack's name.
const NAME: &str = "frontdesk";

/// A deployed template.
#[derive(Debug)]
pub struct Stack {
    outputs: BTreeMap<String, String>,
}

impl Stack {
    /// Deploys the template as `sam deploy` does, over what is there. `parameters` are those of the
    /// template.
    ///
    /// # Panics
    /// When SAM refuses, with what it says.
    pub async fn deploy(tools: &Tools, emulator: &Emulator, parameters: &[(&str, &str)]) -> Self {
        let parameters = parameters
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let template = for_the_emulator(tools.template());
        let template = template.to_str().expect("the path is text");
        let mut line = vec!["deploy", "--template-file", template, "--stack-name", NAME];
        line.extend(["--resolve-s3", "--capabilities", "CAPABILITY_IAM"]);
        line.extend(["--no-confirm-changeset", "--no-fail-on-empty-changeset"]);
        line.push("--parameter-overrides");
        let parameters: Vec<_> = parameters.collect();
        line.extend(parameters.iter().map(String::as_str));
        sam(tools, emulator, &line).await;
        let outputs = ["list", "stack-outputs", "--stack-name", NAME];
        let listed = sam(
            tools,
            emulator,
            &[&outputs[..], &["--output", "json"]].concat(),
        )
        .await;
        Self {
            outputs: outputs_of(&listed),
        }
    }

    /// Types what the stack prints as left to do; gives what it answers.
    ///
    /// # Panics
    /// When that fails, with what it says.
    pub async fn does_what_is_left(
        &self,
        tools: &Tools,
        emulator: &Emulator,
        bot_api: &str,
    ) -> String {
        let mut command = tools.shell(self.output("AfterDeploy"));
        emulator.lend(&mut command);
        let ended = command.env("TELEGRAM_API_URL", bot_api).output().await;
        let ended = ended.expect("bash can be started");
        let said = String::from_utf8_lossy(&ended.stdout).into_owned();
        let complaints = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "{said}\n{complaints}");
        said
    }

    /// Removes the stack, and leaves what the template keeps.
    ///
    /// # Panics
    /// When SAM refuses, with what it says.
    pub async fn delete(self, tools: &Tools, emulator: &Emulator) {
        let line = ["delete", "--stack-name", NAME, "--no-prompts", "--region"];
        sam(tools, emulator, &[&line[..], &["eu-central-1"]].concat()).await;
    }

    /// A stack output.
    ///
    /// # Panics
    /// When the template has none of that name.
    #[must_use]
    pub fn output(&self, name: &str) -> &str {
        let output = self.outputs.get(name);
        output.unwrap_or_else(|| panic!("no output {name} in {:?}", self.outputs))
    }

    /// The path by which the emulator serves the Function URL on its own port.
    #[must_use]
    pub fn function_path(&self) -> String {
        let url = self.output("FunctionUrl");
        let host = url.trim_start_matches("https://");
        let id = host.split('.').next().expect("a split has a first part");
        format!("/_aws/lambda-url/{id}")
    }
}

/// The template without what the emulator refuses, beside it: alarms that reckon with several
/// metrics. Their lines begin with more than two spaces, as those of all resources do.
fn for_the_emulator(template: &Path) -> PathBuf {
    let text = fs::read_to_string(template).expect("sam build has written it");
    let mut blocks: Vec<String> = Vec::new();
    for line in text.lines() {
        match blocks.last_mut() {
            Some(block) if line.starts_with("   ") => block.push_str(line),
            _ => blocks.push(line.to_owned()),
        }
        if let Some(block) = blocks.last_mut() {
            block.push('\n');
        }
    }
    let reckons = |block: &String| {
        block.contains("Type: AWS::CloudWatch::Alarm") && block.contains("\n      Metrics:")
    };
    blocks.retain(|block| !reckons(block));
    let path = template.with_file_name("for-the-emulator.yaml");
    fs::write(&path, blocks.concat()).expect("its folder can be written");
    path
}

async fn sam(tools: &Tools, emulator: &Emulator, line: &[&str]) -> String {
    let mut command = tools.command("sam");
    emulator.lend(&mut command);
    command.args(line).env("SAM_CLI_TELEMETRY", "0");
    let ended = command.output().await.expect("sam can be started");
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let complaints = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "sam {line:?}\n{said}\n{complaints}");
    said
}

fn outputs_of(listed: &str) -> BTreeMap<String, String> {
    let listed: Vec<Value> = serde_json::from_str(listed).expect("sam prints JSON");
    let text = |output: &Value, key: &str| output[key].as_str().unwrap_or_default().to_owned();
    let pairs = listed
        .iter()
        .map(|output| (text(output, "OutputKey"), text(output, "OutputValue")));
    pairs.collect()
}
