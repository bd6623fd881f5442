//! What an engine streams, piece by piece or as a whole.

use sessionscope::engine::{Engine, Scope, StreamRequest};

/// The pieces of what the engine streams.
pub fn pieces(engine: &mut Engine, scope: &Scope, request: &StreamRequest) -> Vec<Vec<u8>> {
    let mut stream = engine.stream(scope, request).expect("a right filter");
    let mut pieces = Vec::new();
    loop {
        let piece = engine.next_piece(&mut stream);
        pieces.push(piece.bytes);
        if piece.is_last {
            return pieces;
        }
    }
}

/// All of what the engine streams, which is text.
pub fn streamed(engine: &mut Engine, scope: &Scope, request: &StreamRequest) -> String {
    String::from_utf8(pieces(engine, scope, request).concat()).expect("UTF-8")
}
