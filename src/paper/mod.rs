//! Papers: a record on A4, as one would hand it to a governor. Features say what stands on a paper, in pieces; here they are laid out,
//! drawn, and named for those who hear them instead of reading.
//!
//! The program carries no font. It borrows one of the usual free ones of the machine (`docs/operations.md`); without one there is no
//! document, and the pages print.

mod answer;
mod draw;
mod faces;
mod layout;
mod pages;
mod pieces;
mod rows;
mod shaping;
mod tags;

pub use answer::{answer, frame};
pub use pieces::{Column, Frame, Paper, Piece};

use crate::{
    i18n::Lang,
    web::error::{Error, Result},
};
use faces::Faces;

/// Whether this machine has a font to write with. Links to documents stand only where it has.
pub fn is_possible() -> bool {
    faces::kit().is_some()
}

/// The language of a paper for this reader: their own where the font has its letters, else English.
pub fn language(reader: Lang) -> Lang {
    let can_write = faces::kit().is_none_or(|kit| reader != Lang::Ar || kit.has_arabic);
    if can_write { reader } else { Lang::En }
}

/// Whether a reader of this language gets papers in it; templates hand it over behind any number of references.
pub fn speaks(lang: impl std::fmt::Display) -> bool {
    Lang::parse(&lang.to_string()).is_some_and(|lang| language(lang) == lang)
}

/// The document as bytes. [`Error::Conflict`] where the machine has no font.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>> {
    let no_font = || Error::Conflict { reason: "paper-no-font", url: paper.frame.url.clone() };
    let faces = faces::kit().and_then(Faces::of).ok_or_else(no_font)?;
    draw::draw(paper, &faces)
}
