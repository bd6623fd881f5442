//! What the value of a term asks for, by its field.

use super::address::Network;
use super::field::{BOTH_WAYS, Field};
use super::mistake::Problem;
use super::moment::TimeLiteral;
use super::pattern::{Matcher, Pattern};
use super::size::SizeRange;
use super::span::CharSpan;
use crate::model::{TextField, Zone};

/// A value of a term. Two are equal if they ask the same, wherever they stand.
#[derive(Clone, Debug)]
pub struct Value {
    /// As it is written.
    pub written: Pattern,
    /// What it asks for.
    pub test: Test,
    /// Where it stands in the line; of one that was made, nowhere.
    pub span: CharSpan,
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        (&self.written, &self.test) == (&other.written, &other.test)
    }
}

impl Eq for Value {}

/// What a value asks for. An absent field passes [`Test::Absent`] and nothing else (F4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `field:*`: the field is there.
    Present,
    /// `field:""`: it is not.
    Absent,
    /// Its text is all of a pattern.
    Text(Matcher),
    /// It is an address of a network.
    Address(Network),
    /// It is a size of a range.
    Size(SizeRange),
    /// It is a time of a range.
    Time(TimeLiteral),
}

impl Value {
    /// Reads what a field is asked for. Times without a zone are of a zone.
    pub(super) fn read(
        field: Field,
        written: Pattern,
        zone: &Zone,
        span: CharSpan,
    ) -> Result<Value, Problem> {
        let test = match written.text() {
            Some("") => Test::Absent,
            _ if written.is_star() => Test::Present,
            text => test_of(field, &written, text, zone)?,
        };
        Ok(Value { written, test, span })
    }

    /// Whether a text passes that the event has in this field; an empty one is absent.
    pub fn passes(&self, text: &str) -> bool {
        match &self.test {
            Test::Absent => text.is_empty(),
            Test::Present => !text.is_empty(),
            Test::Text(matcher) => matcher.matches(text),
            Test::Address(network) => network.contains(text),
            Test::Size(_) | Test::Time(_) => false,
        }
    }
}

/// What a value asks for that is more than a star; `text` is the value where no star is in it.
fn test_of(field: Field, written: &Pattern, text: Option<&str>, zone: &Zone) -> Result<Test, Problem> {
    match field {
        Field::Size => text.map_or(Err(Problem::BadSize), SizeRange::parse).map(Test::Size),
        Field::Time => {
            let time = text.map_or(Err(Problem::BadTime), |text| TimeLiteral::parse(text, zone));
            time.map(Test::Time)
        }
        Field::Text(TextField::ClientIp) => client_ip(written, text),
        Field::System | Field::Family | Field::From | Field::To | Field::Marked | Field::Found => {
            known_value(field, written, text)
        }
        Field::Text(_) | Field::Person | Field::Input | Field::Tag | Field::Deep => {
            Ok(Test::Text(Matcher::whole(written)))
        }
    }
}

fn client_ip(written: &Pattern, text: Option<&str>) -> Result<Test, Problem> {
    if written.parts().iter().any(|part| part.contains('/')) {
        return text.and_then(Network::of_network).map(Test::Address).ok_or(Problem::BadNetwork);
    }
    let address = text.and_then(Network::of_address).map(Test::Address);
    Ok(address.unwrap_or_else(|| Test::Text(Matcher::whole(written))))
}

/// A value of a field whose values are known: one of them, or a pattern.
fn known_value(field: Field, written: &Pattern, text: Option<&str>) -> Result<Test, Problem> {
    let matcher = Matcher::whole(written);
    if let (Some(_), Some(known)) = (text, field.known_values()) {
        if !known.iter().any(|known| matcher.matches(known)) {
            return Err(Problem::UnknownValue(field));
        }
        if field == Field::Family && matcher.matches(BOTH_WAYS) {
            let both = Pattern::of_parts(vec![format!("{BOTH_WAYS}-"), String::new()]);
            return Ok(Test::Text(Matcher::whole(&both)));
        }
    }
    Ok(Test::Text(matcher))
}
