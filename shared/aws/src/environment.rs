use aws_credential_types::Credentials;
use aws_types::region::Region;
use http::Uri;
use settings::{Environment, Reader, Reported, SettingsError};

/// The region of a stand-in, for which any name does.
const ANY_REGION: &str = "us-east-1";

/// Where the AWS services are and who we are there, from the variables that AWS defines.
///
/// Only the environment counts: no profile files, no instance metadata service.
#[derive(Clone, Debug)]
pub struct AwsSettings {
    pub(crate) region: Region,
    pub(crate) endpoints: Endpoints,
    pub(crate) credentials: Option<Credentials>,
}

/// Servers that stand in for AWS's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endpoints {
    pub(crate) dynamodb: Option<Uri>,
    pub(crate) sqs: Option<Uri>,
    pub(crate) ssm: Option<Uri>,
}

impl AwsSettings {
    /// Reads the variables of AWS, and them alone; see [`AwsSettings::read`].
    ///
    /// # Errors
    /// Names every variable that is missing or wrong.
    pub fn from_environment(environment: &Environment) -> Result<Self, SettingsError> {
        let mut reader = Reader::new(environment);
        let settings = Self::read(&mut reader, environment);
        reader.finish(settings)
    }

    /// Reads `AWS_REGION` (or `AWS_DEFAULT_REGION`), `AWS_ENDPOINT_URL` (`_DYNAMODB`, `_SQS` and
    /// `_SSM` go before it), `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
    ///
    /// Where `AWS_ENDPOINT_URL` is set the region may be missing and is `us-east-1`. Missing
    /// credentials are no error: on Lambda they are always there.
    ///
    /// # Errors
    /// When something was wrong, which was reported to `reader`.
    pub fn read(reader: &mut Reader<'_>, environment: &Environment) -> Result<Self, Reported> {
        let everywhere = endpoint(reader, environment, "AWS_ENDPOINT_URL");
        let region = region(reader, environment);
        let dynamodb = endpoint(reader, environment, "AWS_ENDPOINT_URL_DYNAMODB");
        let sqs = endpoint(reader, environment, "AWS_ENDPOINT_URL_SQS");
        let ssm = endpoint(reader, environment, "AWS_ENDPOINT_URL_SSM");
        let everywhere = everywhere?;
        let endpoints = Endpoints {
            dynamodb: dynamodb?.or_else(|| everywhere.clone()),
            sqs: sqs?.or_else(|| everywhere.clone()),
            ssm: ssm?.or(everywhere),
        };
        Ok(Self {
            region: region?,
            endpoints,
            credentials: credentials(environment),
        })
    }

    /// The name of the region.
    #[must_use]
    pub fn region(&self) -> &str {
        self.region.as_ref()
    }

    /// Where DynamoDB's requests go, so that a connection can be opened ahead of time.
    ///
    /// In a partition whose host names do not end in `amazonaws.com` it names a server that is
    /// not used; the connection then opens with the first request.
    #[must_use]
    pub fn dynamodb_url(&self) -> Uri {
        self.endpoints.dynamodb.clone().unwrap_or_else(|| {
            let url = format!("https://dynamodb.{}.amazonaws.com", self.region());
            url.parse().expect("a region makes a valid host name")
        })
    }
}

fn region(reader: &mut Reader<'_>, environment: &Environment) -> Result<Region, Reported> {
    for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
        if let Some(name) = environment.get(variable) {
            let mend = "set it to one such as eu-central-1";
            let region = is_label(name).then(|| Region::new(name.to_owned()));
            return region.ok_or_else(|| reader.report(variable, "is no AWS region", mend));
        }
    }
    if environment.get("AWS_ENDPOINT_URL").is_some() {
        return Ok(Region::from_static(ANY_REGION));
    }
    let mend = "set it, or AWS_ENDPOINT_URL for a stand-in; Lambda sets it by itself";
    Err(reader.report("AWS_REGION", "is missing", mend))
}

/// A region becomes a part of a host name.
fn is_label(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() < 64 && name.bytes().all(fits)
}

fn endpoint(
    reader: &mut Reader<'_>,
    environment: &Environment,
    variable: &str,
) -> Result<Option<Uri>, Reported> {
    let Some(url) = environment.get(variable) else {
        return Ok(None);
    };
    let mend = "set it to a base such as http://127.0.0.1:8000, or unset it";
    let server =
        server(url).ok_or_else(|| reader.report(variable, "is no http or https URL", mend));
    server.map(Some)
}

fn server(url: &str) -> Option<Uri> {
    let uri: Uri = url.parse().ok()?;
    let reachable = matches!(uri.scheme_str()?, "http" | "https") && !uri.host()?.is_empty();
    reachable.then_some(uri)
}

fn credentials(environment: &Environment) -> Option<Credentials> {
    let key = environment.get("AWS_ACCESS_KEY_ID")?;
    let secret = environment.get("AWS_SECRET_ACCESS_KEY")?;
    let session = environment.get("AWS_SESSION_TOKEN").map(str::to_owned);
    Some(Credentials::new(key, secret, session, None, "Environment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<const COUNT: usize>(variables: [(&str, &str); COUNT]) -> AwsSettings {
        AwsSettings::from_environment(&Environment::from(variables)).unwrap()
    }

    #[test]
    fn region_names_the_real_server() {
        let settings = read([("AWS_DEFAULT_REGION", "eu-central-1")]);
        let url = settings.dynamodb_url().to_string();
        assert_eq!(url, "https://dynamodb.eu-central-1.amazonaws.com/");
    }

    #[test]
    fn lambdas_own_region_goes_first() {
        let both = [("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "x")];
        assert_eq!(read(both).region(), "eu-west-1");
    }

    #[test]
    fn stand_in_needs_no_region() {
        let settings = read([("AWS_ENDPOINT_URL", "http://127.0.0.1:8000")]);
        assert_eq!(settings.region(), "us-east-1");
    }

    #[test]
    fn service_may_have_its_own_endpoint() {
        let settings = read([
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:8000"),
            ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324"),
        ]);
        let port = |endpoint: Option<Uri>| endpoint.unwrap().port_u16();
        assert_eq!(port(settings.endpoints.sqs), Some(9324));
        assert_eq!(port(settings.endpoints.dynamodb), Some(8000));
        assert_eq!(port(settings.endpoints.ssm), Some(8000));
    }

    #[test]
    fn half_of_the_credentials_is_none() {
        let region = ("AWS_REGION", "eu-west-1");
        let half = read([region, ("AWS_ACCESS_KEY_ID", "AKIA")]);
        assert!(half.credentials.is_none());
    }

    #[test]
    fn settings_do_not_print_secrets() {
        let settings = read([
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "AKIA"),
            ("AWS_SECRET_ACCESS_KEY", "hush"),
            ("AWS_SESSION_TOKEN", "hushhush"),
        ]);
        assert!(settings.credentials.is_some());
        assert!(!format!("{settings:?}").contains("hush"));
    }

    #[test]
    fn every_wrong_variable_is_named() {
        let environment = Environment::from([
            ("AWS_REGION", "Frankfurt am Main"),
            ("AWS_ENDPOINT_URL", "127.0.0.1:8000"),
            ("AWS_ENDPOINT_URL_SSM", "ftp://127.0.0.1"),
        ]);
        let error = AwsSettings::from_environment(&environment).unwrap_err();
        insta::assert_snapshot!(error, @r"
        the settings are wrong, so nothing was started:
          AWS_ENDPOINT_URL is no http or https URL: set it to a base such as http://127.0.0.1:8000, or unset it
          AWS_REGION is no AWS region: set it to one such as eu-central-1
          AWS_ENDPOINT_URL_SSM is no http or https URL: set it to a base such as http://127.0.0.1:8000, or unset it
        ");
    }

    #[test]
    fn region_is_missing_without_stand_in() {
        let error = AwsSettings::from_environment(&Environment::default()).unwrap_err();
        insta::assert_snapshot!(error, @r"
        the settings are wrong, so nothing was started:
          AWS_REGION is missing: set it, or AWS_ENDPOINT_URL for a stand-in; Lambda sets it by itself
        ");
    }
}
