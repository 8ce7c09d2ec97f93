//! `botctl shop …`

mod rezone;

use clap::Subcommand;
use diary::Zone;
use settings::Environment;

use crate::report::Ended;

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Let the shop keep the time of another zone; asks first, and refuses while anything is booked ahead
    ///
    /// Hours, lunches and times away keep their words and follow the new clock. What is booked was
    /// booked by the old one: cancel it or let it pass first. `BUSINESS_TIMEZONE` of the functions is set
    /// to the same zone next: until then the shop is closed.
    Rezone {
        /// The zone by its IANA name, such as Asia/Tashkent
        #[arg(value_parser = zone)]
        zone: Zone,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

fn zone(name: &str) -> Result<Zone, String> {
    Zone::named(name).map_err(|error| error.to_string())
}

impl Verb {
    pub(crate) async fn run(&self, environment: &Environment) -> Ended {
        match self {
            Self::Rezone { zone, yes } => rezone::run(environment, zone, *yes).await,
        }
    }
}
