//! The filter line: any text is read or told wrong at a place in it, and what is read is written so that it says
//! the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::filter::Filter;
use sessionscope::model::Zone;

fuzz_target!(|line: &str| {
    for zone in [Zone::default(), Zone::fixed(540)] {
        match Filter::parse(line, &zone) {
            Ok(filter) => {
                let normal = filter.to_string();
                assert_eq!(Filter::parse(&normal, &zone), Ok(filter), "{normal}");
            }
            Err(mistake) => {
                assert!(mistake.span.start < mistake.span.end, "{mistake:?}");
                assert!(mistake.span.end <= line.chars().count(), "{mistake:?}");
                assert_eq!(mistake.span.split(line).concat(), line);
            }
        }
    }
});
