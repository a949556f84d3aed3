//! The words of a mail: which record there is news on, where to read it, why it came, how to stop it. Nothing else.

use super::model::{Line, Mail, Pace};
use crate::i18n::{Lang, Text, say};
use std::fmt::Write as _;

/// Subject and body, in the reader's language. `base` is where the house is reached, without a slash at the end.
pub fn write(mail: &Mail, base: &str) -> (String, String) {
    let lines: Vec<&Line> = mail.lines.iter().filter(|line| line.may_go).collect();
    let subject = if let [one] = lines.as_slice() {
        news_on(mail.lang, one)
    } else {
        let n = i64::try_from(lines.len()).unwrap_or_default();
        Text::new("mail-subject-daily").with("n", n).say(mail.lang)
    };
    let mut body = String::new();
    for line in &lines {
        let why = say(mail.lang, &format!("mail-why-{}", line.why), None);
        let _ = write!(body, "{}\n{base}{}\n{why}\n\n", news_on(mail.lang, line), line.path);
    }
    let often = if mail.pace == Pace::Daily { "mail-often-daily" } else { "mail-often-now" };
    let often = say(mail.lang, often, None);
    let choose = say(mail.lang, "mail-choose", None);
    let _ = writeln!(body, "-- \n{often}\n{choose}\n{base}/account/mail");
    (subject, body)
}

/// "There is news on K7QF-2M9P."
fn news_on(lang: Lang, line: &Line) -> String {
    if line.label.is_empty() {
        return say(lang, &format!("mail-news-{}", line.kind), None);
    }
    Text::new("mail-news").with("reference", line.label.as_str()).say(lang)
}
