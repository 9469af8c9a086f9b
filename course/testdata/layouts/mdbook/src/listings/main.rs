use std::io;

// ANCHOR: body
fn main() {
    // ANCHOR: inner
    println!("pay");
    // ANCHOR_END: inner
}
// ANCHOR_END: body
