//! The preview server attacked: by other pages, by other names, by paths, by sizes, by a file changed meanwhile.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const TEXT: &str = "traitement t {\n    début d\n    tâche a { collecte nom }\n    d -> a\n}\n";

/// A server of a folder, ended when dropped.
struct Served {
    child: Child,
    port: u16,
    token: String,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer: its status, its head and its body.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

fn serve(folder: &Path) -> Served {
    let mut command = Command::new(tests::program());
    command.args(["serve", ".", "--port", "0", "--lang", "fr", "--today", "2026-11-22"]).current_dir(folder);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output is ours")).read_line(&mut line).expect("it says its address");
    let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
    let mut served = Served { child, port: port.unwrap_or_else(|| panic!("no port in {line}")), token: String::new() };
    let page = served.get("/").body;
    served.token = page.split("recens-token\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    assert_eq!(served.token.len(), 32, "{page}");
    served
}

impl Served {
    /// Sends what is given as it is, and reads until the server has said all.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        // A server that has refused may close before all is sent.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn request(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let host = self.host();
        let mut head = format!("{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            head.push_str(&format!("Host: {host}\r\n"));
        }
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(format!("{head}\r\n{body}").as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.request(&format!("GET {path}"), &[], "")
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(&format!("POST {path}"), &[("x-recens-token", &self.token)], &body.to_string())
    }
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(folder.path().join("a.recens"), TEXT).expect("the folder is ours");
    folder
}

#[test]
fn a_text_comes_back_as_drawing_findings_and_census() {
    let folder = folder();
    let served = serve(folder.path());
    let answer = served.post("/api/preview", &json!({ "name": "a.recens", "text": TEXT }));
    assert_eq!(answer.status, 200, "{}", answer.body);
    let shown = answer.json();
    assert!(shown["drawing"].as_str().unwrap().contains("data-element=\"a\""));
    let purpose = shown["findings"].as_array().unwrap().iter().find(|found| found["rule"] == "purpose-missing").expect("it is flagged");
    assert_eq!((&purpose["start"]["line"], &purpose["element"]), (&json!(3), &json!("a")));
    assert_eq!(shown["tables"][0]["rows"].as_array().unwrap().len(), 1);
    assert_eq!(std::fs::read_to_string(folder.path().join("a.recens")).unwrap(), TEXT, "a look writes nothing");
    let words = served.post("/api/complete", &json!({ "name": "a.recens", "text": TEXT, "line": 4, "column": 10 }));
    assert!(words.json().as_array().unwrap().iter().any(|choice| choice["word"] == "a"), "{}", words.body);
}

#[test]
fn another_host_is_refused() {
    let folder = folder();
    let served = serve(folder.path());
    let port = served.port;
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), "127.0.0.1".to_owned(), "127.0.0.1:1".to_owned(), String::new()]
    {
        let answer = served.request("GET /", &[("Host", &host)], "");
        assert!(answer.status == 403 || answer.status == 400, "{host}: {}", answer.status);
        assert!(!answer.body.contains(&served.token), "{host}");
    }
    assert_eq!(served.request("GET /", &[("Host", &format!("localhost:{port}"))], "").status, 200);
    let twice = format!("GET / HTTP/1.1\r\nConnection: close\r\nHost: {}\r\nHost: evil.example\r\n\r\n", served.host());
    assert!(matches!(served.raw(twice.as_bytes()).status, 400 | 403));
}

#[test]
fn another_origin_is_refused() {
    let folder = folder();
    let served = serve(folder.path());
    let body = json!({ "name": "a.recens", "text": TEXT }).to_string();
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        let headers = [("Origin", origin), ("x-recens-token", served.token.as_str())];
        assert_eq!(served.request("POST /api/preview", &headers, &body).status, 403, "{origin}");
        assert_eq!(served.request("GET /api/files", &[("Origin", origin)], "").status, 403, "{origin}");
    }
    assert_eq!(served.request("GET /api/files", &[("Sec-Fetch-Site", "cross-site")], "").status, 403);
    let own = format!("http://{}", served.host());
    assert_eq!(served.request("POST /api/preview", &[("Origin", &own), ("x-recens-token", &served.token)], &body).status, 200);
}

#[test]
fn without_the_token_nothing_is_done() {
    let folder = folder();
    let served = serve(folder.path());
    let body = json!({ "name": "b.recens", "text": "", "version": null }).to_string();
    let wrong = "0".repeat(32);
    for headers in [vec![], vec![("x-recens-token", "")], vec![("x-recens-token", wrong.as_str())]] {
        for path in ["/api/save", "/api/preview", "/api/complete"] {
            assert_eq!(served.request(&format!("POST {path}"), &headers, &body).status, 403, "{path}");
        }
    }
    assert!(!folder.path().join("b.recens").exists());
    let other = serve(folder.path());
    assert_ne!(other.token, served.token, "each start has its own");
}

#[test]
fn no_path_leaves_the_folder() {
    let outside = tempfile::tempdir().unwrap();
    let inside = outside.path().join("shown");
    std::fs::create_dir(&inside).unwrap();
    std::fs::write(outside.path().join("secret.recens"), "# secret").unwrap();
    std::fs::write(inside.join("notes.txt"), "# secret").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.recens"), inside.join("link.recens")).unwrap();
    let served = serve(&inside);
    let absolute = outside.path().join("secret.recens").display().to_string();
    for name in [
        "../secret.recens",
        "..%2Fsecret.recens",
        "%2e%2e/secret.recens",
        "shown/../../secret.recens",
        "link.recens",
        "notes.txt",
        &absolute,
    ] {
        let answer = served.get(&format!("/api/file?name={name}"));
        assert_eq!(answer.status, 404, "{name}");
        assert!(!answer.body.contains("# secret"), "{name}");
        let saved = served.post("/api/save", &json!({ "name": name, "text": "# mine", "version": null }));
        assert!(saved.status >= 400 || name.starts_with("..%2F"), "{name}: {}", saved.status);
    }
    for path in ["/../secret.recens", "/assets/../secret.recens", "/assets/..%2f..%2fsecret.recens", "/%2e%2e/secret.recens"] {
        let answer = served.get(path);
        assert!(answer.status == 404 || answer.status == 400, "{path}: {}", answer.status);
    }
    // What a text imports is held to the folder too.
    let text = "importe \"../secret.recens\"\ntraitement t { }\n";
    let shown = served.post("/api/preview", &json!({ "name": "new.recens", "text": text }));
    assert!(!shown.body.contains("# secret"), "{}", shown.body);
    assert_eq!(std::fs::read_to_string(outside.path().join("secret.recens")).unwrap(), "# secret");
}

#[test]
fn a_file_changed_meanwhile_is_not_overwritten() {
    let folder = folder();
    let path = folder.path().join("a.recens");
    let served = serve(folder.path());
    let opened = served.get("/api/file?name=a.recens").json();
    std::fs::write(&path, "# d'une autre main\n").unwrap();
    let save = json!({ "name": "a.recens", "text": "# mien\n", "version": opened["version"] });
    let refused = served.post("/api/save", &save);
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "# d'une autre main\n");
    let opened = served.get("/api/file?name=a.recens").json();
    let saved = served.post("/api/save", &json!({ "name": "a.recens", "text": "# mien\n", "version": opened["version"] }));
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "# mien\n");
    assert_eq!(saved.json()["version"], served.get("/api/file?name=a.recens").json()["version"]);
    // A new file does not take the place of one that is there.
    assert!(served.post("/api/save", &json!({ "name": "a.recens", "text": "", "version": null })).status >= 400);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
}

#[test]
fn what_is_not_utf_8_is_shown_and_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"><process id=\"p\" name=\"\u{e9}\"/></definitions>";
    let latin: Vec<u8> = bytes.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    std::fs::write(folder.path().join("a.bpmn"), &latin).unwrap();
    let served = serve(folder.path());
    let opened = served.get("/api/file?name=a.bpmn").json();
    assert!(opened["text"].as_str().unwrap().contains("name=\"é\""));
    assert!(opened["locked"].is_string());
    let shown = served.post("/api/preview", &json!({ "name": "a.bpmn", "text": opened["text"] })).json();
    assert!(!shown.to_string().contains("Ã©"), "{shown}");
}

#[test]
fn hostile_texts_are_not_markup_and_the_page_runs_no_script_of_theirs() {
    let folder = folder();
    let served = serve(folder.path());
    let text = "traitement t {\n    tâche a \"</title></svg><script>alert(1)</script><img src=x onerror=alert(1)>\"\n}\n";
    let shown = served.post("/api/preview", &json!({ "name": "a.recens", "text": text })).json();
    let drawing = shown["drawing"].as_str().unwrap();
    assert!(!drawing.contains("<script") && !drawing.contains("<img"), "{drawing}");
    let page = served.get("/");
    let policy = page.head.lines().find(|line| line.starts_with("content-security-policy:")).expect("a policy").to_owned();
    for rule in [
        "default-src 'none'",
        "script-src 'self';",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(rule), "{rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(page.head.contains("x-content-type-options: nosniff"));
}

#[test]
fn what_is_too_large_or_no_request_is_refused() {
    let folder = folder();
    let served = serve(folder.path());
    let length = 33 * 1024 * 1024;
    let head = format!(
        "POST /api/preview HTTP/1.1\r\nHost: {}\r\nx-recens-token: {}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{{",
        served.host(),
        served.token
    );
    assert_eq!(served.raw(head.as_bytes()).status, 413);
    for body in ["", "[]", "{\"name\":1}", "{\"name\":\"a.recens\"}", "\u{0}"] {
        let answer = served.request("POST /api/preview", &[("x-recens-token", &served.token)], body);
        assert_eq!(answer.status, 400, "{body}");
    }
    assert_eq!(served.get("/nowhere").status, 404);
    assert_eq!(served.request("DELETE /api/file?name=a.recens", &[("x-recens-token", &served.token)], "").status, 405);
    assert_eq!(served.get("/api/files").status, 200, "it goes on");
}

#[test]
fn a_change_on_disk_is_told() {
    let folder = folder();
    let served = serve(folder.path());
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n", served.host()).as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line).unwrap() > 0 && line != "\r\n" {
        line.clear();
    }
    let told = |reader: &mut BufReader<TcpStream>, word: &str| {
        let (mut line, until) = (String::new(), Instant::now() + Duration::from_secs(60));
        // Signs of life come without end.
        while Instant::now() < until && reader.read_line(&mut line).unwrap_or(0) > 0 {
            if line.contains(word) {
                return;
            }
            line.clear();
        }
        panic!("« {word} » was not told");
    };
    // An editor that saves by renaming, then a new file.
    std::fs::write(folder.path().join("a.tmp"), "# autre\n").unwrap();
    std::fs::rename(folder.path().join("a.tmp"), folder.path().join("a.recens")).unwrap();
    told(&mut reader, "a.recens");
    std::fs::write(folder.path().join("b.recens"), "").unwrap();
    told(&mut reader, "\"list\":true");
}

#[test]
fn a_port_in_use_is_told_with_a_free_one() {
    let folder = folder();
    let served = serve(folder.path());
    let ran = tests::run(folder.path(), &["serve", ".", "--port", &served.port.to_string()]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("déjà pris") && ran.err.contains("--port"), "{}", ran.err);
    let ran = tests::run(folder.path(), &["serve", "a.recens"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("n'est pas un dossier"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_and_leaves_nothing() {
    let folder = folder();
    let mut served = serve(folder.path());
    let pid = served.child.id().to_string();
    // An open stream of events must not hold it back.
    let mut stream = TcpStream::connect(("127.0.0.1", served.port)).unwrap();
    stream.write_all(format!("GET /api/events HTTP/1.1\r\nHost: {}\r\n\r\n", served.host()).as_bytes()).unwrap();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let status = served.child.wait().unwrap();
    assert_eq!(status.code(), Some(0));
    assert!(TcpStream::connect(("127.0.0.1", served.port)).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
