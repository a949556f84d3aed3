//! Languages: catalogues in `locales/`, negotiation, direction, and texts with their arguments.
//!
//! Templates and Rust hold keys; a key that a language lacks falls back to English.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{borrow::Cow, sync::LazyLock};
use unic_langid::LanguageIdentifier;

#[derive(rust_embed::Embed)]
#[folder = "locales/"]
struct Files;

crate::codes! {
    /// The languages of the house.
    Lang { En = "en", Fr = "fr", Ar = "ar" }
}

impl Lang {
    /// The writing direction, as HTML's `dir` wants it.
    pub fn dir(self) -> &'static str {
        if self == Lang::Ar { "rtl" } else { "ltr" }
    }

    /// The name of the language in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::Ar => "العربية",
        }
    }

    /// The best match for an `Accept-Language` header (RFC 9110, section 12.5.4); English when nothing fits.
    pub fn negotiate(header: &str) -> Lang {
        let wanted = fluent_langneg::accepted_languages::parse(header);
        let wanted: Vec<LanguageIdentifier> =
            wanted.iter().filter_map(|tag| tag.to_string().parse().ok()).collect();
        let wanted = wanted.iter().find_map(|tag| Lang::parse(tag.language.as_str()));
        wanted.unwrap_or(Lang::En)
    }
}

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 3]> =
    LazyLock::new(|| [bundle(Lang::En), bundle(Lang::Fr), bundle(Lang::Ar)]);

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Isolation marks help mixed directions; in left-to-right texts they would only be noise.
    bundle.set_use_isolating(lang == Lang::Ar);
    for (name, text) in catalogue_files(lang) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(partial, errors)| {
            tracing::error!(file = %name, ?errors, "catalogue has mistakes");
            partial
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(file = %name, ?errors, "catalogue repeats a key");
        }
    }
    bundle
}

/// The catalogue files of a language: name and text. Tests compare them.
pub fn catalogue_files(lang: Lang) -> Vec<(String, String)> {
    let folder = format!("{}/", lang.as_str());
    let names = Files::iter().filter(|name| name.starts_with(&folder) && name.ends_with(".ftl"));
    names
        .filter_map(|name| {
            let file = Files::get(&name)?;
            Some((name.to_string(), String::from_utf8_lossy(&file.data).into_owned()))
        })
        .collect()
}

/// Parses every catalogue now, so that the first page does not wait for it.
pub fn warm() {
    LazyLock::force(&BUNDLES);
}

/// A text to be said later, in the reader's language: its key and arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub key: Cow<'static, str>,
    pub args: Vec<(&'static str, Arg)>,
}

/// What stands in a text: words or a number (plurals follow the number).
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Words(String),
    Number(f64),
}

impl Text {
    pub fn new(key: impl Into<Cow<'static, str>>) -> Text {
        Text { key: key.into(), args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Text {
        self.args.push((name, value.into()));
        self
    }

    /// The text in this language.
    pub fn say(&self, lang: Lang) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &self.args {
            match value {
                Arg::Words(words) => args.set(*name, FluentValue::from(words.as_str())),
                Arg::Number(number) => args.set(*name, FluentValue::from(*number)),
            }
        }
        say(lang, &self.key, Some(&args))
    }
}

impl From<&'static str> for Text {
    fn from(key: &'static str) -> Text {
        Text::new(key)
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Arg {
        Arg::Words(words)
    }
}

impl From<&str> for Arg {
    fn from(words: &str) -> Arg {
        Arg::Words(words.to_owned())
    }
}

macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg {
            #[expect(clippy::cast_precision_loss, reason = "counts on pages are small")]
            #[expect(clippy::allow_attributes, reason = "not every number loses precision")]
            #[allow(clippy::cast_lossless, clippy::unnecessary_cast, unfulfilled_lint_expectations)]
            fn from(number: $kind) -> Arg { Arg::Number(number as f64) }
        }

        impl From<&$kind> for Arg {
            fn from(number: &$kind) -> Arg { Arg::from(*number) }
        }
    )+};
}
numbers!(i16, i32, i64, u32, u64, usize, f64);

/// Whether the language itself (without falling back) has the key.
pub fn has(lang: Lang, key: &str) -> bool {
    BUNDLES[lang as usize].get_message(key).is_some_and(|message| message.value().is_some())
}

/// The label of a form's field: the key `<prefix>-<field>`, with underscores or hyphens; None where the catalogue has none.
pub fn label_of(lang: Lang, prefix: &str, field: &str) -> Option<String> {
    let keys = [format!("{prefix}-{field}"), format!("{prefix}-{}", field.replace('_', "-"))];
    keys.iter().find(|key| has(Lang::En, key)).map(|key| say(lang, key, None))
}

/// The text of a key: in this language, else in English, else the key itself (which tests refuse).
pub fn say(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    for spoken in [lang, Lang::En] {
        let bundle = &BUNDLES[spoken as usize];
        if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
            let mut errors = Vec::new();
            let said = bundle.format_pattern(pattern, args, &mut errors).into_owned();
            if !errors.is_empty() {
                tracing::error!(key, ?errors, "a text lacks an argument");
            }
            // English on an Arabic page keeps its full stops and brackets where they belong.
            return if spoken.dir() == lang.dir() {
                said
            } else {
                format!("\u{2068}{said}\u{2069}")
            };
        }
    }
    tracing::error!(key, "a text is missing");
    debug_assert!(false, "the text {key} is missing");
    key.to_owned()
}
