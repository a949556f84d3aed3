//! A mail server that keeps what it gets, on a port of its own of this machine.

use mailin::{Action, Handler, Response, Session, SessionBuilder, response};
use std::{
    io,
    net::IpAddr,
    sync::{Arc, Mutex},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufStream},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
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

/// How what is said is kept from others on the line.
#[derive(Clone, Default)]
pub enum Secrecy {
    #[default]
    None,
    /// From the first byte: `smtps`.
    Always(TlsAcceptor),
    /// Once both agreed to: STARTTLS. Before, no mail is taken.
    Agreed(TlsAcceptor),
}

impl Secrecy {
    /// Who takes connections under a certificate of this machine, and that certificate as PEM: its own authority.
    pub fn certificate() -> (TlsAcceptor, String) {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        (TlsAcceptor::from(Arc::new(config)), made.cert.pem())
    }
}

#[derive(Clone, Default)]
pub struct Sink {
    mails: Arc<Mutex<Vec<Received>>>,
    mood: Arc<Mutex<Mood>>,
    secrecy: Secrecy,
    port: u16,
}

impl Sink {
    pub async fn open() -> Sink {
        Sink::open_with(Secrecy::None).await
    }

    pub async fn open_with(secrecy: Secrecy) -> Sink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let sink = Sink { secrecy, port, ..Sink::default() };
        let serving = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                tokio::spawn(answer(stream, peer.ip(), serving.clone()));
            }
        });
        sink
    }

    /// As the house's settings name it.
    pub fn url(&self) -> String {
        let port = self.port;
        match self.secrecy {
            Secrecy::None => format!("smtp://127.0.0.1:{port}"),
            Secrecy::Always(_) => format!("smtps://localhost:{port}"),
            Secrecy::Agreed(_) => format!("smtp://localhost:{port}?tls=required"),
        }
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

async fn answer(stream: TcpStream, peer: IpAddr, sink: Sink) {
    let mut sessions = SessionBuilder::new("sink.example.org");
    if matches!(sink.secrecy, Secrecy::Agreed(_)) {
        sessions.enable_start_tls();
    }
    let mut session = sessions.build(peer, Keeper::new(&sink));
    let greeting = session.greeting().buffer().unwrap();
    match sink.secrecy {
        Secrecy::None => {
            talk(stream, &mut session, &greeting).await;
        }
        Secrecy::Always(acceptor) => {
            let Ok(stream) = acceptor.accept(stream).await else { return };
            talk(stream, &mut session, &greeting).await;
        }
        Secrecy::Agreed(acceptor) => {
            let Some(stream) = talk(stream, &mut session, &greeting).await else { return };
            let Ok(stream) = acceptor.accept(stream).await else { return };
            session.tls_active();
            talk(stream, &mut session, b"").await;
        }
    }
}

/// Answers line by line. The stream again, when both agreed to go on in secret.
async fn talk<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    session: &mut Session<Keeper>,
    greeting: &[u8],
) -> Option<S> {
    let mut stream = BufStream::new(stream);
    stream.write_all(greeting).await.ok()?;
    stream.flush().await.ok()?;
    let mut line = Vec::new();
    while stream.read_until(b'\n', &mut line).await.is_ok_and(|n| n > 0) {
        let answer = session.process(&line);
        line.clear();
        if answer.action != Action::NoReply {
            stream.write_all(&answer.buffer().unwrap()).await.ok()?;
            stream.flush().await.ok()?;
        }
        match answer.action {
            Action::Close => return None,
            Action::UpgradeTls => return Some(stream.into_inner()),
            _ => {}
        }
    }
    None
}
