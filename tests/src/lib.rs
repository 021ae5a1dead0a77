//! The harness: the program run in this process on files of a folder of its own.

pub mod schema;

use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The folder of the examples.
pub fn examples() -> PathBuf {
    root().join("examples")
}

/// The examples that stand alone; those of its sub-folders share a catalogue.
pub fn single_examples() -> Vec<PathBuf> {
    files(&examples()).into_iter().filter(|path| path.parent() == Some(examples().as_path())).collect()
}

/// Real BPMN files of other people: the folder `RECENS_CORPUS`, else `shared/corpus` beside the workspace; none where
/// neither exists.
pub fn corpus() -> Option<PathBuf> {
    let beside = root().parent().map(|parent| parent.join("shared").join("corpus"));
    std::env::var_os("RECENS_CORPUS").map(PathBuf::from).or(beside).filter(|folder| folder.is_dir())
}

/// Every file below a folder, sorted by path.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The program, built once a run for the tests that need a process of its own.
pub fn program() -> PathBuf {
    static PROGRAM: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    PROGRAM.get_or_init(build).clone()
}

fn build() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = std::process::Command::new(cargo);
    command.args(["build", "--quiet", "--package", "cli", "--bin", "recens"]).current_dir(root());
    // Beside this test's own program, so that both come from one build.
    let here = std::env::current_exe().unwrap_or_default();
    let folder = here.parent().and_then(Path::parent).map(Path::to_path_buf).unwrap_or_default();
    if folder.ends_with("release") {
        command.arg("--release");
    }
    if let Some(target) = folder.parent() {
        command.arg("--target-dir").arg(target);
    }
    let built = command.status().is_ok_and(|status| status.success());
    assert!(built, "the program does not build");
    folder.join(format!("recens{}", std::env::consts::EXE_SUFFIX))
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs the program as a process of its own in a folder, in French, on a day that does not change.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = std::process::Command::new(program());
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "fr_FR.UTF-8")
        .env("NO_COLOR", "1");
    let output = command.stdin(std::process::Stdio::null()).output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { status: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// A folder with the examples in it, as a new user's checkout has them.
pub fn checkout() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let copy = folder.path().join("examples");
    std::fs::create_dir(&copy).expect("the folder is new");
    for path in files(&examples()) {
        let to = copy.join(path.strip_prefix(examples()).expect("examples stand below their folder"));
        std::fs::create_dir_all(to.parent().unwrap_or(&copy)).expect("folders can be made");
        std::fs::copy(&path, to).expect("examples can be copied");
    }
    folder
}

/// Compares an output with the expected one in `tests/golden`; `UPDATE=1` writes it anew instead.
pub fn golden(name: &str, actual: &[u8]) {
    let path = root().join("tests").join("golden").join(name);
    same(&path, actual);
}

/// Compares an output with a file of the project; `UPDATE=1` writes it anew instead.
pub fn same(path: &Path, actual: &[u8]) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap_or(path)).expect("the folder can be made");
        std::fs::write(path, actual).expect("the file can be written");
        return;
    }
    let expected = std::fs::read(path).unwrap_or_default();
    if expected != actual {
        let (old, new) = (String::from_utf8_lossy(&expected).into_owned(), String::from_utf8_lossy(actual).into_owned());
        let line =
            old.lines().zip(new.lines()).position(|(old, new)| old != new).map_or(old.lines().count().min(new.lines().count()), |at| at);
        panic!(
            "{} differs from line {}:\n- {}\n+ {}\nlook at it, then UPDATE=1 cargo test",
            path.display(),
            line + 1,
            old.lines().nth(line).unwrap_or("(end)"),
            new.lines().nth(line).unwrap_or("(end)")
        );
    }
}
