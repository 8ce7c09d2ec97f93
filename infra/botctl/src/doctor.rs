//! `botctl doctor`: what is wrong, and how it is mended.

mod bot;
mod finding;
mod queues;
mod settings;
mod site;
mod table;

use std::fmt;

use ::settings::Environment;
use serde_json::{Value, json};

use crate::report::{self, Ended, Report, Verdict};

use finding::Finding;

/// All that was looked at.
struct Findings(Vec<Finding>);

/// Looks at everything; what one check needs and lacks is said by another, and it is left out.
pub(crate) async fn run(environment: &Environment) -> Ended {
    let mut findings = settings::findings(environment);
    findings.extend(table::findings(environment).await);
    findings.extend(queues::findings(environment).await);
    findings.extend(bot::findings(environment).await);
    findings.extend(site::findings(environment).await);
    Ok(Box::new(Findings(findings)))
}

impl Report for Findings {
    fn to_json(&self) -> Value {
        let findings: Vec<_> = self.0.iter().map(Finding::to_json).collect();
        json!({ "checks": findings })
    }

    fn verdict(&self) -> Verdict {
        if self.0.iter().all(Finding::is_well) {
            Verdict::Good
        } else {
            Verdict::Bad
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wrong: Vec<_> = self.0.iter().filter_map(Finding::row).collect();
        let looked = self.0.len();
        if wrong.is_empty() {
            return write!(f, "All is well, by {looked} checks.");
        }
        f.write_str(&report::table(["About", "Wrong", "Mend"], wrong))
    }
}
