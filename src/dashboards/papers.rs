//! The dashboard of a week as a document: first glance, charts, tables. Made by the house once the week has closed.
//!
//! How papers look is in `src/paper/`. Where the machine has no font no document is made, and the pages print.

use super::{
    charts::{self, Numbers},
    drawing::written,
    keeping::last_week,
    model::{Chart, Figure, Period},
    reading::{self, Reader},
    store, words,
};
use crate::{
    access::{Permit, Viewer},
    db::{Db, Mode, Tx},
    i18n::{Lang, Text, say},
    paper::{self, Frame, Paper, Piece},
    web::{error::Result, filters::write_day, html::Voice},
};
use jiff::civil::Date;
use jiff_sqlx::ToSqlx as _;

/// Writes what is missing of the week that closed last; returns how many documents were made.
pub async fn write(db: &Db) -> Result<usize> {
    if !paper::is_possible() {
        return Ok(0);
    }
    let mut tx = db.begin(Viewer::house(), Mode::Write).await?;
    let today = store::today(&mut tx).await?;
    let week = last_week(today);
    let known = store::papers(&mut tx).await?;
    let missing: Vec<Lang> = Lang::ALL
        .iter()
        .copied()
        .filter(|lang| paper::speaks(lang) && !known.contains(&(week, lang.as_str().to_owned())))
        .collect();
    for lang in &missing {
        let pdf = paper::pdf(&make(&mut tx, (week, today), *lang).await?)?;
        let period = Period::of(week);
        let permit = tx.permit(super::policy::WritePaper, &period)?;
        keep(&mut tx, permit, week, *lang, &pdf).await?;
    }
    tx.commit().await?;
    Ok(missing.len())
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
async fn make(tx: &mut Tx, (week, today): (Date, Date), lang: Lang) -> Result<Paper> {
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
    let mission = store::mission(tx).await?;
    let mut paper =
        Paper::new(frame(mission, day(today), lang), say(lang, "dashboards-papers", None), title);
    paper.note(hint);
    paper.heading(say(lang, "dashboards-glance", None));
    paper.list(glance.iter().map(|text| text.say(lang)).collect());
    for chart in charts.iter().filter(|chart| !chart.rows.is_empty()) {
        draw(&mut paper, chart, lang);
    }
    Ok(paper)
}

fn frame(mission: String, today: String, lang: Lang) -> Frame {
    Frame {
        lang,
        house: say(lang, "frame-house", None),
        mission,
        label: say(lang, "paper-for-leaders", None),
        foot: Text::new("paper-foot-house").with("at", today).say(lang),
        mark: None,
        url: "/dashboards".to_owned(),
    }
}

/// The question, what the bars are, the bars.
fn draw(paper: &mut Paper, chart: &Chart, lang: Lang) {
    let longest = i32::try_from(chart.longest().max(1)).unwrap_or(i32::MAX);
    let reach = |n: i64| {
        let share = f64::from(i32::try_from(n).unwrap_or(i32::MAX)) / f64::from(longest);
        #[expect(clippy::cast_possible_truncation, reason = "a length on paper")]
        let share = share as f32;
        share
    };
    paper.heading(chart.title.say(lang));
    if let Some((_, said)) = &chart.mark {
        paper.note(said.say(lang));
    }
    // Not every font has the sign for "nearly".
    let written = |figure: &Figure| written(figure, lang).replace('≈', "~");
    let rows = chart.rows.iter().map(|row| {
        let figures = row.figures.iter().map(|one| (written(one), reach(one.length())));
        (row.label.say(lang), figures.collect())
    });
    let rows = rows.collect();
    let columns = chart.columns.iter().map(|column| column.say(lang)).collect();
    paper.add(Piece::Bars { columns, rows });
}
