//! What the documents point at is there.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The record that `docs/adding-a-record.md` adds as an example.
const EXAMPLE: &str = "rooms";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every document: its path, and its text.
fn documents() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("docs"), root().join("demo")];
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    for path in paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(&path).unwrap();
        found.push((path, text));
    }
    assert!(found.len() > 10, "the documents are found");
    found
}

/// The text without its blocks of code.
fn prose(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

#[test]
fn links_lead_to_files() {
    let mut broken = Vec::new();
    for (path, text) in documents() {
        for link in prose(&text).split("](").skip(1) {
            let target = link.split([')', '#']).next().unwrap();
            if target.is_empty() || target.starts_with("http") {
                continue;
            }
            if !path.parent().unwrap().join(target).exists() {
                broken.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn paths_and_scripts_that_are_named_exist() {
    const FOLDERS: [&str; 12] = [
        "src/",
        "tests/",
        "docs/",
        "scripts/",
        "templates/",
        "static/",
        "locales/",
        "migrations/",
        "benches/",
        "demo/",
        ".ci/",
        ".sqlx/",
    ];
    let mut broken = Vec::new();
    for (path, text) in documents() {
        let words = text.split(|c: char| c.is_whitespace() || "`()[]|,;\"'#".contains(c));
        for word in words.map(|word| word.trim_end_matches(['.', ':'])) {
            let word = word.split("::").next().unwrap();
            let named = FOLDERS.iter().any(|folder| word.starts_with(folder));
            let is_made = word == "tests/browser/out" || word.contains(EXAMPLE);
            let is_pattern = is_made || word.contains(['<', '*', '{', '…']);
            if named && !is_pattern && !root().join(word).exists() {
                broken.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn each_decision_has_a_number_of_its_own_and_a_line_in_the_list() {
    let folder = root().join("docs/decisions");
    let list = fs::read_to_string(folder.join("README.md")).unwrap();
    let mut numbers = BTreeSet::new();
    for (path, text) in documents() {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.parent() != Some(Path::new(&folder)) || name == "README.md" {
            continue;
        }
        let number: u32 = name.split('-').next().unwrap().parse().unwrap();
        assert!(numbers.insert(number), "two decisions are number {number}");
        assert!(text.starts_with(&format!("# {number}. ")), "{name} begins with its number");
        for part in ["**Context.**", "**Choice.**", "**Given up.**", "**Revisit**"] {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        assert!(list.contains(&format!("]({name})")), "{name} is not in the list");
    }
}

#[test]
fn every_setting_and_command_is_explained_and_none_is_made_up() {
    let config = fs::read_to_string(root().join("src/config.rs")).unwrap();
    let operations = fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let settings: BTreeSet<&str> = config
        .split("env = \"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .chain(["CIMIC_PG_BIN"])
        .collect();
    for setting in &settings {
        assert!(operations.contains(&format!("`{setting}`")), "operations.md lacks {setting}");
    }
    for (path, text) in documents() {
        let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        for word in words.filter(|word| word.starts_with("CIMIC_")) {
            let known = settings.contains(word) || word == "CIMIC_URL"; // of the browser tests
            assert!(known, "{}: there is no {word}", path.display());
        }
    }
    let help = <cimic_house::config::Cli as clap::CommandFactory>::command();
    for command in help.get_subcommands().filter(|command| command.get_name() != "serve") {
        let nested: Vec<_> = command.get_subcommands().map(clap::Command::get_name).collect();
        let names = if nested.is_empty() {
            vec![command.get_name().to_owned()]
        } else {
            nested.iter().map(|name| format!("{} {name}", command.get_name())).collect()
        };
        for name in names.iter().filter(|name| !name.ends_with("help")) {
            let stands = operations.contains(&format!("`cimic-house {name}"));
            assert!(stands, "operations.md lacks `cimic-house {name}`");
        }
    }
}
