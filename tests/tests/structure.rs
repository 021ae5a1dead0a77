//! The directions of the house: who may name whom.

use std::collections::BTreeSet;
use tests::{files, root};

/// Which modules of `model` each module may name. What is absent here is the point.
const MODEL: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("decode", &["source", "diagnostic"]),
    ("process", &["source", "diagnostic"]),
    ("dsl", &["source", "diagnostic", "decode", "process"]),
    ("bpmn", &["source", "diagnostic", "decode", "process", "flow"]),
    ("flow", &["source", "diagnostic", "process"]),
    ("reference", &["diagnostic", "process"]),
    ("check", &["source", "diagnostic", "process", "flow", "reference"]),
    ("table", &["source", "diagnostic", "process", "flow", "reference"]),
    ("exchange", &["source", "diagnostic", "process", "flow", "reference", "table"]),
    ("number", &["source", "diagnostic", "process", "flow"]),
    ("read", &["source", "diagnostic", "decode", "process", "dsl", "bpmn"]),
];

/// The same for `render`.
const RENDER: &[(&str, &[&str])] = &[
    ("geometry", &[]),
    ("layout", &["geometry"]),
    ("text", &["geometry"]),
    ("theme", &["scene"]),
    ("scene", &["geometry", "text", "theme"]),
    ("shape", &["geometry", "scene", "text", "theme"]),
    ("view", &["geometry", "layout", "scene", "shape", "text", "theme"]),
    ("svg", &["geometry", "scene", "text", "theme"]),
    ("png", &["geometry", "scene", "svg", "text"]),
    ("pdf", &["geometry", "scene", "text", "theme"]),
    ("sheet", &[]),
];

#[test]
fn modules_of_model_name_only_what_they_may() {
    directions("model", MODEL);
}

#[test]
fn modules_of_render_name_only_what_they_may() {
    directions("render", RENDER);
}

fn directions(krate: &str, allowed: &[(&str, &[&str])]) {
    let source = root().join(krate).join("src");
    let mut wrong = BTreeSet::new();
    for path in files(&source).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
        let relative = path.strip_prefix(&source).expect("files stand below the folder").to_string_lossy().replace('\\', "/");
        let module = relative.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
        if module == "lib" {
            continue;
        }
        let Some((_, may)) = allowed.iter().find(|(name, _)| *name == module) else {
            wrong.insert(format!("{krate}: the module `{module}` is not in the table of directions"));
            continue;
        };
        let text = std::fs::read_to_string(&path).expect("sources are text");
        // Tests may read through any door.
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        let is_test = relative.ends_with("tests.rs") || relative.contains("/tests/");
        for (line, named) in names(code) {
            let known = allowed.iter().any(|(name, _)| *name == named);
            if known && named != module && !may.contains(&named.as_str()) && !is_test {
                wrong.insert(format!("{krate}/src/{relative}:{line}: `{module}` names `{named}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// The modules that code names after `crate::`, with their line; comments do not count.
fn names(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in code.lines().enumerate() {
        let line = line.split("//").next().unwrap_or_default();
        for (position, _) in line.match_indices("crate::") {
            let rest = &line[position + "crate::".len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let group = group.split('}').next().unwrap_or_default();
                found.extend(group.split(',').map(|name| (at + 1, name.trim().split("::").next().unwrap_or_default().to_owned())));
            } else {
                let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.push((at + 1, name));
            }
        }
    }
    found
}

#[test]
fn crates_depend_only_downwards() {
    let depends = |krate: &str| -> Vec<String> {
        let text = std::fs::read_to_string(root().join(krate).join("Cargo.toml")).expect("every crate has a manifest");
        let manifest: toml::Table = text.parse().expect("manifests are TOML");
        let dependencies = manifest["dependencies"].as_table().expect("every crate has dependencies");
        let own = ["model", "render", "cli", "tests"];
        dependencies.keys().filter(|name| own.contains(&name.as_str())).cloned().collect()
    };
    assert_eq!(depends("model"), Vec::<String>::new());
    assert_eq!(depends("render"), ["model"]);
    assert_eq!(depends("cli"), ["model", "render"]);
}

#[test]
fn libraries_touch_nothing_outside() {
    let forbidden = ["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "println!", "eprintln!"];
    for krate in ["model", "render"] {
        for path in files(&root().join(krate).join("src")).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        {
            let text = std::fs::read_to_string(&path).expect("sources are text");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            if path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests") {
                continue;
            }
            for word in forbidden {
                let used = code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(word));
                assert!(!used, "{} uses {word}", path.display());
            }
        }
    }
}

#[test]
fn every_module_opens_with_its_sentence() {
    for krate in ["model", "render", "cli", "tests"] {
        for path in files(&root().join(krate)).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")) {
            let text = std::fs::read_to_string(&path).expect("sources are text");
            assert!(text.starts_with("//!"), "{} does not open with a `//!` sentence", path.display());
        }
    }
}
