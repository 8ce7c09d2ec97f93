/// The highest price, in whole units of the shop's currency.
const MOST: u32 = 1_000_000_000;

/// The price that somebody types: a whole number of at most [`MOST`], in one piece or in groups of
/// three digits, as 10 000, 10,000, 10.000 or 10'000. `None` for everything else: what is no whole
/// number would be taken for another price than was meant.
pub(super) fn price(text: &str) -> Option<u32> {
    let text = text.trim();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text.chars().filter(|one| !one.is_ascii_digit());
    let mut marks: Vec<char> = others.map(mark).collect::<Option<_>>()?;
    marks.dedup();
    let whole = match marks[..] {
        [] => true,
        [mark] => is_grouped(text, mark),
        _ => false,
    };
    digits.parse().ok().filter(|price| whole && *price <= MOST)
}

/// What may stand between groups of digits, all spaces being one.
fn mark(between: char) -> Option<char> {
    match between {
        ',' | '.' => Some(between),
        '\'' | '’' => Some('\''),
        space if space.is_whitespace() => Some(' '),
        _ => None,
    }
}

fn is_grouped(text: &str, by: char) -> bool {
    let mut groups = text.split(|one| mark(one) == Some(by)).map(str::len);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first) && groups.all(|length| length == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_a_price() {
        for text in ["10000", " 10 000\n", "10\u{a0}000", "10\u{202f}000"] {
            assert_eq!(price(text), Some(10_000), "{text:?}");
        }
        for text in ["10,000", "10.000", "10'000", "10’000", "010000"] {
            assert_eq!(price(text), Some(10_000), "{text:?}");
        }
        assert_eq!(price("0"), Some(0), "no price is shown");
        assert_eq!(price("1 000 000 000"), Some(MOST));
    }

    #[test]
    fn what_may_mean_something_else_is_none() {
        for text in [
            "",
            " ",
            "-5",
            "−5",
            "+5",
            "abc",
            "10k",
            "5 €",
            "1e3",
            "٥",
            "１０",
            "1/2",
            ",000",
            "10,5",
            "10.50",
            "1,0000",
            "1000,000",
            "10,000.00",
            "1,000 000",
            "10,,000",
            "10 00",
            "10\u{a0}\u{a0}000",
            "10,000,",
            "1000000001",
            "4294967297",
            "9999999999999",
        ] {
            assert_eq!(price(text), None, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_can_be_typed(number in 0..=MOST) {
            let shown = crate::booking::grouped(number);
            proptest::prop_assert_eq!(price(&shown), Some(number));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,40}|[0-9 .,'-]{0,16}") {
            proptest::prop_assert!(price(&text).is_none_or(|price| price <= MOST));
        }
    }
}
