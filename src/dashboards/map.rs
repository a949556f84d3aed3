//! *Where?* Districts shaded by one measure, with the table of it. No humanitarian series by district.

use super::store;
use crate::{
    areas::{
        self,
        model::{Entry, Map},
    },
    db::Tx,
    i18n::{Lang, Text},
    map::model::Scale,
    web::error::Result,
};
use std::collections::HashMap;
use uuid::Uuid;

crate::codes! {
    /// What districts are shaded by.
    Measure { Requests = "requests", Activities = "activities", Projects = "projects", Absorption = "absorption" }
}

/// The country by one measure.
pub struct Places {
    pub measure: Measure,
    map: Map,
    scale: Scale,
    numbers: HashMap<Uuid, [i64; 4]>,
    codes: HashMap<Uuid, String>,
    regions: Vec<Entry>,
    lang: Lang,
    pub mark: i64,
}

/// One outline of the picture.
pub struct Shown {
    pub code: String,
    pub name: String,
    pub path: String,
    pub shade: usize,
    pub number: i64,
}

/// One district of the table, with all measures.
pub struct Line {
    pub code: String,
    pub name: String,
    pub region: String,
    pub numbers: [i64; 4],
}

impl Places {
    /// What stands in each district now; `measure` as typed in the address.
    pub async fn of(tx: &mut Tx, measure: &str, lang: Lang) -> Result<Places> {
        let measure = Measure::parse(measure).unwrap_or(Measure::Requests);
        let (counted, mark) = store::places(tx).await?;
        let regions = areas::store::regions(tx).await?;
        let shapes = areas::store::shapes(tx).await?;
        let mut numbers: HashMap<Uuid, [i64; 4]> = HashMap::new();
        for ((name, district), n) in counted {
            let at = Measure::parse(&name).map_or(0, |one| one as usize);
            numbers.entry(district).or_default()[at] = n;
        }
        for row in numbers.values_mut() {
            row[3] = (row[1] + row[2]) * 100 / mark.max(1);
        }
        let of = |id: &Uuid| numbers.get(id).map_or(0, |row| row[measure as usize]);
        let scale = Scale::of(shapes.iter().map(|shape| of(&shape.area_id)));
        let all = regions.iter().flat_map(|region| std::iter::once(region).chain(&region.inside));
        let codes = all.map(|area| (area.id, area.code.clone())).collect();
        Ok(Places { measure, map: Map::of(&shapes), scale, numbers, codes, regions, lang, mark })
    }

    pub fn is_blank(&self) -> bool {
        self.map.is_empty()
    }

    /// The frame of the picture.
    pub fn frame(&self) -> String {
        format!("-4 -4 {} {}", self.map.width + 8, self.map.height + 8)
    }

    pub fn shown(&self) -> Vec<Shown> {
        let of = |id: &Uuid| self.numbers.get(id).map_or(0, |row| row[self.measure as usize]);
        let outlines = self.map.outlines.iter().map(|outline| Shown {
            code: self.codes.get(&outline.area_id).cloned().unwrap_or_default(),
            name: outline.name.clone(),
            path: outline.path.clone(),
            shade: self.scale.shade(of(&outline.area_id)),
            number: of(&outline.area_id),
        });
        outlines.collect()
    }

    /// Each shade with the numbers that it stands for.
    pub fn legend(&self) -> Vec<(usize, Text)> {
        let text = |(shade, from, until): (usize, i64, Option<i64>)| {
            let last = until.map_or_else(
                || Text::new("map-and-more").with("n", from.to_string()),
                |until| {
                    let words =
                        if until == from { from.to_string() } else { format!("{from}–{until}") };
                    Text::new("dashboards-named").with("name", words)
                },
            );
            (shade, last)
        };
        self.scale.steps().into_iter().map(text).collect()
    }

    /// Districts in which something stands, those with most of the measure first.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for region in &self.regions {
            for area in std::iter::once(region).chain(&region.inside) {
                if let Some(numbers) = self.numbers.get(&area.id) {
                    lines.push(Line {
                        code: area.code.clone(),
                        name: area.name_in(self.lang).to_owned(),
                        region: region.name_in(self.lang).to_owned(),
                        numbers: *numbers,
                    });
                }
            }
        }
        lines.sort_by_key(|line| -line.numbers[self.measure as usize]);
        lines
    }
}
