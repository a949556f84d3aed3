//! Mail goes to servers that hide what is said on the line, from the first byte or once both agreed, and to no server
//! that cannot show who it is.

use crate::support::{
    World,
    sink::{Received, Secrecy, Sink},
};
use sqlx::ConnectOptions as _;
use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The program at work for a world: it chains what happens and sends the mail. Its folder goes with it.
struct Program {
    child: Child,
    folder: PathBuf,
}

impl Program {
    /// Trusts whoever the certificate in this file vouches for, besides nobody.
    fn start(world: &World, sink: &Sink, authority: &str) -> Program {
        let name = format!("cimic-mail-{}", uuid::Uuid::new_v4().simple());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let certificate = folder.join("authority.pem");
        std::fs::write(&certificate, authority).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_cimic-house"))
            .arg("serve")
            .env("CIMIC_DATA", &folder)
            .env("CIMIC_LISTEN", "127.0.0.1:0")
            .env("CIMIC_POOL", "4")
            .env("DATABASE_URL", world.app_options().to_url_lossy().as_str())
            .env("CIMIC_OWNER_URL", world.owner_options().to_url_lossy().as_str())
            .env("CIMIC_SMTP_URL", sink.url())
            .env("CIMIC_MAIL_FROM", "CIMIC House <house@example.org>")
            .env("SSL_CERT_FILE", certificate)
            .env_remove("SSL_CERT_DIR")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Program { child, folder }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

async fn within(seconds: u64, mut done: impl AsyncFnMut() -> bool) -> bool {
    let started = Instant::now();
    while !done().await {
        if started.elapsed() > Duration::from_secs(seconds) {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    true
}

/// Ines asks the owner of a request something while the program runs.
async fn ines_asks(world: &World) {
    let on = "mail_heads where is_on";
    assert!(within(60, async || world.count(on).await == 1).await, "the program never opened");
    let asked = world.asks("alderbrook_north").plant().await;
    let page = format!("{}/question", asked.url());
    let reason = [("reason", "When exactly?")];
    world.browser("Ines").post(&page, &reason).await.status(303);
}

/// What the program brings to a server of this secrecy, once it was asked to.
async fn received(secrecy: Secrecy, authority: &str) -> Vec<Received> {
    let (world, sink) = (World::new().await, Sink::open_with(secrecy).await);
    let _program = Program::start(&world, &sink, authority);
    ines_asks(&world).await;
    let mut mails = Vec::new();
    within(60, async || {
        mails = sink.take();
        !mails.is_empty()
    })
    .await;
    mails
}

#[tokio::test]
async fn amara_hears_of_it_through_a_server_that_speaks_in_secret_from_the_first_byte() {
    let (acceptor, authority) = Secrecy::certificate();
    let mails = received(Secrecy::Always(acceptor), &authority).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].to.starts_with("amara@"), "{mails:?}");
}

#[tokio::test]
async fn amara_hears_of_it_through_a_server_that_agrees_on_secrecy_first() {
    let (acceptor, authority) = Secrecy::certificate();
    let mails = received(Secrecy::Agreed(acceptor), &authority).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].to.starts_with("amara@"), "{mails:?}");
}

#[tokio::test]
async fn a_server_that_nobody_vouches_for_gets_no_mail_and_the_mail_waits() {
    let ((acceptor, _), (_, stranger)) = (Secrecy::certificate(), Secrecy::certificate());
    let (world, sink) = (World::new().await, Sink::open_with(Secrecy::Always(acceptor)).await);
    let _program = Program::start(&world, &sink, &stranger);
    ines_asks(&world).await;
    let tried = "mail_outbox where state = 'waiting' and tries > 0";
    assert!(within(60, async || world.count(tried).await == 1).await, "it was never tried");
    assert!(sink.take().is_empty());
}
