//! A page of docs/ with commands in it, and what is printed for them.

use crate::run::Run;

/// How a line begins that names the state in which what follows is run.
const SCENE: &str = "<!-- scene: ";

/// What follows a heading, until the next one of its level or of a higher one.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) title: String,
    /// Everything that is written there.
    pub(crate) text: String,
    pub(crate) parts: Vec<Part>,
}

#[derive(Debug)]
pub(crate) enum Part {
    /// From here on it is so.
    Scene(String),
    /// A command of botctl.
    Example(Example),
    /// Another program's command.
    Foreign(String),
}

/// A command of botctl and what is printed for it.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) command: Vec<String>,
    printed: Vec<String>,
    code: i32,
}

/// The sections of a page, those of its title first.
pub(crate) fn sections(page: &str) -> Vec<Section> {
    let mut sections = Vec::new();
    for part in format!("\n{page}").split("\n## ").skip(1) {
        let (title, text) = part.split_once('\n').unwrap_or((part, ""));
        sections.push(Section {
            title: title.to_owned(),
            text: text.to_owned(),
            parts: parts(text),
        });
    }
    sections
}

/// Scenes and commands in their order.
pub(crate) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (number, piece) in format!("\n{text}").split("\n```").enumerate() {
        let is_code = number % 2 == 1;
        match is_code {
            true => parts.extend(commands(piece)),
            false => parts.extend(piece.lines().filter_map(scene)),
        }
    }
    parts
}

fn scene(line: &str) -> Option<Part> {
    let name = line.strip_prefix(SCENE)?.trim_end_matches("-->").trim();
    Some(Part::Scene(name.to_owned()))
}

/// What is in a block of code.
fn commands(block: &str) -> impl Iterator<Item = Part> {
    block.split("\n$ ").skip(1).map(|text| {
        let mut lines = text.lines();
        let command = lines.next().unwrap_or_default();
        match command.strip_prefix("botctl ") {
            Some(arguments) => Part::Example(Example::of(arguments, lines)),
            None => Part::Foreign(command.to_owned()),
        }
    })
}

impl Example {
    fn of<'a>(arguments: &str, lines: impl Iterator<Item = &'a str>) -> Self {
        let mut printed: Vec<_> = lines.map(words).filter(|line| !line.is_empty()).collect();
        let last = printed.last().and_then(|line| exit_code(line));
        if last.is_some() {
            printed.pop();
        }
        Self {
            command: arguments.split_whitespace().map(str::to_owned).collect(),
            printed,
            code: last.unwrap_or(0),
        }
    }

    pub(crate) fn arguments(&self) -> Vec<&str> {
        self.command.iter().map(String::as_str).collect()
    }

    /// What differs between the page and what was printed, if anything.
    pub(crate) fn differs_from(&self, run: &Run) -> Option<String> {
        let all = format!("{}{}", run.stdout, run.stderr);
        let lines: Vec<_> = all.lines().map(words).collect();
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let fits = lines.len() == self.printed.len()
            && lines
                .iter()
                .zip(&self.printed)
                .all(|(line, printed)| is(line, printed))
            && run.code == Some(self.code);
        let command = self.command.join(" ");
        (!fits).then(|| format!("botctl {command} prints\n{all}[{:?}]\n", run.code))
    }
}

/// The number in brackets, if that is all there is.
fn exit_code(line: &str) -> Option<i32> {
    let code = line.strip_prefix('[')?.strip_suffix(']')?;
    code.parse().ok()
}

/// A line with single spaces.
fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a line is one with `…` for anything.
fn is(line: &str, printed: &str) -> bool {
    let mut parts = printed.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut open = false;
    for part in parts {
        open = part.is_empty();
        let Some((_, after)) = rest.split_once(part) else {
            return false;
        };
        rest = after;
    }
    open || rest.is_empty()
}
