//! What templates say with: `t`, `t1`, `t2`, `say`, `label`, `date`, `day`, `time`, `ago`, `asset`, `reference`.

#![expect(clippy::inline_always, reason = "the attribute of template filters writes it")]

use super::html::Voice;
use crate::i18n::{Arg, Text};
use askama::{Values, get_value};
use jiff::civil::Date;
use std::{borrow::Borrow, fmt::Display};

fn voice(values: &dyn Values) -> askama::Result<&Voice> {
    get_value::<Voice>(values, "voice")
}

/// `{{ "requests-title"|t }}`
#[askama::filter_fn]
pub fn t(key: impl Display, values: &dyn Values) -> askama::Result<String> {
    Ok(crate::i18n::say(voice(values)?.lang, &key.to_string(), None))
}

/// `{{ "requests-count"|t1("n", count) }}`
#[askama::filter_fn]
pub fn t1<V: Into<Arg>>(
    key: impl Display,
    values: &dyn Values,
    name: &'static str,
    value: V,
) -> askama::Result<String> {
    Ok(Text::new(key.to_string()).with(name, value).say(voice(values)?.lang))
}

/// `{{ "requests-of"|t2("n", count, "all", total) }}`
#[askama::filter_fn]
pub fn t2<V: Into<Arg>, W: Into<Arg>>(
    key: impl Display,
    values: &dyn Values,
    name: &'static str,
    value: V,
    other: &'static str,
    second: W,
) -> askama::Result<String> {
    Ok(Text::new(key.to_string()).with(name, value).with(other, second).say(voice(values)?.lang))
}

/// `{{ message|say }}` for a text that carries its arguments.
#[askama::filter_fn]
pub fn say(text: &Text, values: &dyn Values) -> askama::Result<String> {
    Ok(text.say(voice(values)?.lang))
}

/// `{{ request.state|label("requests-state") }}` says the key `requests-state-under_way`.
#[askama::filter_fn]
pub fn label(code: impl Display, values: &dyn Values, prefix: &str) -> askama::Result<String> {
    Ok(crate::i18n::say(voice(values)?.lang, &format!("{prefix}-{code}"), None))
}

/// `{{ field|named("rooms") }}` says `Name: ` before a mistake, where the catalogue has the field's label.
#[askama::filter_fn]
pub fn named(field: impl Display, values: &dyn Values, prefix: &str) -> askama::Result<String> {
    let label = crate::i18n::label_of(voice(values)?.lang, prefix, &field.to_string());
    Ok(label.map_or_else(String::new, |label| format!("{label}: ")))
}

/// A day: `22 Nov 2026`.
#[askama::filter_fn]
pub fn day(date: impl Borrow<Date>, values: &dyn Values) -> askama::Result<String> {
    Ok(write_day(*date.borrow(), voice(values)?))
}

/// The day of a moment in the mission's zone: `22 Nov 2026`.
#[askama::filter_fn]
pub fn date(at: &jiff_sqlx::Timestamp, values: &dyn Values) -> askama::Result<String> {
    let voice = voice(values)?;
    Ok(write_day(at.to_jiff().to_zoned(voice.zone.clone()).date(), voice))
}

/// A moment in the mission's zone: `22 Nov 2026, 14:05 EAT`.
#[askama::filter_fn]
pub fn time(at: &jiff_sqlx::Timestamp, values: &dyn Values) -> askama::Result<String> {
    Ok(write_time(at, voice(values)?))
}

/// A moment in the voice's zone and language: `22 Nov 2026, 14:05 EAT`.
pub fn write_time(at: &jiff_sqlx::Timestamp, voice: &Voice) -> String {
    let zoned = at.to_jiff().to_zoned(voice.zone.clone());
    let text = Text::new("frame-time").with("date", write_day(zoned.date(), voice));
    text.with("clock", zoned.strftime("%H:%M").to_string())
        .with("zone", zoned.strftime("%Z").to_string())
        .say(voice.lang)
}

/// How long ago, as a hint beside the absolute time.
#[askama::filter_fn]
pub fn ago(at: &jiff_sqlx::Timestamp, values: &dyn Values) -> askama::Result<String> {
    let voice = voice(values)?;
    let seconds = voice.now.as_second() - at.to_jiff().as_second();
    Ok(since(seconds).say(voice.lang))
}

/// A length of time in seconds: `3 days`, `5 hours`.
#[askama::filter_fn]
pub fn span(seconds: &i64, values: &dyn Values) -> askama::Result<String> {
    Ok(length(*seconds).say(voice(values)?.lang))
}

/// `{{ request.reference|reference }}`: `K7QF-2M9P`.
#[askama::filter_fn]
pub fn reference(reference: impl Display, _: &dyn Values) -> askama::Result<String> {
    Ok(crate::reference::show(&reference.to_string()))
}

/// `{{ "app.css"|asset }}`: the hashed address.
#[askama::filter_fn]
pub fn asset(name: impl Display, _: &dyn Values) -> askama::Result<&'static str> {
    Ok(super::assets::url(&name.to_string()))
}

/// A day in the voice's language: `22 Nov 2026`.
pub fn write_day(date: Date, voice: &Voice) -> String {
    let month = crate::i18n::say(voice.lang, &format!("frame-month-{}", date.month()), None);
    let text = Text::new("frame-date").with("day", date.day().to_string()).with("month", month);
    text.with("year", date.year().to_string()).say(voice.lang)
}

fn since(seconds: i64) -> Text {
    match seconds {
        ..60 => Text::new("frame-just-now"),
        60..3600 => Text::new("frame-ago-minutes").with("n", seconds / 60),
        3600..86_400 => Text::new("frame-ago-hours").with("n", seconds / 3600),
        _ => Text::new("frame-ago-days").with("n", seconds / 86_400),
    }
}

fn length(seconds: i64) -> Text {
    match seconds {
        ..3600 => Text::new("frame-for-minutes").with("n", seconds / 60),
        3600..172_800 => Text::new("frame-for-hours").with("n", seconds / 3600),
        _ => Text::new("frame-for-days").with("n", seconds / 86_400),
    }
}
