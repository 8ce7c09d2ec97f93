use super::Digest;
use crate::{Access, Role};

/// What a button of the invitations does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Press {
    /// Shows the open invitations.
    List,
    /// Makes an invitation, if none was made since the list was shown.
    New(Role, i64),
    /// Takes an invitation back.
    Revoke(Digest),
    /// Accepts an invitation.
    Accept(Digest),
    /// Declines an invitation.
    Decline(Digest),
}

impl Press {
    /// What stands in a button's data, after the letter of this capability.
    pub(crate) fn code(&self) -> String {
        match self {
            Self::List => "l:".to_owned(),
            Self::New(role, serial) => format!("n:{}:{serial}", role.letter()),
            Self::Revoke(digest) => format!("r:{}", digest.as_str()),
            Self::Accept(digest) => format!("a:{}", digest.as_str()),
            Self::Decline(digest) => format!("d:{}", digest.as_str()),
        }
    }

    /// What a button with that data does.
    pub(crate) fn read(code: &str) -> Option<Self> {
        let (kind, rest) = code.split_once(':')?;
        let digest = || Digest::parse(rest).ok();
        match kind {
            "l" if rest.is_empty() => Some(Self::List),
            "n" => {
                let (role, serial) = rest.split_once(':')?;
                Some(Self::New(Role::of_letter(role)?, serial.parse().ok()?))
            }
            "r" => digest().map(Self::Revoke),
            "a" => digest().map(Self::Accept),
            "d" => digest().map(Self::Decline),
            _ => None,
        }
    }

    /// Who may press it. Whose an invitation is it says itself.
    pub(crate) fn access(&self) -> Access {
        match self {
            Self::List | Self::New(..) | Self::Revoke(_) => Access::Superadmins,
            Self::Accept(_) | Self::Decline(_) => Access::Everyone,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_press() -> impl Strategy<Value = Press> {
        let digest = || "[A-Za-z0-9_-]{43}".prop_map(|text| Digest::parse(&text).unwrap());
        let role = prop::sample::select(Role::ALL.to_vec());
        prop_oneof![
            Just(Press::List),
            (role, any::<i64>()).prop_map(|(role, serial)| Press::New(role, serial)),
            digest().prop_map(Press::Revoke),
            digest().prop_map(Press::Accept),
            digest().prop_map(Press::Decline),
        ]
    }

    proptest! {
        #[test]
        fn a_button_reads_back_as_made(press in any_press()) {
            let press = crate::Press::Invitations(press);
            let data = press.clone().data();
            prop_assert_eq!(crate::Press::read(data.as_str()), Some(press));
        }

        #[test]
        fn any_data_is_read_without_panic(data in "\\PC{0,62}|[lnrad]:[mgtis]?:?[A-Za-z0-9_-]{0,45}") {
            if let Some(press) = Press::read(&data) {
                let data = crate::Press::Invitations(press).data();
                prop_assert!(data.as_str().len() <= 64);
            }
        }
    }
}
