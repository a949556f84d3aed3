//! The dashboard of a week as a document: first glance, charts, tables. Made by the house once the week has closed.
//!
//! The program carries no font: it looks for one of the usual free ones on the machine (`docs/operations.md`). Where there
//! is none, no document is made, and the pages print.

use super::{
    charts::{self, Numbers},
    drawing::{self, written},
    keeping::last_week,
    model::{Chart, Period},
    reading::{self, Reader},
    store, words,
};
use crate::{
    access::{Permit, Viewer},
    db::{Db, Mode, Tx},
    i18n::{Lang, Text, say},
    web::{
        error::{Error, Result},
        filters::write_day,
        html::Voice,
    },
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;
use krilla::{
    Document,
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    text::{Font, TextDirection},
};

/// Where Debian keeps free fonts that have the letters of English and French.
const FONTS: [&str; 4] = [
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "/usr/share/fonts/dejavu/DejaVuSans.ttf",
];
/// A4, in points.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const EDGE: f32 = 48.0;

/// Writes what is missing of the week that closed last; returns how many documents were made.
pub async fn write(db: &Db) -> Result<usize> {
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let today = store::today(&mut tx).await?;
    let week = last_week(today);
    let known = store::papers(&mut tx).await?;
    let missing: Vec<Lang> = [Lang::En, Lang::Fr]
        .into_iter()
        .filter(|lang| !known.contains(&(week, lang.as_str().to_owned())))
        .collect();
    let Some(font) = (if missing.is_empty() { None } else { font() }) else { return Ok(0) };
    for lang in &missing {
        let pdf = make(&mut tx, (week, today), *lang, &font).await?;
        let period = Period::of(week);
        let permit = tx.permit(super::policy::WritePaper, &period)?;
        keep(&mut tx, permit, week, *lang, &pdf).await?;
    }
    tx.commit().await?;
    Ok(missing.len())
}

fn font() -> Option<Font> {
    let data = FONTS.iter().find_map(|path| std::fs::read(path).ok())?;
    Font::new(data.into(), 0)
}

async fn keep(
    tx: &mut Tx,
    permit: Permit<'_, super::policy::WritePaper>,
    week: Date,
    lang: Lang,
    pdf: &[u8],
) -> Result<()> {
    permit.spend(tx).await?;
    sqlx::query!(
        "insert into papers (week, lang, pdf) values ($1, $2, $3) on conflict do nothing",
        week.to_sqlx() as jiff_sqlx::Date,
        lang.as_str(),
        pdf,
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the pages show on the day the week closed, put on paper.
async fn make(
    tx: &mut Tx,
    (week, today): (Date, Date),
    lang: Lang,
    font: &Font,
) -> Result<Vec<u8>> {
    let reader =
        Reader { period: Period::of(today).before(1), today, sector: None, reads_all: true };
    let numbers: Numbers = reading::numbers(tx, &reader).await?;
    let open = reading::open(tx, &reader, lang).await?;
    let links = reading::links(tx, &reader).await?;
    let (sums, ageing) = reading::meetings(tx, &reader).await?;
    let (money, money_charts) = reading::of_money(tx, &reader, lang).await?;
    let voice = Voice { lang, zone: jiff::tz::TimeZone::UTC, now: crate::clock::now() };
    let day = |date: Date| write_day(date, &voice);
    let mut glance = words::glance(&numbers, &open, (reader.period, today), lang, &day);
    glance.extend(money);
    let mut charts = charts::answering(&numbers, &open.by_state());
    charts.extend(charts::coherent(&numbers, links.as_ref()));
    charts.extend(charts::meetings(&sums, &ageing));
    charts.extend(money_charts);
    charts.extend(charts::voluntary(&numbers));
    let title = Text::new("dashboards-paper-title").with("day", day(week)).say(lang);
    let last = day(reader.period.last());
    let hint = Text::new("dashboards-paper-hint").with("day", last).say(lang);
    draw(&title, &[hint], &glance, &charts, (lang, font))
}

/// Lays everything out, as many pages as it takes.
fn draw(
    title: &str,
    hints: &[String],
    glance: &[Text],
    charts: &[Chart],
    (lang, font): (Lang, &Font),
) -> Result<Vec<u8>> {
    let mut lines = vec![Piece::Words(title.to_owned(), 16.0), Piece::Space(6.0)];
    lines.extend(hints.iter().flat_map(|hint| wrapped(hint, 9.0)));
    lines.push(Piece::Space(8.0));
    lines.push(Piece::Words(say(lang, "dashboards-glance", None), 12.0));
    lines.extend(glance.iter().flat_map(|text| wrapped(&format!("• {}", text.say(lang)), 10.0)));
    for chart in charts.iter().filter(|chart| !chart.rows.is_empty()) {
        lines.extend(chart_pieces(chart, lang));
    }
    let mut document = Document::new();
    let mut rest = lines.as_slice();
    while !rest.is_empty() {
        let count = fitting(rest);
        let settings = PageSettings::from_wh(WIDTH, HEIGHT);
        let settings = settings.ok_or_else(|| Error::Internal("a page has no size".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        paint(&mut surface, &rest[..count], font);
        surface.finish();
        page.finish();
        rest = &rest[count..];
    }
    document.finish().map_err(|error| Error::Internal(format!("the paper: {error:?}")))
}

/// What stands under each other on the page.
enum Piece {
    Words(String, f32),
    Space(f32),
    /// A row of a table: label, figures, and how far its bars reach from 0 to 1.
    Row(String, Vec<(String, f32)>),
    /// Begins a chart: stays with what follows.
    Head(String),
}

impl Piece {
    fn height(&self) -> f32 {
        match self {
            Piece::Words(_, size) => size * 1.35,
            Piece::Space(height) => *height,
            Piece::Row(_, figures) => {
                12.0 * f32::from(u8::try_from(figures.len()).unwrap_or(1)) + 2.0
            }
            Piece::Head(_) => 26.0,
        }
    }
}

fn chart_pieces(chart: &Chart, lang: Lang) -> Vec<Piece> {
    let longest = i32::try_from(chart.longest().max(1)).unwrap_or(i32::MAX);
    let reach = |n: i64| {
        let share = f64::from(i32::try_from(n).unwrap_or(i32::MAX)) / f64::from(longest);
        #[expect(clippy::cast_possible_truncation, reason = "a length on paper")]
        let share = share as f32;
        share
    };
    let columns: Vec<String> = chart.columns.iter().map(|column| column.say(lang)).collect();
    let mut pieces = vec![Piece::Head(chart.title.say(lang))];
    if columns.len() > 1 {
        pieces.extend(wrapped(&columns.join(" / "), 8.0));
    }
    if let Some((_, said)) = &chart.mark {
        pieces.extend(wrapped(&said.say(lang), 8.0));
    }
    pieces.extend(chart.rows.iter().map(|row| {
        let figures = row.figures.iter().map(|one| (written(one, lang), reach(one.length())));
        Piece::Row(drawing::short(&row.label.say(lang)), figures.collect())
    }));
    pieces
}

/// Lines of about the width of the page, broken at words.
fn wrapped(text: &str, size: f32) -> Vec<Piece> {
    let most = if size < 9.5 { 105 } else { 92 };
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= most {
            lines.push(Piece::Words(std::mem::take(&mut line), size));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(Piece::Words(line, size));
    lines
}

/// How many pieces fit on a page; a head never stands alone at its foot.
fn fitting(pieces: &[Piece]) -> usize {
    let (mut height, mut count) = (0.0, 0);
    for piece in pieces {
        height += piece.height();
        if height > HEIGHT - 2.0 * EDGE && count > 0 {
            break;
        }
        count += 1;
    }
    while count > 1 && count < pieces.len() && matches!(pieces[count - 1], Piece::Head(_)) {
        count -= 1;
    }
    count
}

fn paint(surface: &mut Surface<'_>, pieces: &[Piece], font: &Font) {
    let mut y = EDGE;
    for piece in pieces {
        match piece {
            Piece::Space(_) => {}
            Piece::Words(text, size) => write_at(surface, font, (EDGE, y + size), *size, text),
            Piece::Head(text) => write_at(surface, font, (EDGE, y + 22.0), 11.0, text),
            Piece::Row(label, figures) => row(surface, font, y, label, figures),
        }
        y += piece.height();
    }
}

fn row(surface: &mut Surface<'_>, font: &Font, top: f32, label: &str, figures: &[(String, f32)]) {
    write_at(surface, font, (EDGE, top + 10.0), 9.0, label);
    let mut y = top;
    for (at, (figure, reach)) in figures.iter().enumerate() {
        let width = 190.0 * reach;
        let shade =
            if at == 0 { rgb::Color::new(24, 92, 92) } else { rgb::Color::new(176, 132, 52) };
        if width > 0.0 {
            surface.set_fill(Some(Fill { paint: shade.into(), ..Fill::default() }));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(EDGE + 220.0, y + 3.0, width, 8.0) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        write_at(surface, font, (EDGE + 226.0 + width, y + 10.0), 9.0, figure);
        y += 12.0;
    }
}

fn write_at(surface: &mut Surface<'_>, font: &Font, (x, y): (f32, f32), size: f32, text: &str) {
    let ink = rgb::Color::new(30, 34, 38);
    surface.set_fill(Some(Fill { paint: ink.into(), ..Fill::default() }));
    surface.draw_text(Point::from_xy(x, y), font.clone(), size, text, false, TextDirection::Auto);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_break_at_words_and_lose_none() {
        let text = "word ".repeat(60);
        let lines = wrapped(&text, 10.0);
        let all: usize = lines
            .iter()
            .map(|line| match line {
                Piece::Words(words, _) => {
                    assert!(words.chars().count() <= 92);
                    words.split(' ').count()
                }
                _ => 0,
            })
            .sum();
        assert_eq!(all, 60);
    }

    #[test]
    fn a_head_goes_to_the_next_page_with_its_rows() {
        let mut pieces: Vec<Piece> = (0..61).map(|_| Piece::Space(12.0)).collect();
        pieces.push(Piece::Head("Why?".to_owned()));
        pieces.push(Piece::Row("Because".to_owned(), vec![(String::new(), 0.0)]));
        assert!(fitting(&pieces) <= 61);
    }
}
