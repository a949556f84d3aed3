//! What an administrator is told.

use crate::access::{Record, Role};
use jiff_sqlx::Timestamp;
use uuid::Uuid;

/// The desk as a thing that one may or may not open.
#[derive(Clone, Copy, Debug)]
pub struct Desk;

impl Record for Desk {
    const KIND: &'static str = "house";

    fn id(&self) -> Uuid {
        Uuid::nil()
    }

    fn url(&self) -> String {
        "/admin".to_owned()
    }
}

/// A post that ends soon, by its day or for want of a statement.
#[derive(Clone, Debug)]
pub struct Ending {
    pub person_id: Uuid,
    pub name: String,
    pub role: Role,
    pub actor: String,
    pub ends_at: Timestamp,
    pub is_statement: bool,
}

/// Somebody who waits: for an account, or for a handover to be confirmed.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub url: String,
    pub name: String,
    pub role: Option<Role>,
    pub actor: String,
    pub since: Timestamp,
}

/// How one of the house's jobs went.
#[derive(Clone, Debug)]
pub struct Run {
    pub name: String,
    pub ran_at: Timestamp,
    pub took_ms: i32,
    pub done: i64,
    pub did_at: Option<Timestamp>,
    pub failures: i32,
    /// It has not run for as long as it should at most.
    pub is_late: bool,
}

/// Versions and sizes.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    pub postgres: String,
    pub database_bytes: i64,
    pub migrations: i64,
    pub newest: i64,
    pub people: i64,
    pub sessions: i64,
}

impl Machine {
    pub fn database_mb(&self) -> i64 {
        self.database_bytes / (1024 * 1024)
    }
}

/// How mail goes.
#[derive(Clone, Debug, Default)]
pub struct MailState {
    pub is_on: bool,
    pub waiting: i64,
    pub failed: i64,
    pub last_sent_at: Option<Timestamp>,
}
