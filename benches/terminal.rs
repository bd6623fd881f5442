//! How long a transcript of a hundred megabytes takes to be opened, and to be searched. Ordinary output, colours, and
//! text in another script each take their own way through it.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use sessionscope::model::session_text::{SessionKey, SessionTexts};
use sessionscope::model::transcript::Transcript;
use sessionscope::source::joined_hash::JoinedHash;
use sessionscope::terminal::{Transcripts, Work};
use std::hint::black_box;
use std::time::Duration;

const BYTES: usize = 100 << 20;
const ID: &str = "alice-0a1b2c3d4e5f67890";

/// A transcript made of these lines, in two halves: no input may be as long as both.
fn texts(lines: &[&str]) -> SessionTexts {
    let mut texts = SessionTexts::of(None);
    for half in 0..2u64 {
        let mut text = String::with_capacity(BYTES / 2 + 200);
        for number in 0.. {
            let line = lines[number % lines.len()];
            // Halves that were the same text would be one transcript.
            text.push_str(&format!("{line} {half}{number:07}\r\r\n"));
            if text.len() >= BYTES / 2 {
                break;
            }
        }
        let transcript = Transcript {
            session: ID.to_owned(),
            text: JoinedHash::of(text.as_bytes()),
            ..Transcript::default()
        };
        texts.push_transcript(&format!("{half}.log"), &transcript, vec![text]);
    }
    assert!(!texts.is_cut());
    texts
}

fn terminal(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("terminal, a hundred megabytes");
    group.sample_size(10).warm_up_time(Duration::from_millis(1)).measurement_time(Duration::from_secs(1));
    let plain = [
        "sh-4.2$ journalctl -u nginx --no-pager --since yesterday",
        "Nov 20 10:15:03 ip-10-0-1-23 systemd[1]: Started Session 42 of user ssm-user, and what else there is to say of it.",
    ];
    let coloured = [
        "\u{1b}[?2004h[ssm-user@ip-10-0-1-23 ~]$ ls --color /usr/bin\u{1b}[?2004l",
        "\u{1b}[0m\u{1b}[01;34mbin\u{1b}[0m  \u{1b}[01;32mrun.sh\u{1b}[0m  \u{1b}[01;31marchive.tar.gz\u{1b}[0m  plain.txt  notes.md  and more of them",
    ];
    let japanese = ["sh-4.2$ cat 日本語.txt", "個人情報ファイルを開きました。次の行に続きがあります。が゙ぎ゙"];
    for (name, lines) in [("plain", plain), ("coloured", coloured), ("japanese", japanese)] {
        let texts = texts(&lines);
        let open = |texts: SessionTexts| {
            let mut transcripts = Transcripts::default();
            let infos = transcripts.open(&SessionKey::new(ID, ""), Work::of(texts));
            assert!(infos.len() == 2 && infos.iter().all(|info| !info.is_cut && info.command_count > 0));
            transcripts
        };
        group.bench_function(format!("open {name}"), |bencher| {
            bencher.iter_batched(|| texts.clone(), |texts| black_box(open(texts)), BatchSize::PerIteration);
        });
        let mut gathered = Transcripts::default();
        gathered.gather(Work::of(texts));
        group.bench_function(format!("search {name}"), |bencher| {
            bencher.iter(|| black_box(gathered.find("what nobody wrote")));
        });
    }
}

criterion_group!(benches, terminal);
criterion_main!(benches);
