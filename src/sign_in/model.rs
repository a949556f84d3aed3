//! What a sign-in is: an attempt, its answer, and the session it opens.

use crate::{access::Record, db::HeldPost};
use uuid::Uuid;

/// One try to sign in.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub email: String,
    pub passphrase: String,
    /// A computer that others use: the session ends after half an hour's rest, and with the browser.
    pub is_shared: bool,
    pub address: String,
    pub device: String,
    /// The session that the browser still holds; it ends.
    pub old: Option<Vec<u8>>,
}

/// What came of a try.
#[derive(Clone, Debug)]
pub enum Answer {
    Welcome(Opened),
    /// Account unknown, suspended, or another passphrase: one answer for all.
    Wrong,
    /// Too many tries; seconds to wait.
    Wait(i32),
}

/// A session that was just opened.
#[derive(Clone, Debug)]
pub struct Opened {
    pub token: String,
    pub language: String,
    /// The second step is still owed.
    pub owes_second_step: bool,
}

/// The reader's own session.
#[derive(Clone, Debug)]
pub struct OwnSession {
    pub id: Uuid,
    pub person: Uuid,
    pub posts: Vec<HeldPost>,
}

impl Record for OwnSession {
    const KIND: &'static str = "session";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        "/account".to_owned()
    }
}

/// A form that was kept because the session had ended when it was sent.
#[derive(Clone, Debug)]
pub struct Parked {
    pub id: Uuid,
    pub path: String,
    pub body: String,
    pub at: jiff_sqlx::Timestamp,
}

impl Parked {
    /// Every field with its name, the form's one-time key among them.
    pub fn fields(&self) -> Vec<(String, String)> {
        serde_html_form::from_str(&self.body).unwrap_or_default()
    }

    /// What was typed, readably: the field's name as words, and its value.
    pub fn typed(&self) -> Vec<(String, String)> {
        let shown = |(name, value): &(String, String)| {
            !matches!(name.as_str(), "form_key" | "version") && !value.trim().is_empty()
        };
        self.fields().into_iter().filter(shown).map(|(name, value)| (words(&name), value)).collect()
    }
}

impl Record for Parked {
    const KIND: &'static str = "parked_form";

    fn id(&self) -> Uuid {
        self.id
    }

    fn url(&self) -> String {
        format!("/parked/{}", self.id)
    }
}

/// `from_place` as `From place`.
fn words(name: &str) -> String {
    let mut letters = name.chars().map(|c| if c == '_' { ' ' } else { c });
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What came of a second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Done,
    Wrong,
    /// Too many tries; seconds to wait.
    Wait(i32),
}

/// The address to go on to, where it is one of our own: browsers read `//` and `/\` as another host,
/// and drop tabs and line ends.
pub fn own_path(typed: &str) -> Option<&str> {
    let is_own = typed.starts_with('/')
        && !typed.starts_with("//")
        && !typed.contains('\\')
        && typed.bytes().all(|byte| byte.is_ascii_graphic());
    is_own.then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn only_own_addresses_are_gone_on_to() {
        for own in ["/", "/home", "/requests?state=open&x=/%2F"] {
            assert_eq!(own_path(own), Some(own));
        }
        for other in [
            "",
            "home",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "https://example.org",
        ] {
            assert_eq!(own_path(other), None, "{other:?}");
        }
    }
}
