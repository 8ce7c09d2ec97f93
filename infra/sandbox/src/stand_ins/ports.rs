use crate::StartError;

/// Where the parts of a sandbox listen on 127.0.0.1; 0 for any port.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Ports {
    pub(crate) control: u16,
    pub(crate) telegram: u16,
    pub(crate) queue: u16,
    pub(crate) table: u16,
}

impl Ports {
    /// `first` and the three that follow it; any four where `first` is 0.
    pub(crate) fn in_a_row(first: u16) -> Result<Self, StartError> {
        if first == 0 {
            return Ok(Self::default());
        }
        let following = |distance| {
            let port = first.checked_add(distance);
            port.ok_or(StartError::TooFewPorts(first))
        };
        Ok(Self {
            control: first,
            telegram: following(1)?,
            queue: following(2)?,
            table: following(3)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_ports_follow_each_other() {
        let ports = |control, telegram, queue, table| Ports {
            control,
            telegram,
            queue,
            table,
        };
        let rows = [8480, 65532].map(|first| Ports::in_a_row(first).unwrap());
        assert_eq!(rows[0], ports(8480, 8481, 8482, 8483));
        assert_eq!(rows[1], ports(65532, 65533, 65534, 65535));
        assert_eq!(Ports::in_a_row(0).unwrap(), ports(0, 0, 0, 0));
    }

    #[test]
    fn the_last_port_has_none_behind_it() {
        let refused = Ports::in_a_row(65533).unwrap_err().to_string();
        assert!(refused.contains("65532 or less"), "{refused}");
    }
}
