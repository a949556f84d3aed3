//! Words become lines of glyphs: broken at the width there is, in the order in which they are read (Unicode's bidirectional
//! algorithm, UAX 9), each letter from the first font that has it.

use super::faces::{Faces, Loaded};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::Direction;
use std::ops::Range;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Latin, Greek and Cyrillic letters stand before it, and stand beside each other without changing.
const FIRST_JOINED: char = '\u{300}';

/// Size in points, weight, and how far lines stand from each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub size: f32,
    pub bold: bool,
    pub leading: f32,
}

/// Glyphs of one font that stand beside each other, in the order in which they are read: from the right, the pen goes back.
#[derive(Clone, Debug)]
pub struct Run {
    pub glyphs: Vec<KrillaGlyph>,
    pub font: Font,
    pub text: String,
    pub width: f32,
    /// Where the pen begins, from the left end of the line.
    pub x: f32,
}

/// A line, its runs in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub runs: Vec<Run>,
    pub width: f32,
    pub size: f32,
    /// Its first strong letter is written from right to left.
    pub is_rtl: bool,
}

impl Faces<'_> {
    /// The lines of a text at this width. A text without a letter that has a direction takes that of the paper.
    pub fn lines(&self, text: &str, style: Style, width: f32, paper_is_rtl: bool) -> Vec<Line> {
        let mut paragraphs = text.trim_end().split('\n').map(clean).peekable();
        let mut lines = Vec::new();
        while let Some(text) = paragraphs.next() {
            let goes_on = paragraphs.peek().is_some();
            lines.extend(self.paragraph(&text, style, width, paper_is_rtl, goes_on));
        }
        lines
    }

    /// The lines of one paragraph. Where `goes_on`, another follows that is read in one breath with it.
    fn paragraph(
        &self,
        text: &str,
        style: Style,
        width: f32,
        paper_is_rtl: bool,
        goes_on: bool,
    ) -> Vec<Line> {
        let is_rtl = first_strong(text).unwrap_or(paper_is_rtl);
        let level = if is_rtl { Level::rtl() } else { Level::ltr() };
        let bidi = BidiInfo::new(text, Some(level));
        let empty = Line { size: style.size, is_rtl, ..Line::default() };
        let Some(whole) = bidi.paragraphs.first() else { return vec![empty] };
        let breaks = self.breaks(text, style, width);
        let lines = breaks.into_iter().map(|range| {
            let rest = &text[range.end..];
            let is_followed = rest.starts_with(' ') || rest.is_empty() && goes_on;
            let (levels, order) = bidi.visual_runs(whole, range.clone());
            let (mut width, mut runs) = (0.0, Vec::new());
            for part in order {
                let is_rtl = levels[part.start].is_rtl();
                let is_followed = is_followed && part.end == range.end;
                let (room, made) = self.part(&text[part.clone()], is_rtl, is_followed, style);
                runs.extend(made.into_iter().map(|run| (part.start, run.moved(width))));
                width += room;
            }
            runs.sort_by_key(|(start, _)| *start);
            let runs = runs.into_iter().map(|(_, run)| run).collect();
            Line { runs, width, ..empty.clone() }
        });
        lines.collect()
    }

    /// A part of a line in one direction, and its width. Where other words follow on another line, the space before them is said
    /// and takes no room.
    fn part(&self, text: &str, is_rtl: bool, is_followed: bool, style: Style) -> (f32, Vec<Run>) {
        let text = format!("{text}{}", if is_followed { " " } else { "" });
        let mut runs = self.shape(&text, is_rtl, style);
        let last = runs.last().and_then(|run| run.glyphs.last()).filter(|_| is_followed);
        let space = last.map_or(0.0, |glyph| glyph.x_advance.abs() * style.size);
        let room = wide(&runs) - space;
        let mut pen = if is_rtl { room } else { 0.0 };
        for run in &mut runs {
            run.x = pen;
            pen += if is_rtl { -run.width } else { run.width };
        }
        (room, runs)
    }

    /// Where lines begin and end: between words; inside a word only when it is wider than a line.
    fn breaks(&self, text: &str, style: Style, width: f32) -> Vec<Range<usize>> {
        let space = self.width(" ", style);
        let (mut lines, mut line, mut used) = (Vec::new(), 0..0, 0.0);
        let mut at = 0;
        for word in text.split(' ') {
            let long = self.width(word, style);
            let gap = if line.is_empty() { 0.0 } else { space };
            if !line.is_empty() && used + gap + long > width {
                lines.push(std::mem::replace(&mut line, at..at));
                used = 0.0;
            } else {
                used += gap;
            }
            if long > width {
                self.cut(word, at, style, width, &mut lines, &mut line);
                used = self.width(&text[line.clone()], style);
            } else {
                used += long;
                line.end = at + word.len();
            }
            at += word.len() + 1;
        }
        lines.push(line);
        lines
    }

    /// Cuts a word that is wider than a line; what is left of it begins the next.
    fn cut(
        &self,
        word: &str,
        at: usize,
        style: Style,
        width: f32,
        lines: &mut Vec<Range<usize>>,
        line: &mut Range<usize>,
    ) {
        let mut used = 0.0;
        *line = at..at;
        for (place, letter) in word.char_indices() {
            let wide = self.width(letter.encode_utf8(&mut [0; 4]), style);
            if used + wide > width && used > 0.0 {
                lines.push(std::mem::replace(line, at + place..at + place));
                used = 0.0;
            }
            used += wide;
            line.end = at + place + letter.len_utf8();
        }
    }

    /// How wide a text will be. Letters that do not change their shape within a word are added up, which is many times quicker.
    fn width(&self, text: &str, style: Style) -> f32 {
        let first = &self.chain(style.bold)[0];
        let advance = |letter: char| {
            let glyph = first.shaper.glyph_index(letter).filter(|_| letter < FIRST_JOINED)?;
            Some(em(i32::from(first.shaper.glyph_hor_advance(glyph)?), first.units))
        };
        let added: Option<f32> = text.chars().map(advance).sum();
        if let Some(width) = added {
            return width * style.size;
        }
        let is_rtl = first_strong(text).unwrap_or_default();
        wide(&self.shape(text, is_rtl, style))
    }

    /// Letters that follow each other in one direction, as runs of one font each.
    fn shape(&self, text: &str, is_rtl: bool, style: Style) -> Vec<Run> {
        let chain = self.chain(style.bold);
        let mut parts: Vec<(usize, String)> = Vec::new();
        for letter in text.chars().filter(|letter| !is_mark_of_direction(*letter)) {
            let has = |place: usize| chain[place].shaper.glyph_index(letter).is_some();
            let kept = parts.last().map(|(place, _)| *place);
            let kept = kept.filter(|place| !letter.is_alphanumeric() && has(*place));
            let place = kept.or_else(|| (0..chain.len()).find(|place| has(*place))).unwrap_or(0);
            match parts.last_mut() {
                Some((last, words)) if *last == place => words.push(letter),
                _ => parts.push((place, letter.to_string())),
            }
        }
        parts.into_iter().map(|(place, words)| run(&chain[place], words, is_rtl, style)).collect()
    }
}

impl Run {
    fn moved(self, by: f32) -> Run {
        Run { x: self.x + by, ..self }
    }
}

fn wide(runs: &[Run]) -> f32 {
    runs.iter().map(|run| run.width).sum()
}

fn run(loaded: &Loaded<'_>, text: String, is_rtl: bool, style: Style) -> Run {
    let direction = if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight };
    let shaped = loaded.shape(&text, direction);
    let mut starts: Vec<usize> =
        shaped.glyph_infos().iter().map(|info| place(info.cluster)).collect();
    starts.sort_unstable();
    let mut glyphs = Vec::with_capacity(shaped.len());
    for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let from = place(info.cluster);
        let until = starts.iter().find(|start| **start > from).copied().unwrap_or(text.len());
        let part = |units: i32| em(units, loaded.units);
        let (glyph, advance) = match info.glyph_id {
            0 => loaded.stand_in,
            glyph => (glyph, position.x_advance),
        };
        let (advance, back) = if is_rtl { (-advance, advance) } else { (advance, 0) };
        glyphs.push(KrillaGlyph::new(
            GlyphId::new(glyph),
            part(advance),
            part(position.x_offset - back),
            part(position.y_offset),
            part(position.y_advance),
            from..until,
            None,
        ));
    }
    if is_rtl {
        glyphs.reverse();
    }
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>().abs() * style.size;
    Run { glyphs, font: loaded.font.clone(), text, width, x: 0.0 }
}

fn place(cluster: u32) -> usize {
    usize::try_from(cluster).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "font units are small")]
fn em(units: i32, of: f32) -> f32 {
    units as f32 / of
}

/// One space between words, no control characters.
fn clean(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Marks that only order text; they have done their work when lines are shaped.
fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether the first letter that has a direction is written from right to left; what is isolated does not count (UAX 9, P2).
fn first_strong(text: &str) -> Option<bool> {
    let mut depth = 0;
    for c in text.chars() {
        match bidi_class(c) {
            BidiClass::LRI | BidiClass::RLI | BidiClass::FSI => depth += 1,
            BidiClass::PDI => depth = i32::max(depth - 1, 0),
            BidiClass::L if depth == 0 => return Some(false),
            BidiClass::R | BidiClass::AL if depth == 0 => return Some(true),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::faces::kit;

    const PLAIN: Style = Style { size: 10.0, bold: false, leading: 14.0 };

    /// Tests of shapes need letters: the machine that runs them has a font (`docs/testing.md`).
    fn lines(text: &str, width: f32) -> Vec<Line> {
        let faces = Faces::of(kit().unwrap()).unwrap();
        faces.lines(text, PLAIN, width, false)
    }

    fn read(lines: &[Line]) -> Vec<String> {
        let line = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        lines.iter().map(line).collect()
    }

    #[test]
    fn long_sentences_break_at_words_fit_and_lose_none() {
        let text = "word  and another ".repeat(40);
        let made = lines(&text, 300.0);
        assert!(made.len() > 5 && made.iter().all(|line| line.width <= 300.0));
        assert_eq!(
            read(&made).concat().split(' ').count(),
            120,
            "lines end with the space that is read"
        );
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_and_lines_of_a_text_stay_lines() {
        let hash = "0123456789abcdef".repeat(8);
        let made = lines(&format!("SHA-256 {hash} end"), 120.0);
        assert!(made.iter().all(|line| line.width <= 121.0));
        assert_eq!(read(&made).concat().replace(' ', ""), format!("SHA-256{hash}end"));
        assert_eq!(read(&lines("one\n\ntwo", 300.0)), ["one ", "", "two"]);
    }

    #[test]
    fn arabic_is_read_from_the_right_and_a_latin_name_inside_it_from_the_left() {
        assert!(kit().unwrap().has_arabic);
        let made = lines("اجتماع Mill Ford غدا", 400.0);
        assert!(made[0].is_rtl);
        assert_eq!(read(&made), ["اجتماع Mill Ford غدا"], "runs stand as they are read");
        // The pen begins at the right with the first word and goes back; the name between them is written forwards.
        let [first, name, .., last] = &made[0].runs[..] else { panic!("{:?}", read(&made)) };
        assert!((first.x - made[0].width).abs() < 0.01 && first.x > name.x && name.x >= last.x);
        assert!((last.x - last.width).abs() < 0.01, "the last word ends at the left");
        let forwards = |run: &Run| run.glyphs.iter().all(|glyph| glyph.x_advance >= 0.0);
        assert!(forwards(name) && !forwards(first) && !forwards(last));
        let long = "السلاسل الإنسانية أربعة أسابيع انتهت في 1 نوفمبر ".repeat(9);
        assert!(lines(&long, 300.0).iter().all(|line| line.width <= 302.0));
        // Letters inside a word are joined: fewer shapes of their own than when they stand alone.
        let ids = |text: &str| -> Vec<u32> {
            let made = lines(text, 400.0);
            made[0]
                .runs
                .iter()
                .flat_map(|run| run.glyphs.iter().map(|g| g.glyph_id.to_u32()))
                .collect()
        };
        assert_ne!(ids("ببب"), [ids("ب"), ids("ب"), ids("ب")].concat());
    }

    #[test]
    fn the_space_between_two_lines_is_read_and_takes_no_room() {
        for text in ["word and another ".repeat(9), "السلاسل الإنسانية أربعة أسابيع ".repeat(9)]
        {
            for line in lines(&text, 120.0) {
                let alone = lines(&read(std::slice::from_ref(&line))[0], 200.0);
                assert!((alone[0].width - line.width).abs() < 0.01, "{text}");
            }
        }
    }

    #[test]
    fn a_letter_that_no_font_has_is_drawn_as_missing_and_read_as_itself() {
        let made = lines("Ngũ 王", 300.0);
        assert_eq!(read(&made), ["Ngũ 王"]);
        let glyphs = made[0].runs.iter().flat_map(|run| &run.glyphs);
        assert!(
            glyphs.clone().count() == 5 && glyphs.clone().all(|glyph| glyph.glyph_id.to_u32() != 0)
        );
    }

    #[test]
    fn what_is_isolated_gives_no_direction_and_leaves_no_mark() {
        assert_eq!(first_strong("\u{2068}Minutes\u{2069} 12"), None);
        assert_eq!(first_strong("12 ب"), Some(true));
        assert_eq!(read(&lines("\u{2068}Minutes\u{2069}", 300.0)), ["Minutes"]);
    }
}
