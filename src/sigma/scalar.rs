//! What a scalar of YAML means (its core schema), and numbers as they are written.

use super::yaml::{Node, Value};
use crate::container::json_text::Decimal;
use std::cmp::Ordering;

/// What a scalar means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scalar<'n> {
    Null,
    Bool(bool),
    Number(Decimal, &'n str),
    Text(&'n str),
}

impl<'n> Scalar<'n> {
    /// What a node means; nothing where it is a list or a map.
    pub(super) fn of(node: &'n Node) -> Option<Scalar<'n>> {
        let Value::Scalar { text, is_plain } = &node.value else { return None };
        Some(match text.as_str() {
            _ if node.is_null() => Scalar::Null,
            text if !is_plain => Scalar::Text(text),
            "true" | "True" | "TRUE" => Scalar::Bool(true),
            "false" | "False" | "FALSE" => Scalar::Bool(false),
            text => yaml_number(text).map_or(Scalar::Text(text), |number| Scalar::Number(number, text)),
        })
    }

    /// How it is compared with a text.
    pub(super) fn text(&self) -> &'n str {
        match self {
            Scalar::Null => "",
            Scalar::Bool(true) => "true",
            Scalar::Bool(false) => "false",
            Scalar::Number(_, text) | Scalar::Text(text) => text,
        }
    }
}

/// A number of YAML: also with a plus, without a digit before or behind the point, hexadecimal, octal.
fn yaml_number(text: &str) -> Option<Decimal> {
    let of_base = |digits: &str, base| {
        let is_number = digits.chars().all(|digit| digit.is_digit(base));
        let number = is_number.then(|| u128::from_str_radix(digits, base).ok()).flatten()?;
        Some(Decimal::parse(number.to_string().as_bytes()))
    };
    match text.get(..2) {
        Some("0x") => of_base(&text[2..], 16),
        Some("0o") => of_base(&text[2..], 8),
        _ => number(text.strip_prefix('+').filter(|rest| !rest.starts_with('-')).unwrap_or(text)),
    }
}

/// The number that a text is, if it is one.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_mantissa = digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let is_exponent = exponent.is_none_or(|exponent| {
        let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !unsigned.is_empty() && digits(unsigned)
    });
    (is_mantissa && is_exponent).then(|| Decimal::parse(text.as_bytes()))
}

/// The order of two numbers.
pub(super) fn compare(one: &Decimal, other: &Decimal) -> Ordering {
    // Zero has no digits, and no sign.
    let sign = |number: &Decimal| match (number.digits.is_empty(), number.negative) {
        (true, _) => 0,
        (false, true) => -1,
        (false, false) => 1,
    };
    let size = || match sign(one) {
        0 => Ordering::Equal,
        _ => (one.point, &one.digits).cmp(&(other.point, &other.digits)),
    };
    sign(one).cmp(&sign(other)).then_with(|| if one.negative { size().reverse() } else { size() })
}

#[cfg(test)]
mod tests {
    use super::super::yaml::read;
    use super::*;

    #[test]
    fn scalars_mean_what_the_core_schema_says() {
        let documents = read(
            "[null, true, False, 12, '12', 0x1F, 0o17, +1.50, .5, -3e2, 1.2.3, 2026-01-02, yes, 0x, 1e, '', -a]",
            1,
        );
        let node = documents[0].as_ref().expect("YAML");
        let Value::List(nodes) = &node.value else { panic!("a list") };
        let shown: Vec<String> = nodes
            .iter()
            .map(|node| match Scalar::of(node).expect("a scalar") {
                Scalar::Null => "null".to_owned(),
                Scalar::Bool(value) => value.to_string(),
                Scalar::Number(number, _) => {
                    format!(
                        "#{}{}e{}",
                        if number.negative { "-" } else { "" },
                        String::from_utf8(number.digits).expect("digits"),
                        number.point
                    )
                }
                Scalar::Text(text) => format!("'{text}'"),
            })
            .collect();
        let expected = [
            "null",
            "true",
            "false",
            "#12e2",
            "'12'",
            "#31e2",
            "#15e2",
            "#15e1",
            "#5e0",
            "#-3e3",
            "'1.2.3'",
            "'2026-01-02'",
            "'yes'",
            "'0x'",
            "'1e'",
            "''",
            "'-a'",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn numbers_have_their_order_however_they_are_written() {
        let order =
            ["-1e3", "-999.5", "-2", "-0.1", "0", "1e-400", "0.1", "0.11", "1", "1.5", "9", "10", "1e400"];
        for (place, one) in order.iter().enumerate() {
            for (other_place, other) in order.iter().enumerate() {
                let [one, other] = [one, other].map(|text| number(text).expect("a number"));
                assert_eq!(compare(&one, &other), place.cmp(&other_place));
            }
        }
        assert_eq!(
            compare(&number("10.0").expect("a number"), &number("1E1").expect("a number")),
            Ordering::Equal
        );
        for text in ["", "-", ".", "1.2.3", "1e", "e1", "--1", "+1", "0x1", "1 ", "NaN", "-.e5"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
