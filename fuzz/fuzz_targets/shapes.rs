//! Records read by their shapes beside records read one by one: the answer must be the same, whatever came
//! before. A record separator parts the records.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::container::json::walk;
use sessionscope::container::shape::Shapes;
use sessionscope::format::Format;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::SessionLogger, Format::CloudTrail] {
        let mut shapes = Shapes::new(format.schema());
        for text in bytes.split(|byte| *byte == 0x1e) {
            assert_eq!(shapes.walk(text), walk(text, format.schema()), "{}", String::from_utf8_lossy(text));
        }
    }
});
