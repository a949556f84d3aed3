//! The smallest HTTP/1.1 client that keeps a connection open: what the load costs should not be the client's doing.

use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection.
pub struct Client {
    stream: TcpStream,
    read: Vec<u8>,
}

/// What came back; the body as it travelled (compressed, where asked for).
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub path: String,
    /// The session's secret.
    pub session: Option<String>,
    /// A form; None asks with GET.
    pub form: Option<String>,
    /// Take the answer compressed, as browsers do.
    pub plain: bool,
}

impl Ask {
    pub fn get(path: impl Into<String>, session: Option<&str>) -> Ask {
        Ask { path: path.into(), session: session.map(ToOwned::to_owned), ..Ask::default() }
    }

    pub fn post(path: impl Into<String>, session: Option<&str>, fields: &[(&str, &str)]) -> Ask {
        let form = serde_html_form::to_string(fields).unwrap_or_default();
        Ask { form: Some(form), ..Ask::get(path, session) }
    }

    fn text(&self) -> String {
        let method = if self.form.is_some() { "POST" } else { "GET" };
        let mut text =
            format!("{method} {} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n", self.path);
        if !self.plain {
            text.push_str("accept-encoding: br\r\n");
        }
        if let Some(session) = &self.session {
            let _ = write!(text, "cookie: sid={session}\r\n");
        }
        if let Some(form) = &self.form {
            let _ = write!(
                text,
                "sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
                form.len()
            );
        } else {
            text.push_str("\r\n");
        }
        text
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    /// Bytes on the wire, headers included.
    pub fn size(&self) -> usize {
        self.head.len() + self.body.len()
    }
}

impl Client {
    pub async fn connect(address: SocketAddr) -> Result<Client> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Client { stream, read: Vec::with_capacity(64 * 1024) })
    }

    pub async fn ask(&mut self, ask: &Ask) -> Result<Answer> {
        self.stream.write_all(ask.text().as_bytes()).await?;
        self.read.clear();
        let end = loop {
            if let Some(end) = find(&self.read, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.read[..end]).into_owned();
        let status =
            head.get(9..12).and_then(|code| code.parse().ok()).context("no status line")?;
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.header("content-length").and_then(|value| value.parse::<usize>().ok());
        answer.body = match length {
            Some(length) => {
                while self.read.len() < end + length {
                    self.more().await?;
                }
                self.read[end..end + length].to_vec()
            }
            None if answer.header("transfer-encoding").is_some() => self.chunks(end).await?,
            None => Vec::new(),
        };
        Ok(answer)
    }

    async fn chunks(&mut self, mut at: usize) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = loop {
                if let Some(end) = find(&self.read[at..], b"\r\n") {
                    break at + end;
                }
                self.more().await?;
            };
            let size = std::str::from_utf8(&self.read[at..line])?;
            let size = usize::from_str_radix(size.trim(), 16)?;
            while self.read.len() < line + 2 + size + 2 {
                self.more().await?;
            }
            body.extend_from_slice(&self.read[line + 2..line + 2 + size]);
            at = line + 2 + size + 2;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    async fn more(&mut self) -> Result<()> {
        if self.stream.read_buf(&mut self.read).await? == 0 {
            bail!("the house closed the connection");
        }
        Ok(())
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}
