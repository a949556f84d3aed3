//! The program itself: it starts on an empty folder, survives what happens to it, and stops cleanly.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// The house as a process, on a port and a folder of its own.
struct House {
    child: Child,
    address: String,
    data: PathBuf,
}

fn folder() -> PathBuf {
    let name = format!("cimic-program-{}", uuid::Uuid::new_v4().simple());
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory.join(name) } else { std::env::temp_dir().join(name) }
}

fn program(data: &PathBuf) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cimic-house"));
    for name in ["DATABASE_URL", "CIMIC_OWNER_URL", "CIMIC_HOSTS", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.env("CIMIC_DATA", data).env("CIMIC_LISTEN", "127.0.0.1:0");
    command
}

impl House {
    fn open(data: PathBuf) -> House {
        let mut command = program(&data);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = Vec::new();
        let address = lines.by_ref().find_map(|line| {
            said.push(line.clone());
            line.contains("the house is open").then_some(line.split_once("address=")?.1.to_owned())
        });
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.unwrap_or_else(|| panic!("it did not open:\n{}", said.join("\n")));
        House { child, address: address.trim().to_owned(), data }
    }

    fn get(&self, path: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(15)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    fn is_healthy(&self) -> bool {
        self.get("/health").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
    }

    fn postgres(&self) -> Option<String> {
        let lock = std::fs::read_to_string(self.data.join("postgres/postmaster.pid")).ok()?;
        Some(lock.lines().next()?.to_owned())
    }

    fn stop(&mut self) -> ExitStatus {
        signal("-TERM", &self.child.id().to_string());
        self.child.wait().unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn signal(signal: &str, pid: &str) {
    assert!(Command::new("kill").args([signal, pid]).status().unwrap().success());
}

fn within(limit: Duration, done: impl Fn() -> bool) -> bool {
    let started = Instant::now();
    while !done() {
        if started.elapsed() > limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    true
}

#[test]
fn it_opens_on_an_empty_folder_survives_the_death_of_postgres_and_stops_cleanly() {
    let data = folder();
    let mut house = House::open(data.clone());
    assert!(house.is_healthy());
    assert!(house.get("/no-such-page").unwrap().starts_with("HTTP/1.1 404"));

    let before = house.postgres().unwrap();
    signal("-9", &before);
    let back = || {
        let page = house.get("/sign-in").unwrap();
        let says_so = page.starts_with("HTTP/1.1 503") && page.contains("closed for a moment");
        assert!(says_so || page.starts_with("HTTP/1.1 200"), "{page}");
        house.is_healthy() && house.postgres().is_some_and(|now| now != before)
    };
    assert!(within(Duration::from_secs(20), back), "Postgres is back and the house goes on");

    let verified = program(&data).arg("verify").output().unwrap();
    let said = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert!(verified.status.success(), "{said}");
    assert!(house.stop().success());
    assert_eq!(house.postgres(), None, "Postgres stopped and removed its lock");

    let started = Instant::now();
    let again = House::open(data.clone());
    println!("open again after {} ms", started.elapsed().as_millis());
    assert!(again.is_healthy());
    drop(again);
    let third = House::open(data.clone());
    assert!(third.is_healthy(), "after a kill of the house");
    drop(third);
    let gone = || !data.join("postgres/postmaster.pid").exists();
    assert!(within(Duration::from_secs(10), gone), "Postgres went with the house");
    std::fs::remove_dir_all(data).unwrap();
}

#[test]
fn it_lends_its_postgres_to_a_program() {
    let data = folder();
    let command = ["database", "psql", "-Atc", "select current_database()"];
    let output = program(&data).args(command).output();
    let psql_is_there = output.as_ref().is_ok_and(|output| output.status.success());
    if psql_is_there {
        assert_eq!(String::from_utf8_lossy(&output.unwrap().stdout).trim(), "cimic");
    } else {
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("cannot run psql"), "{said}");
    }
    std::fs::remove_dir_all(data).unwrap();
}

#[test]
fn it_says_plainly_what_is_wrong_with_its_settings() {
    let data = folder();
    let open = program(&data).env("CIMIC_LISTEN", "0.0.0.0:0").output().unwrap();
    assert!(!open.status.success());
    assert!(String::from_utf8_lossy(&open.stderr).contains("CIMIC_HOSTS"));
    let missing = program(&data).env("CIMIC_PG_BIN", "/nowhere").output().unwrap();
    assert!(!missing.status.success());
    assert!(String::from_utf8_lossy(&missing.stderr).contains("/nowhere"));
    std::fs::remove_dir_all(data).unwrap();
}
