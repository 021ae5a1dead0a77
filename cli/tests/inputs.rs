//! Inputs that cannot be read, and outputs that cannot be written.

mod harness;

use harness::Place;
use std::io::{self, ErrorKind, Write};

#[test]
fn what_cannot_be_read_ends_with_2_and_a_way_out() {
    let place = Place::new();
    place.put("notes.txt", "x").put("empty/readme.md", "x").put("a/b.recens/c", "x");
    for (line, says) in [
        ("check none.recens", "il n'existe pas"),
        ("check notes.txt", "--from recens"),
        ("check -", "--from recens"),
        ("check empty", "aucun fichier .recens"),
        ("check a/b.recens/c/d.recens", "n'est pas un dossier"),
        ("census empty", "aucun fichier"),
        ("report none.bpmn", "il n'existe pas"),
        ("number --write --from recens -", "ne peut être réécrite"),
    ] {
        let run = place.run(line);
        assert_eq!(run.status, 2, "{line}: {run:?}");
        assert!(run.err.contains(says), "{line}: {run:?}");
    }
}

#[test]
fn an_unreadable_input_does_not_stop_the_others() {
    let place = Place::new();
    place.put("a.recens", "");
    let run = place.run("check none.recens a.recens --format short");
    assert_eq!(run.status, 2);
    assert!(run.out.contains("a.recens:1:1: error[empty-input LIR-07]"), "{run:?}");
    assert!(run.err.contains("none.recens"));
}

#[cfg(unix)]
#[test]
fn a_file_without_the_right_to_read_it_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.put("a.recens", "x");
    std::fs::set_permissions(place.path("a.recens"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(place.path("a.recens")).is_ok() {
        return; // run by root, whom nothing is refused
    }
    let run = place.run("check a.recens");
    assert!(run.status == 2 && run.err.contains("l'accès en est refusé"), "{run:?}");
}

#[test]
fn bad_content_is_a_finding_and_ends_with_1() {
    let place = Place::new();
    place.put("empty.recens", "").put("empty.bpmn", "  \n").put("binary.recens", b"\x7fELF\0\0\0").put("latin.recens", b"# \xe9t\xe9\n");
    for (file, rule) in
        [("empty.recens", "empty-input"), ("empty.bpmn", "empty-input"), ("binary.recens", "encoding"), ("latin.recens", "encoding")]
    {
        let run = place.run(&format!("check --format short {file}"));
        assert_eq!(run.status, 1, "{run:?}");
        assert!(run.out.contains(&format!("error[{rule} ")), "{run:?}");
    }
}

#[test]
fn outputs_that_cannot_be_written_end_with_2_and_leave_what_was_there() {
    let place = Place::new();
    place.put("a.recens", "traitement t\n").put("folder.md/x", "");
    for (line, says) in [
        ("census a.recens -o none/a.md", "son dossier n'existe pas"),
        ("census a.recens -o folder.md", "est un dossier"),
        ("report a.recens -o a.recens", "ne peut être créé"),
        ("new -o a.recens", "existe déjà"),
        ("new -o none/b.recens", "son dossier n'existe pas"),
    ] {
        let run = place.run(line);
        assert_eq!(run.status, 2, "{line}: {run:?}");
        assert!(run.err.contains(says), "{line}: {run:?}");
    }
    assert_eq!(place.text("a.recens"), "traitement t\n");
    assert_eq!(place.files(), ["a.recens", "folder.md/x"]);
}

struct Refuses(ErrorKind);

impl Write for Refuses {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_reader_that_leaves_changes_nothing_and_a_full_disk_ends_with_2() {
    let place = Place::new();
    place.put("a.recens", "").put("b.recens", "# rien\n");
    assert_eq!(place.run_to("check a.recens", b"", &mut Refuses(ErrorKind::BrokenPipe)), (1, String::new()));
    assert_eq!(place.run_to("--help", b"", &mut Refuses(ErrorKind::BrokenPipe)), (0, String::new()));
    let (status, err) = place.run_to("check a.recens", b"", &mut Refuses(ErrorKind::StorageFull));
    assert!(status == 2 && err.contains("le disque est plein"), "{err}");
}

#[test]
fn a_folder_is_walked_in_order_and_each_file_is_read_once() {
    let place = Place::new();
    place.put("b.recens", "").put("a/c.bpmn", "").put("a/d.xml", "<project/>").put("out/e.recens", "").put(".gitignore", "out/\n");
    let run = place.run("check . b.recens ./a --format short");
    let files: Vec<_> = run.out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(files, ["a/c.bpmn", "b.recens"], "{run:?}");
}

#[test]
fn a_command_for_one_input_takes_a_folder_that_holds_one() {
    let place = Place::new();
    place.put("one/a.recens", "traitement t\n").put("two/a.recens", "").put("two/b.recens", "");
    assert_eq!(place.run("census one").status, 0);
    let run = place.run("census two");
    assert!(run.status == 2 && run.err.contains("recens report"), "{run:?}");
}
