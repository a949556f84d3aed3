//! Whether two versions of a code are drawn in the same place.

use crate::areas::model::Draft;
use serde_json::Value;

/// Degrees between two centres beyond which a place of another name is another place: some 55 km.
const FAR: f64 = 0.5;
/// How much of what both cover together they must share.
const SHARED: f64 = 0.3;

/// Whether the maps say that a code with a new name means another place: it had a polygon of its own and borrows one now, its
/// polygons hardly share ground, or its centres are far apart. Without maps nothing says so.
pub fn differ(old: &Draft, new: &Draft) -> bool {
    let borrows = |draft: &Draft| draft.shape_code.as_ref().is_some_and(|code| *code != draft.code);
    if old.shape.is_some() && borrows(new) || borrows(old) && new.shape.is_some() {
        return true;
    }
    if let (Some(old), Some(new)) = (bounds(old.shape.as_ref()), bounds(new.shape.as_ref())) {
        return shared(old, new) < SHARED;
    }
    match (old.lat.zip(old.lon), new.lat.zip(new.lon)) {
        (Some((a, b)), Some((c, d))) => (a - c).hypot(b - d) > FAR,
        _ => false,
    }
}

/// West, south, east, north.
type Bounds = (f64, f64, f64, f64);

fn bounds(shape: Option<&Value>) -> Option<Bounds> {
    let mut points = Vec::new();
    collect(shape?.get("coordinates")?, &mut points);
    let first = *points.first()?;
    Some(points.iter().fold((first.0, first.1, first.0, first.1), |(w, s, e, n), (lon, lat)| {
        (w.min(*lon), s.min(*lat), e.max(*lon), n.max(*lat))
    }))
}

/// Every pair of numbers, however deep it lies; the importer has bounded what there is.
fn collect(value: &Value, points: &mut Vec<(f64, f64)>) {
    let Some(list) = value.as_array() else { return };
    if let (Some(lon), Some(lat)) =
        (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64))
    {
        points.push((lon, lat));
    } else {
        for inner in list {
            collect(inner, points);
        }
    }
}

/// The share of what both boxes cover that they have in common, from 0 to 1.
fn shared(a: Bounds, b: Bounds) -> f64 {
    let size = |(w, s, e, n): Bounds| (e - w).max(0.0) * (n - s).max(0.0);
    let common = size((a.0.max(b.0), a.1.max(b.1), a.2.min(b.2), a.3.min(b.3)));
    let all = size(a) + size(b) - common;
    if all > 0.0 { common / all } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn draft(code: &str, shape_code: &str, square: Option<(f64, f64)>) -> Draft {
        let shape = square.map(|(x, y)| {
            let ring = [[x, y], [x + 1.0, y], [x + 1.0, y + 1.0], [x, y + 1.0], [x, y]];
            json!({"type": "MultiPolygon", "coordinates": [[ring]]})
        });
        let (code, shape_code) = (code.to_owned(), Some(shape_code.to_owned()));
        Draft { code, shape_code, shape, lat: Some(2.0), lon: Some(45.0), ..Draft::default() }
    }

    #[test]
    fn a_part_that_borrows_the_polygon_of_the_whole_is_another_place() {
        let (whole, part) = (draft("A", "A", Some((0.0, 0.0))), draft("A", "R", None));
        assert!(differ(&whole, &part) && differ(&part, &whole));
        assert!(!differ(&part, &part));
    }

    #[test]
    fn polygons_on_other_ground_are_other_places() {
        let here = draft("A", "A", Some((0.0, 0.0)));
        assert!(!differ(&here, &draft("A", "A", Some((0.1, 0.1)))));
        assert!(differ(&here, &draft("A", "A", Some((0.9, 0.0)))));
        assert!(differ(&here, &draft("A", "A", Some((7.0, 7.0)))));
    }

    #[test]
    fn without_polygons_only_far_centres_tell_places_apart() {
        let here = Draft { lat: Some(2.0), lon: Some(45.0), ..Draft::default() };
        let near = Draft { lat: Some(2.2), ..here.clone() };
        let far = Draft { lat: Some(3.0), ..here.clone() };
        assert!(!differ(&here, &near) && differ(&here, &far));
        assert!(!differ(&here, &Draft::default()));
    }
}
