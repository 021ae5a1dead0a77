//! The folder's files: listed, opened, saved. A name is taken only where the walk of the folder gives it.

use super::answer::{Answer, Refusal, json};
use super::{LARGEST, Preview};
use crate::input::{folder, shown};
use crate::output;
use crate::words::serve as words;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use model::diagnostic::Text;
use model::read::Format;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hasher};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// A file of the folder.
#[derive(Debug)]
pub struct Entry {
    /// Below the folder, with `/`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its format.
    pub format: Format,
}

/// The files that recens reads, in the order of their names.
pub fn entries(folder: &Path) -> Vec<Entry> {
    let entry = |(path, format): (PathBuf, Format)| {
        let name = shown(path.strip_prefix(folder).unwrap_or(&path));
        Entry { name, path, format }
    };
    folder::walk(folder).files.into_iter().map(entry).collect()
}

/// The file of a name.
pub fn find(preview: &Preview, name: &str) -> Result<Entry, Refusal> {
    let found = entries(&preview.folder).into_iter().find(|entry| entry.name == name);
    found.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, &words::no_such_file(name), preview.lang))
}

/// `recens` or `bpmn`.
pub fn format_word(format: Format) -> &'static str {
    match format {
        Format::Recens => "recens",
        Format::Bpmn => "bpmn",
    }
}

/// `GET /api/files`: names and formats.
pub async fn list(State(preview): State<Arc<Preview>>) -> Answer {
    #[derive(Serialize)]
    struct Listed {
        name: String,
        format: &'static str,
    }
    let files = entries(&preview.folder).into_iter().map(|entry| Listed { name: entry.name, format: format_word(entry.format) });
    Ok(json(&files.collect::<Vec<_>>()))
}

/// What names a file in a request.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The name, as listed.
    pub name: String,
}

/// A file given to the page.
#[derive(Serialize)]
struct Opened<'a> {
    name: &'a str,
    format: &'static str,
    text: &'a str,
    version: String,
    /// Why it cannot be saved; null where it can.
    locked: Option<&'a str>,
}

/// `GET /api/file?name=`: its text and version.
pub async fn open(State(preview): State<Arc<Preview>>, Query(named): Query<Named>) -> Answer {
    let entry = find(&preview, &named.name)?;
    let bytes = read(&entry, &preview)?;
    let text = match entry.format {
        Format::Recens => model::decode::text(&bytes).text,
        Format::Bpmn => model::decode::xml(&bytes).text,
    };
    // What would not come back as the same bytes is shown, not edited.
    let locked = (without_mark(&bytes) != text.as_bytes()).then(words::not_utf8);
    let locked = locked.as_ref().map(|why| why.get(preview.lang));
    Ok(json(&Opened { name: &entry.name, format: format_word(entry.format), text: &text, version: version(&bytes), locked }))
}

/// What `save` is sent.
#[derive(Debug, Deserialize)]
struct Save {
    name: String,
    text: String,
    /// The version that the page was given; null to create the file.
    version: Option<String>,
}

/// `POST /api/save`: writes a file that is still what the page was given, or a new one.
pub async fn save(State(preview): State<Arc<Preview>>, body: Bytes) -> Answer {
    let refuse = |status, why: Text| Refusal::new(status, &why, preview.lang);
    let asked: Save = serde_json::from_slice(&body).map_err(|_| refuse(StatusCode::BAD_REQUEST, words::not_understood()))?;
    if asked.text.len() > LARGEST {
        return Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, words::too_large()));
    }
    let failed = |error: anyhow::Error| Refusal::failed(&error, preview.lang);
    let bytes = match &asked.version {
        None => {
            let path =
                creatable(&asked.name, &preview.folder).ok_or_else(|| refuse(StatusCode::BAD_REQUEST, words::bad_name(&asked.name)))?;
            output::create(&path, &asked.name, asked.text.as_bytes()).map_err(failed)?;
            asked.text.into_bytes()
        }
        Some(given) => {
            let entry = find(&preview, &asked.name)?;
            let there = read(&entry, &preview)?;
            if version(&there) != *given {
                return Err(refuse(StatusCode::CONFLICT, words::changed_meanwhile(&asked.name)));
            }
            let mark = &there[..there.len() - without_mark(&there).len()];
            let bytes = [mark, asked.text.as_bytes()].concat();
            output::write(&entry.path, &entry.name, &bytes).map_err(failed)?;
            bytes
        }
    };
    #[derive(Serialize)]
    struct Saved {
        version: String,
    }
    Ok(json(&Saved { version: version(&bytes) }))
}

/// Where a new file of that name goes: in the folder or below it, beside no link, with an ending that recens reads.
fn creatable(name: &str, folder: &Path) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    let hidden = name.split('/').any(|part| part.starts_with('.') || part.is_empty());
    let hostile = name.chars().any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'));
    if !plain || hidden || hostile || name.len() > 200 || Format::of_name(name).is_none() {
        return None;
    }
    let path = folder.join(name);
    let parent = path.parent()?.canonicalize().ok()?;
    parent.starts_with(folder).then_some(path)
}

fn read(entry: &Entry, preview: &Preview) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| {
        let why = crate::words::run::unreadable(&entry.name, &error);
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, &why, preview.lang)
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(&entry.path).map_err(unreadable)?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST {
        return Err(Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, &words::too_large(), preview.lang));
    }
    Ok(bytes)
}

/// What tells one content of a file from another: its length and a hash.
pub fn version(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    format!("{:x}-{:016x}", bytes.len(), hasher.finish())
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_stays_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        std::fs::create_dir(folder.join("sub")).unwrap();
        assert_eq!(creatable("a.recens", &folder), Some(folder.join("a.recens")));
        assert_eq!(creatable("sub/a.bpmn", &folder), Some(folder.join("sub/a.bpmn")));
        let outside = [
            "../a.recens",
            "/tmp/a.recens",
            "sub/../../a.recens",
            "none/a.recens",
            "a.txt",
            ".a.recens",
            "sub/.git/a.recens",
            "a\\b.recens",
            "",
        ];
        for name in outside {
            assert_eq!(creatable(name, &folder), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out_of_the_folder() {
        let (inside, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = inside.path().canonicalize().unwrap();
        std::fs::write(outside.path().join("secret.recens"), "").unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.join("out")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.recens"), folder.join("link.recens")).unwrap();
        assert_eq!(creatable("out/a.recens", &folder), None);
        assert!(entries(&folder).is_empty());
    }
}
