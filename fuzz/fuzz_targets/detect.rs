//! What a text is: once it is known it stays so, however much more is looked at up to the same bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sessionscope::format::detect::detect_text;
use sessionscope_fuzz::NAMES;

fuzz_target!(|input: &[u8]| {
    let [name, head @ ..] = input else { return };
    let name = NAMES[usize::from(*name) % NAMES.len()];
    let known = detect_text(head, true, name);
    assert!(known.is_some());
    for end in 4..head.len().min(64) {
        if let Some(kind) = detect_text(&head[..end], false, name) {
            assert_eq!(Some(kind), known, "after {end} bytes");
        }
    }
});
