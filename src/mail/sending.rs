//! The sender: takes what is due from the outbox and hands it to the mail server, one after the other.
//!
//! A mail is taken for some minutes, sent outside any transaction, and only then marked. A kill in between sends it once more
//! rather than never; the same Message-ID lets the reader's program see that.

use super::{
    model::{Mail, Outcome},
    policy::SendMail,
    queue, store, writing,
};
use crate::{
    access::Viewer,
    db::{Db, Mode},
    jobs::noted,
    web::error::{Error, Result},
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::Duration;
use tokio::time::MissedTickBehavior;

/// How often the outbox is looked at, and how often what is about to expire.
const EVERY: Duration = Duration::from_secs(5);
const EXPIRING_EVERY: u32 = 120;
const NOTED_EVERY: u32 = 12;
/// For how long a mail is taken, in seconds: longer than any answer of the server is waited for.
const TAKEN: i32 = 300;
/// How long one mail may take.
const PATIENCE: Duration = Duration::from_mins(1);
/// After so many tries, some three days, it is given up and the administrator is told.
const TRIES: i32 = 20;

/// A mail server and whom the mails are from. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// Where people reach the house, without a slash at the end.
    base: String,
}

impl Mailer {
    /// From the settings; an error says what is wrong with them in words for the terminal.
    pub fn new(url: &str, from: &str, base: &str) -> Result<Mailer> {
        let wrong = |what: &str, error: &dyn std::fmt::Display| {
            Error::Internal(format!("{what} cannot be used: {error}"))
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| wrong("CIMIC_SMTP_URL", &error))?
            .timeout(Some(Duration::from_secs(30)))
            .build();
        let from = from.parse().map_err(|error| wrong("CIMIC_MAIL_FROM", &error))?;
        Ok(Mailer { transport, from, base: base.trim_end_matches('/').to_owned() })
    }

    fn message(&self, mail: &Mail) -> Result<Message> {
        let (subject, body) = writing::write(mail, &self.base);
        let unfit = |error: &dyn std::fmt::Display| Error::Internal(format!("a mail: {error}"));
        let address = mail.email.parse().map_err(|error| unfit(&error))?;
        let domain = self.from.email.domain();
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(mail.name.clone()), address))
            .subject(subject)
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| unfit(&error))
    }

    /// Hands one mail over; says how it went, never with an error.
    async fn hand_over(&self, mail: &Mail) -> Outcome {
        if mail.lines.iter().all(|line| !line.may_go) {
            return Outcome::Dropped;
        }
        let Ok(message) = self.message(mail) else { return Outcome::Failed };
        let sent = tokio::time::timeout(PATIENCE, self.transport.send(message)).await;
        match sent {
            Ok(Ok(_)) => Outcome::Sent,
            Ok(Err(error)) if error.is_permanent() || mail.tries >= TRIES => {
                tracing::warn!(tries = mail.tries, "a mail was refused or given up");
                Outcome::Failed
            }
            Ok(Err(_)) | Err(_) if mail.tries >= TRIES => Outcome::Failed,
            Ok(Err(_)) | Err(_) => Outcome::Later,
        }
    }
}

/// Starts the sender, or says that this house sends no mail; it ends with the program.
pub fn start(db: Db, mailer: Option<Mailer>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        if let Err(error) = switch(&db, mailer.is_some()).await {
            tracing::warn!(%error, "whether mail is sent could not be written");
        }
        let Some(mailer) = mailer else { return };
        let mut tick = tokio::time::interval(EVERY);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut rounds = 0_u32;
        loop {
            tick.tick().await;
            let ahead = rounds.is_multiple_of(EXPIRING_EVERY);
            let work = round(&db, &mailer, ahead);
            let done = if rounds.is_multiple_of(NOTED_EVERY) {
                noted(&db, "mail", work).await
            } else {
                work.await
            };
            if let Err(error) = done {
                tracing::warn!(%error, "the mail stumbled");
            }
            rounds = rounds.wrapping_add(1);
        }
    })
}

/// Says whether this house sends mail.
pub async fn switch(db: &Db, is_on: bool) -> Result<()> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    store::switch(&mut tx, is_on).await?;
    tx.commit().await
}

async fn round(db: &Db, mailer: &Mailer, looks_ahead: bool) -> Result<i64> {
    queue::take_events(db).await?;
    if looks_ahead {
        queue::take_expiring(db).await?;
    }
    send_due(db, mailer).await
}

/// Sends everything that is due; how many mails went.
pub async fn send_due(db: &Db, mailer: &Mailer) -> Result<i64> {
    let mut sent = 0;
    while let Some(outcome) = send_one(db, mailer).await? {
        sent += i64::from(outcome == Outcome::Sent);
    }
    Ok(sent)
}

/// Takes and sends one mail; None when none is due.
async fn send_one(db: &Db, mailer: &Mailer) -> Result<Option<Outcome>> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let Some(mail) = store::take(&mut tx, TAKEN).await? else { return Ok(None) };
    tx.commit().await?;
    let outcome = mailer.hand_over(&mail).await;
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    if outcome == Outcome::Sent {
        let permit = tx.permit(SendMail, &mail)?;
        store::settle(&mut tx, permit, outcome).await?;
    } else {
        store::settle_unsent(&mut tx, &mail, outcome).await?;
    }
    tx.commit().await?;
    Ok(Some(outcome))
}
