//! The filter line: any text is taken or refused, and a refusal points into the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::query::filter::Filter;
use sessionscope::state::terms;

fuzz_target!(|line: &str| {
    let _ = terms(line);
    if let Err(error) = Filter::parse(line) {
        let end = error.at + error.len;
        assert!(end <= line.len(), "{error:?}");
        assert!(line.is_char_boundary(error.at) && line.is_char_boundary(end), "{error:?}");
    }
});
