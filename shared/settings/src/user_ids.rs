use crate::Malformed;

/// Telegram user ids, separated by commas, spaces allowed; each once, in the order given.
pub(crate) fn user_ids(text: &str) -> Result<Vec<i64>, Malformed> {
    let mut ids = Vec::new();
    for (index, entry) in text.split(',').enumerate() {
        let id = user_id(entry.trim()).ok_or_else(|| malformed(index + 1))?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn user_id(text: &str) -> Option<i64> {
    text.parse().ok().filter(|id| *id > 0)
}

fn malformed(position: usize) -> Malformed {
    let wrong = format!("has no user id in place {position}");
    Malformed::new(wrong, "set it to positive numbers, separated by commas")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_may_have_spaces_around() {
        assert_eq!(user_ids("7"), Ok(vec![7]));
        assert_eq!(
            user_ids(" 7, 8 ,5000000000,7"),
            Ok(vec![7, 8, 5_000_000_000])
        );
    }

    #[test]
    fn the_wrong_place_is_named() {
        for text in [
            "7,",
            "7,,8",
            "7,0",
            "7,-8",
            "7,@boss",
            "7,99999999999999999999",
        ] {
            let message = user_ids(text).unwrap_err().to_string();
            assert!(
                message.starts_with("has no user id in place 2;"),
                "{text}: {message}"
            );
        }
    }
}
