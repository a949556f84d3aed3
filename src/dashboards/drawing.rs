//! A chart as a picture: where its bars and words stand. Mirrored for languages written from right to left.

use super::model::{Chart, Figure};
use crate::i18n::{Lang, say};

const WIDTH: i64 = 640;
const LABELS: i64 = 236;
const LONGEST: i64 = 320;
const BAR: i64 = 14;
const GAP: i64 = 8;
const TOP: i64 = 20;

/// A picture in its own units; the page scales it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    pub width: i64,
    pub height: i64,
    pub bars: Vec<Bar>,
    pub words: Vec<Word>,
    pub mark: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// Which column it shows, from 0.
    pub column: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub x: i64,
    pub y: i64,
    pub text: String,
}

/// What a figure says: its number, "few", or a dash for nothing.
pub fn written(figure: &Figure, lang: Lang) -> String {
    match figure {
        Figure::None => "–".to_owned(),
        Figure::Few => say(lang, "dashboards-few", None),
        Figure::Number(n) => n.to_string(),
        Figure::Words(words, _) => words.clone(),
    }
}

/// Draws a chart: a row of bars for each label, as long as their numbers.
pub fn draw(chart: &Chart, lang: Lang) -> Drawing {
    let longest = chart.longest().max(1);
    let length = |n: i64| (n * LONGEST + longest - 1) / longest;
    let is_mirrored = lang.dir() == "rtl";
    let turned = |x: i64, width: i64| if is_mirrored { WIDTH - x - width } else { x };
    let columns = i64::try_from(chart.columns.len()).unwrap_or(1);
    let mut drawing =
        Drawing { width: WIDTH, height: 0, bars: Vec::new(), words: Vec::new(), mark: None };
    let mut y = if chart.mark.is_some() { TOP } else { 0 };
    for row in &chart.rows {
        let middle = y + columns * BAR / 2 + 5;
        drawing.words.push(Word { x: turned(0, 0), y: middle, text: short(&row.label.say(lang)) });
        for (column, figure) in row.figures.iter().enumerate() {
            let width = length(figure.length());
            if width > 0 {
                let x = turned(LABELS, width);
                drawing.bars.push(Bar { x, y: y + 1, width, height: BAR - 2, column });
            }
            let text = written(figure, lang);
            drawing.words.push(Word { x: turned(LABELS + width + 6, 0), y: y + BAR - 3, text });
            y += BAR;
        }
        y += GAP;
    }
    drawing.height = y.max(1);
    if let Some((at, said)) = &chart.mark {
        let x = LABELS + length(*at);
        drawing.mark = Some(turned(x, 0));
        drawing.words.push(Word { x: turned(x + 4, 0), y: 13, text: short(&said.say(lang)) });
    }
    drawing
}

/// Labels in a picture have little room; the table under it has them whole.
pub fn short(text: &str) -> String {
    const MOST: usize = 34;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dashboards::model::Row, i18n::Text};

    fn chart(numbers: &[Figure]) -> Chart {
        let row =
            |figure: &Figure| Row { label: Text::new("frame-yes"), figures: vec![figure.clone()] };
        Chart {
            id: "one",
            title: Text::new("frame-yes"),
            hint: None,
            rows_are: "frame-yes",
            columns: vec![Text::new("frame-yes")],
            rows: numbers.iter().map(row).collect(),
            mark: None,
        }
    }

    #[test]
    fn bars_are_as_long_as_their_numbers_and_what_is_not_told_has_none() {
        let drawing = draw(&chart(&[Figure::Number(10), Figure::Few, Figure::Number(5)]), Lang::En);
        assert_eq!(
            drawing.bars.iter().map(|bar| bar.width).collect::<Vec<_>>(),
            [LONGEST, LONGEST / 2]
        );
        assert!(drawing.words.iter().any(|word| word.text == "few"));
    }

    #[test]
    fn right_to_left_is_the_mirror_image() {
        let figures = [Figure::Number(10), Figure::Number(5)];
        let (there, mirrored) =
            (draw(&chart(&figures), Lang::En), draw(&chart(&figures), Lang::Ar));
        for (bar, other) in there.bars.iter().zip(&mirrored.bars) {
            assert_eq!(bar.x + bar.width, WIDTH - other.x);
        }
    }
}
