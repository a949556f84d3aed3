//! A mail server that keeps what it gets, on a port of its own of this machine.

use mailin::{Action, Handler, Response, SessionBuilder, response};
use std::{
    io,
    net::IpAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// A mail as it came: to whom, and all of its text.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub text: String,
}

/// How the server answers whoever names a recipient.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Takes,
    /// "Not now": 451.
    Later,
    /// "Never": 550.
    Refuses,
}

#[derive(Clone, Default)]
pub struct Sink {
    mails: Arc<Mutex<Vec<Received>>>,
    mood: Arc<Mutex<Mood>>,
    port: u16,
}

impl Sink {
    pub async fn open() -> Sink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Sink { port: listener.local_addr().unwrap().port(), ..Sink::default() };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                tokio::spawn(talk(stream, peer.ip(), Keeper::new(&serving)));
            }
        });
        sink
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn mood(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What came since the last look, by recipient.
    pub fn take(&self) -> Vec<Received> {
        let mut mails = std::mem::take(&mut *self.mails.lock().unwrap());
        mails.sort_by(|a, b| a.to.cmp(&b.to));
        mails
    }
}

struct Keeper {
    sink: Sink,
    to: Vec<String>,
    text: Vec<u8>,
}

impl Keeper {
    fn new(sink: &Sink) -> Keeper {
        Keeper { sink: sink.clone(), to: Vec::new(), text: Vec::new() }
    }
}

impl Handler for Keeper {
    fn rcpt(&mut self, _: &str) -> Response {
        match *self.sink.mood.lock().unwrap() {
            Mood::Takes => response::OK,
            Mood::Later => response::INTERNAL_ERROR,
            Mood::Refuses => response::NO_MAILBOX,
        }
    }

    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        self.to = to.to_vec();
        self.text.clear();
        response::OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.text.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        let text = String::from_utf8_lossy(&self.text).into_owned();
        let mut mails = self.sink.mails.lock().unwrap();
        mails.extend(self.to.iter().map(|to| Received { to: to.clone(), text: text.clone() }));
        response::OK
    }
}

async fn talk(stream: TcpStream, peer: IpAddr, keeper: Keeper) {
    let (reader, mut writer) = stream.into_split();
    let mut reader = BufReader::new(reader);
    let mut session = SessionBuilder::new("sink.example.org").build(peer, keeper);
    writer.write_all(&session.greeting().buffer().unwrap()).await.ok();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).await.is_ok_and(|n| n > 0) {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            writer.write_all(&answer.buffer().unwrap()).await.ok();
        }
        if answer.action == Action::Close {
            return;
        }
    }
}
