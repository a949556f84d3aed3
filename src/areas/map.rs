//! The picture of the country: polygons become paths of whole numbers, small enough to travel with the page.

use super::model::Shape;
use serde_json::Value;
use std::{collections::HashSet, fmt::Write};
use uuid::Uuid;

/// The width of the picture in its own units: finer than a phone's screen shows.
const WIDTH: f64 = 900.0;

/// A picture without words: each area's outline with its address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    pub width: i32,
    pub height: i32,
    pub outlines: Vec<Outline>,
}

/// One area of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub area_id: Uuid,
    pub name: String,
    /// What stands in `d` of an SVG path.
    pub path: String,
}

impl Map {
    /// Draws the shapes, north up, degrees of longitude shortened as they are in the middle of the country.
    pub fn of(shapes: &[Shape]) -> Map {
        let points = || shapes.iter().flat_map(|shape| rings(&shape.geometry)).flatten();
        let Some(frame) = Frame::around(points()) else { return Map::default() };
        let outline = |shape: &Shape| Outline {
            area_id: shape.area_id,
            name: shape.name.clone(),
            path: rings(&shape.geometry).map(|ring| frame.path(ring)).collect(),
        };
        Map {
            width: whole(WIDTH),
            height: whole(frame.height()),
            outlines: shapes.iter().map(outline).collect(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.outlines.is_empty()
    }
}

/// The areas that share at least two corners with this one: its neighbours, where boundaries were drawn together.
pub fn neighbours(shapes: &[Shape], area: Uuid) -> Vec<Uuid> {
    let corners = |shape: &Shape| -> HashSet<(u64, u64)> {
        rings(&shape.geometry).flatten().map(|(x, y)| (x.to_bits(), y.to_bits())).collect()
    };
    let Some(own) = shapes.iter().find(|shape| shape.area_id == area).map(corners) else {
        return Vec::new();
    };
    let touches = |shape: &&Shape| {
        shape.area_id != area && corners(shape).intersection(&own).nth(1).is_some()
    };
    shapes.iter().filter(touches).map(|shape| shape.area_id).collect()
}

/// How degrees become units of the picture.
struct Frame {
    west: f64,
    north: f64,
    south: f64,
    across: f64,
    scale: f64,
}

impl Frame {
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Frame> {
        let start = (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY);
        let (west, east, south, north) = points.fold(start, |(w, e, s, n), (lon, lat)| {
            (w.min(lon), e.max(lon), s.min(lat), n.max(lat))
        });
        let across = f64::midpoint(north, south).to_radians().cos();
        let width = (east - west) * across;
        (width > 0.0).then(|| Frame { west, north, south, across, scale: WIDTH / width })
    }

    fn height(&self) -> f64 {
        (self.north - self.south) * self.scale
    }

    /// A closed path in steps from point to point; points that fall together are one.
    fn path(&self, ring: impl Iterator<Item = (f64, f64)>) -> String {
        let mut path = String::new();
        let mut last: Option<(i32, i32)> = None;
        for (lon, lat) in ring {
            let x = whole((lon - self.west) * self.across * self.scale);
            let y = whole((self.north - lat) * self.scale);
            // Writing into a String cannot fail.
            let _ = match last {
                None => write!(path, "M{x} {y}l"),
                Some(was) if was == (x, y) => continue,
                Some((a, b)) => write!(path, "{} {} ", x - a, y - b),
            };
            last = Some((x, y));
        }
        format!("{}z", path.trim_end())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "units of a picture; `as` stops at the ends")]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

/// The rings of a polygon or several, as longitude and latitude; what is no pair of numbers is left out.
fn rings(geometry: &Value) -> impl Iterator<Item = impl Iterator<Item = (f64, f64)>> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let coordinates = &geometry["coordinates"];
    let polygons =
        if geometry["type"] == "Polygon" { vec![coordinates.clone()] } else { list(coordinates) };
    let rings: Vec<Value> = polygons.iter().flat_map(list).collect();
    rings.into_iter().map(move |ring| {
        let point = |point: Value| Some((point.get(0)?.as_f64()?, point.get(1)?.as_f64()?));
        list(&ring).into_iter().filter_map(point)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn shape(geometry: Value) -> Shape {
        Shape { area_id: Uuid::nil(), name: "A".to_owned(), geometry }
    }

    #[test]
    fn a_square_at_the_equator_is_a_square() {
        let square = json!({"type": "Polygon", "coordinates": [[[1, -1], [3, -1], [3, 1], [1, 1], [1, -1]]]});
        let map = Map::of(&[shape(square)]);
        assert_eq!((map.width, map.height), (900, 900));
        assert_eq!(map.outlines[0].path, "M0 900l900 0 0 -900 -900 0 0 900z");
    }

    #[test]
    fn without_shapes_there_is_no_picture() {
        assert!(Map::of(&[]).is_empty());
        assert!(Map::of(&[shape(json!({"type": "Polygon", "coordinates": "none"}))]).is_empty());
    }

    #[test]
    fn neighbours_share_a_border_and_not_only_a_corner() {
        let square = |id: u128, x: i32, y: i32| {
            let ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]];
            let geometry = json!({"type": "Polygon", "coordinates": [ring]});
            Shape { area_id: Uuid::from_u128(id), name: id.to_string(), geometry }
        };
        let shapes = [square(1, 0, 0), square(2, 1, 0), square(3, 1, 1), square(4, 5, 5)];
        assert_eq!(neighbours(&shapes, Uuid::from_u128(1)), [Uuid::from_u128(2)]);
        assert_eq!(neighbours(&shapes, Uuid::from_u128(9)), Vec::<Uuid>::new());
    }

    proptest! {
        #[test]
        fn any_points_become_a_path(points in proptest::collection::vec((-180.0..180.0_f64, -90.0..90.0_f64), 1..50)) {
            let ring: Vec<[f64; 2]> = points.iter().map(|(lon, lat)| [*lon, *lat]).collect();
            let map = Map::of(&[shape(json!({"type": "MultiPolygon", "coordinates": [[ring]]}))]);
            for outline in map.outlines {
                prop_assert!(outline.path.starts_with('M') && outline.path.ends_with('z'));
            }
        }
    }
}
