//! The documents name what there is: whoever adds to it is told here which page to add it to.

use sessionscope::model::System;
use sessionscope::state::Language;
use std::process::Command;

fn page(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the page is there")
}

#[test]
fn the_page_of_formats_says_which_way_each_activity_goes() {
    let formats = page("docs/FORMATS.md");
    for activity in System::ALL.into_iter().flat_map(|system| system.activities().known) {
        let Some((from, to)) = activity.moves else { continue };
        let (name, way) = (format!("`{}`", activity.name), format!("{} → {}", from.id(), to.id()));
        let is_said = formats.lines().any(|line| line.contains(&name) && line.contains(&way));
        assert!(is_said, "no line of docs/FORMATS.md says that {name} goes {way}");
    }
}

#[test]
fn the_page_of_formats_has_a_source_for_all_that_no_log_can_show() {
    let formats = page("docs/FORMATS.md");
    for system in System::ALL {
        let is_named = |line: &&str| line.starts_with('|') && line.contains(&format!("`{}`", system.id()));
        assert!(formats.lines().any(|line| is_named(&line)), "no table of docs/FORMATS.md names {system:?}");
        for limitation in system.limitations() {
            let id = format!("`{}`", limitation.id());
            let mut lines = formats.lines().filter(|line| line.starts_with('|') && line.contains(&id));
            assert!(
                lines.any(|line| line.contains("[doc") || line.contains("[code") || line.contains("[real")),
                "{id}"
            );
        }
    }
}

#[test]
fn the_readme_shows_each_sub_command() {
    let help = Command::new(env!("CARGO_BIN_EXE_sessionscope")).arg("--help").output().expect("it starts");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands =
        commands.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    let commands: Vec<&str> = commands.filter(|command| *command != "help").collect();
    assert!(commands.len() > 3, "only {commands:?}");
    let readme = page("README.md");
    for command in commands {
        assert!(readme.contains(&format!("sessionscope {command} ")), "the README does not show `{command}`");
    }
}

#[test]
fn the_readme_names_each_language() {
    let readme = page("README.md");
    let line = readme.lines().find(|line| line.contains("languages:**")).expect("a line about languages");
    for language in Language::ALL {
        assert!(line.contains(&format!("{language:?}")), "{line} does not name {language:?}");
    }
}
