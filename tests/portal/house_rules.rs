//! How the code is laid out and what pages may use, as far as a machine can hold us to it.

use crate::support::files::files;

/// Features in the order they may know each other: one uses those before it, and of those only `model` and `store`.
const FEATURES: [&str; 31] = [
    "areas",
    "actors",
    "people",
    "sign_in",
    "mail",
    "audit",
    "assets",
    "files",
    "objectives",
    "actions",
    "activities",
    "requests",
    "qips",
    "imports",
    "desks",
    "meetings",
    "reports",
    "minutes",
    "visits",
    "notices",
    "overlaps",
    "admin",
    "info",
    "map",
    "gaps",
    "search",
    "situations",
    "rules",
    "dashboards",
    "sitreps",
    "home",
];

/// An import acts by the policy of what it brings in.
const ACTS_BY_THE_POLICY_OF: [(&str, &str); 4] =
    [("imports", "actors"), ("imports", "areas"), ("imports", "activities"), ("imports", "qips")];

/// What every feature stands on, and which therefore knows none.
const GROUND: [&str; 11] = [
    "web",
    "access",
    "blobs",
    "db",
    "reads",
    "notes",
    "i18n",
    "clock",
    "reference",
    "embedded",
    "paper",
];

/// The modules of this crate that a file names, with the part of each: `("actors", "store")`.
fn imports(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let end = group.find(|c| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                depth == 0
            });
            let mut depth = 0;
            let parts = group[..end.unwrap_or(group.len())].split(|c| {
                depth += match c {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                c == ',' && depth == 0
            });
            found.extend(parts.flat_map(|part| named(part.trim())));
        } else {
            let end = rest.find([';', '\n', ')', '>', ',', ' ', '(']).unwrap_or(rest.len());
            let whole = if rest[..end].contains('{') {
                rest.split_inclusive('}').next().unwrap_or(rest)
            } else {
                &rest[..end]
            };
            found.extend(named(whole));
        }
    }
    found
}

/// `actors::{model::Actor, store}` names `model` and `store` of `actors`.
fn named(path: &str) -> Vec<(String, String)> {
    let Some((module, rest)) = path.split_once("::") else {
        return vec![(path.trim().to_owned(), String::new())];
    };
    let word = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let rest = rest.trim();
    let parts: Vec<String> = match rest.strip_prefix('{') {
        None => vec![word(rest)],
        Some(group) => {
            group.split(',').map(|part| word(part.trim())).filter(|part| !part.is_empty()).collect()
        }
    };
    parts.into_iter().map(|part| (module.trim().to_owned(), part)).collect()
}

#[test]
fn features_only_look_down_and_only_at_models_and_stores() {
    let mut broken = Vec::new();
    for (place, feature) in FEATURES.iter().enumerate() {
        for (path, text) in files(&format!("src/{feature}"), ".rs") {
            for (module, part) in imports(&text) {
                let Some(other) = FEATURES.iter().position(|known| *known == module) else {
                    continue;
                };
                if other > place {
                    broken.push(format!(
                        "{path}: {feature} may not know {module}, which comes later"
                    ));
                }
                let by_policy = ACTS_BY_THE_POLICY_OF.contains(&(*feature, module.as_str()))
                    && part == "policy";
                let inner = by_policy
                    || part.is_empty()
                    || part == "self"
                    || part == "model"
                    || part == "store"
                    || part.starts_with(char::is_uppercase);
                if other < place && !inner {
                    broken.push(format!("{path}: of {module} only model and store, not {part}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_ground_floor_knows_no_feature() {
    let mut broken = Vec::new();
    for (path, text) in files("src", ".rs") {
        let module = path.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned();
        if GROUND.contains(&module.as_str()) {
            let known =
                imports(&text).into_iter().filter(|(name, _)| FEATURES.contains(&name.as_str()));
            broken.extend(known.map(|(name, _)| format!("{path} knows {name}")));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn policies_ask_neither_database_nor_web_and_stores_see_no_forms() {
    let mut broken = Vec::new();
    for (path, text) in files("src", ".rs") {
        let file = path.rsplit('/').next().unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let banned: &[&str] = match file {
            "policy.rs" => &["sqlx::query", "&mut Tx", "axum::", "Ctx", "async fn"],
            "store.rs" => &["axum::", "super::forms", "Response"],
            "forms.rs" => &["sqlx::query", "&mut Tx", "crate::db"],
            "model.rs" => &["sqlx::query", "&mut Tx", "axum::", "Ctx"],
            _ => continue,
        };
        broken.extend(
            banned
                .iter()
                .filter(|word| code.contains(**word))
                .map(|word| format!("{path} names {word}")),
        );
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_template_belongs_to_the_feature_that_renders_it() {
    let own = |folder: &str, template: &str| {
        template.split('/').next() == Some(folder) || template.starts_with("errors/")
    };
    for (path, text) in files("src", ".rs") {
        let folders: Vec<&str> = path.split('/').collect();
        for template in text.split("#[template(path = \"").skip(1) {
            let template = template.split('"').next().unwrap();
            assert!(
                folders.iter().any(|folder| own(folder, template)),
                "{path} renders {template}"
            );
        }
    }
}

#[test]
fn templates_stay_plain() {
    const BANNED: [&str; 8] = [
        " style=",
        " onclick=",
        " onload=",
        " onchange=",
        " onsubmit=",
        "<script>",
        "javascript:",
        "target=\"_blank\"",
    ];
    for (path, text) in files("templates", ".html") {
        // Macros may have parameters of these names.
        let marks: String = text
            .split("{%")
            .map(|part| part.split_once("%}").map_or(part, |(_, rest)| rest))
            .collect();
        for banned in BANNED {
            assert!(!marks.contains(banned), "{path} contains {banned:?}");
        }
        // The style sheet may travel inside the first page; it is ours, and the policy allows it by its hash.
        let text = text.replace("<style>{{ crate::web::html::inline_css()|safe }}</style>", "");
        for banned in ["|safe", "| safe", "<style", "|escape(\"none\")"] {
            assert!(!text.contains(banned), "{path} contains {banned:?}");
        }
        assert!(!text.contains("http://") && !text.contains("https://"), "{path} reaches outside");
    }
}

/// One rule of a style sheet: the at-rules around it, its selectors, its declarations.
struct Rule {
    around: Vec<String>,
    selectors: String,
    declarations: Vec<(String, String)>,
}

fn rules(css: &str) -> Vec<Rule> {
    let mut plain = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    let (mut found, mut around, mut head) = (Vec::new(), Vec::new(), String::new());
    let mut chars = plain.chars();
    while let Some(c) = chars.next() {
        match c {
            '{' if head.trim_start().starts_with('@')
                && !head.trim_start().starts_with("@page") =>
            {
                around.push(head.trim().to_owned());
                head.clear();
            }
            '{' => {
                let body: String = chars.by_ref().take_while(|c| *c != '}').collect();
                let declarations = body.split(';').filter_map(|line| line.split_once(':'));
                found.push(Rule {
                    around: around.clone(),
                    selectors: head.trim().to_owned(),
                    declarations: declarations
                        .map(|(p, v)| (p.trim().to_owned(), v.trim().to_owned()))
                        .collect(),
                });
                head.clear();
            }
            '}' => {
                around.pop();
            }
            ';' => head.clear(),
            _ => head.push(c),
        }
    }
    found
}

/// What Chromium 80 does not know (MDN's tables), and what it would therefore drop, rule and all.
#[test]
fn old_phones_understand_the_style_sheets() {
    const SELECTORS: [&str; 7] =
        [":has(", ":is(", ":where(", "&", "::marker", ":user-", ":popover"];
    const PROPERTIES: [&str; 21] = [
        "inset",
        "inset-inline",
        "inset-inline-start",
        "inset-inline-end",
        "inset-block",
        "inset-block-start",
        "inset-block-end",
        "margin-inline",
        "margin-block",
        "padding-inline",
        "padding-block",
        "border-inline",
        "border-block",
        "aspect-ratio",
        "translate",
        "rotate",
        "scale",
        "border-start-start-radius",
        "border-start-end-radius",
        "border-end-start-radius",
        "border-end-end-radius",
    ];
    const VALUES: [&str; 9] = [
        "color-mix(",
        "oklch(",
        "lab(",
        "light-dark(",
        "dvh",
        "svh",
        "lvh",
        "overflow: clip",
        "revert-layer",
    ];
    let mut broken = Vec::new();
    for (path, css) in files("static/css", ".css") {
        for rule in rules(&css) {
            let at = rule.around.join(" ");
            for banned in ["@layer", "@container", "@scope", "@property", "@import"] {
                if at.contains(banned) {
                    broken.push(format!("{path}: {at}"));
                }
            }
            if at.contains("@supports") {
                continue;
            }
            let place = format!("{path}: {}", rule.selectors);
            let lists_new = rule
                .selectors
                .split(',')
                .any(|selector| selector.contains(":focus-visible"))
                && rule.selectors.split(',').any(|selector| !selector.contains(":focus-visible"));
            if SELECTORS.iter().any(|new| rule.selectors.contains(new)) || lists_new {
                broken.push(place.clone());
            }
            let is_flex =
                rule.declarations.iter().any(|(p, v)| p == "display" && v.contains("flex"));
            let is_grid = rule
                .declarations
                .iter()
                .any(|(p, v)| (p == "display" && v.contains("grid")) || p == "columns");
            for (property, value) in &rule.declarations {
                let gap = matches!(property.as_str(), "gap" | "row-gap" | "column-gap")
                    && (is_flex || !is_grid);
                if gap
                    || PROPERTIES.contains(&property.as_str())
                    || VALUES.iter().any(|new| value.contains(new))
                {
                    broken.push(format!("{place} {{ {property}: {value} }}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn style_sheets_know_neither_left_nor_right() {
    let mut broken = Vec::new();
    for (path, css) in files("static/css", ".css") {
        for rule in rules(&css) {
            // A rule for one direction says so itself.
            if rule.selectors.contains("[dir=") || rule.selectors.contains(":dir(") {
                continue;
            }
            for (property, value) in &rule.declarations {
                let side = |word: &str| word == "left" || word == "right";
                if property.split('-').any(side) || value.split([' ', ',', '/']).any(side) {
                    broken.push(format!("{path}: {} {{ {property}: {value} }}", rule.selectors));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn scripts_are_short_and_reach_nobody() {
    for (path, text) in files("static/js", ".js") {
        assert!(text.lines().count() <= 60, "{path} is longer than 60 lines");
        for banned in ["eval(", "innerHTML", "document.write", "http://", "https://"] {
            assert!(!text.contains(banned), "{path} contains {banned:?}");
        }
    }
}

#[test]
fn migrations_say_why_and_guard_every_table() {
    for (path, text) in files("migrations", ".sql") {
        assert!(text.starts_with("--"), "{path} does not say why");
        for table in text.split("\ncreate table ").skip(1) {
            let name = table.split([' ', '(']).next().unwrap();
            let guarded = format!("alter table {name} enable row level security");
            assert!(text.contains(&guarded), "{path}: {name} has no row level security");
        }
    }
}

/// Every query string that reads files, and every file of the project, speaks of the house only.
#[test]
fn nothing_is_served_from_elsewhere() {
    for (path, text) in files("static", ".svg").into_iter().chain(files("static", ".css")) {
        let foreign = text.replace("http://www.w3.org/", "");
        assert!(
            !foreign.contains("http://") && !foreign.contains("https://"),
            "{path} reaches outside"
        );
    }
}
