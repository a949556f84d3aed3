//! Postgres's own log: piped through this process into a file of bounded size.

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A full file is renamed to `postgres.log.1`, whose predecessor goes.
const LARGEST: u64 = 5 * 1024 * 1024;

/// How many lines are kept in memory to explain a failed start.
const LAST_WORDS: usize = 20;

/// The last lines that one run of the server wrote.
#[derive(Clone, Default)]
pub struct Tail(Arc<Mutex<VecDeque<String>>>);

impl Tail {
    /// The lines, oldest first.
    pub fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn push(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == LAST_WORDS {
            lines.pop_front();
        }
        lines.push_back(line);
    }
}

/// Reads `pipe` to its end on a thread of its own. It never stops reading, whatever happens to the
/// file: a full pipe would bring Postgres to a halt.
pub fn follow(pipe: impl Read + Send + 'static, path: PathBuf) -> Tail {
    let tail = Tail::default();
    let kept = tail.clone();
    let pump = move || {
        let mut file = Bounded::open(&path);
        for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            file = file.and_then(|file| file.write(&path, &line)).or_else(|| Bounded::open(&path));
            kept.push(line);
        }
    };
    if let Err(error) = std::thread::Builder::new().name("postgres-log".into()).spawn(pump) {
        tracing::error!(%error, "no thread for Postgres's log");
    }
    tail
}

struct Bounded {
    file: File,
    size: u64,
}

impl Bounded {
    fn open(path: &Path) -> Option<Bounded> {
        let file = OpenOptions::new().create(true).append(true).open(path).ok()?;
        let size = file.metadata().ok()?.len();
        Some(Bounded { file, size })
    }

    fn write(mut self, path: &Path, line: &str) -> Option<Bounded> {
        if self.size >= LARGEST {
            std::fs::rename(path, path.with_extension("log.1")).ok()?;
            self = Bounded::open(path)?;
        }
        writeln!(self.file, "{line}").ok()?;
        self.size += line.len() as u64 + 1;
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_keeps_two_files_of_bounded_size() {
        let folder = std::env::temp_dir().join(format!("cimic-log-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("postgres.log");
        let line = "x".repeat(1023);
        let mut file = Bounded::open(&path);
        for _ in 0..3 * LARGEST / 1024 {
            file = file.and_then(|file| file.write(&path, &line));
        }
        assert!(std::fs::metadata(&path).unwrap().len() <= LARGEST);
        assert!(std::fs::metadata(folder.join("postgres.log.1")).unwrap().len() <= LARGEST);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_tail_keeps_the_last_lines() {
        let folder = std::env::temp_dir().join(format!("cimic-tail-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let lines = (0..30).fold(String::new(), |text, n| text + &format!("line {n}\n"));
        let tail = follow(std::io::Cursor::new(lines), folder.join("postgres.log"));
        while !tail.text().ends_with("line 29") {
            std::thread::yield_now();
        }
        assert!(tail.text().starts_with("line 10\n"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
