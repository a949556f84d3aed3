//! Reads the polygons of areas from `GeoJSON` (RFC 7946).

use crate::i18n::Text;
use crate::imports::{
    file::{Fault, InputFile},
    table::decode,
    wording::tidy,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A country simplified for maps has some 10,000 points; ten times that is a file meant for printing.
pub const MAX_POINTS: usize = 200_000;
/// More areas than any country has.
const MAX_FEATURES: usize = 50_000;

/// A polygon with what its file says of it.
#[derive(Clone, Debug)]
pub struct Polygon {
    pub file: String,
    /// Which feature of the file it is, counted from 1.
    pub number: usize,
    pub code: String,
    pub name: String,
    pub level: Option<i16>,
    /// `{"type": "MultiPolygon", "coordinates": …}`
    pub geometry: Value,
    pub bounds: Bounds,
}

/// West, south, east, north in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Rings),
    MultiPolygon(Vec<Rings>),
}

type Rings = Vec<Vec<Vec<f64>>>;

impl Bounds {
    const NOWHERE: Bounds = Bounds {
        west: f64::INFINITY,
        south: f64::INFINITY,
        east: f64::NEG_INFINITY,
        north: f64::NEG_INFINITY,
    };

    /// Whether the point lies inside, or at most a tenth of a degree outside: centroids are rounded.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        let near = 0.1;
        (self.west - near..=self.east + near).contains(&lon)
            && (self.south - near..=self.north + near).contains(&lat)
    }

    fn with(self, lon: f64, lat: f64) -> Bounds {
        Bounds {
            west: self.west.min(lon),
            south: self.south.min(lat),
            east: self.east.max(lon),
            north: self.north.max(lat),
        }
    }
}

/// The polygons of one file, or its first fault, with the number of the feature as the row.
pub fn read(file: &InputFile) -> Result<Vec<Polygon>, Fault> {
    let text = decode(file)?;
    let collection: Collection = serde_json::from_str(&text).map_err(|error| {
        let text = Text::new("imports-fault-geojson").with("why", error.to_string());
        Fault::of(&file.name, text).at(error.line(), error.column().to_string())
    })?;
    if collection.features.len() > MAX_FEATURES {
        let text = Text::new("imports-fault-features").with("n", MAX_FEATURES);
        return Err(Fault::of(&file.name, text));
    }
    let mut room = MAX_POINTS;
    let features = collection.features.into_iter().enumerate();
    features.map(|(at, feature)| polygon(file, at + 1, feature, &mut room)).collect()
}

fn polygon(
    file: &InputFile,
    number: usize,
    feature: Feature,
    room: &mut usize,
) -> Result<Polygon, Fault> {
    let fault = |what: Text, column: &str| Fault::of(&file.name, what).at(number, column);
    let properties = feature.properties.unwrap_or_default();
    let code = property(
        &properties,
        &["pcode", "code", "admpcode", "adm3pcode", "adm2pcode", "adm1pcode"],
    );
    if code.is_empty() {
        return Err(fault(Text::new("imports-fault-shape-code"), "properties"));
    }
    let polygons = match feature.geometry {
        Some(Geometry::Polygon(rings)) => vec![rings],
        Some(Geometry::MultiPolygon(polygons)) => polygons,
        None => return Err(fault(Text::new("imports-fault-shape-none"), "geometry")),
    };
    let bounds = check(&polygons, room).map_err(|what| fault(what, "coordinates"))?;
    Ok(Polygon {
        file: file.name.clone(),
        number,
        code,
        name: property(&properties, &["name", "admname", "adm3en", "adm2en", "adm1en"]),
        level: property(&properties, &["level", "admlevel", "adminlevel"]).parse().ok(),
        geometry: json!({ "type": "MultiPolygon", "coordinates": polygons }),
        bounds,
    })
}

/// The bounds of the rings, once every point is a place on earth and every ring is closed.
fn check(polygons: &[Rings], room: &mut usize) -> Result<Bounds, Text> {
    let mut bounds = Bounds::NOWHERE;
    for ring in polygons.iter().flatten() {
        *room = room
            .checked_sub(ring.len())
            .ok_or_else(|| Text::new("imports-fault-points").with("n", MAX_POINTS.to_string()))?;
        if ring.len() < 4 || ring.first() != ring.last() {
            return Err(Text::new("imports-fault-ring"));
        }
        for point in ring {
            let [lon, lat, ..] = point[..] else {
                return Err(Text::new("imports-fault-point"));
            };
            if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
                let place = format!("{lon}, {lat}");
                return Err(Text::new("imports-fault-earth").with("place", place));
            }
            bounds = bounds.with(lon, lat);
        }
    }
    if bounds == Bounds::NOWHERE { Err(Text::new("imports-fault-shape-none")) } else { Ok(bounds) }
}

/// The first of these properties, whatever its case and marks (`ADM2_PCODE` is `adm2pcode`).
fn property(properties: &Map<String, Value>, names: &[&str]) -> String {
    let plain = |name: &str| {
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let value = names.iter().find_map(|wanted| {
        properties.iter().find(|(name, value)| plain(name) == *wanted && !value.is_null())
    });
    match value {
        Some((_, Value::String(text))) => tidy(text),
        Some((_, Value::Number(number))) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shape(coordinates: &str) -> Result<Vec<Polygon>, Fault> {
        read(&InputFile::new(
            "s.geojson",
            format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"ADM2_PCODE":"X1"}},"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}]}}"#
            ),
        ))
    }

    #[test]
    fn a_polygon_knows_its_code_and_bounds() {
        let polygons = shape("[[[1,2],[3,2],[3,5],[1,2]]]").unwrap();
        assert_eq!(polygons[0].code, "X1");
        assert!(polygons[0].bounds.holds(3.0, 2.0) && !polygons[0].bounds.holds(3.0, 4.0));
    }

    #[test]
    fn bad_polygons_are_named() {
        for (coordinates, key) in [
            ("[[[1,2],[3,2],[3,5],[1,99]]]", "imports-fault-ring"),
            ("[[[1,2],[3,2],[3,500],[1,2]]]", "imports-fault-earth"),
            ("[[[1],[3,2],[3,5],[1]]]", "imports-fault-point"),
            ("[]", "imports-fault-shape-none"),
            ("[[[1e999,2],[3,2],[3,5],[1,2]]]", "imports-fault-geojson"),
            ("\"here\"", "imports-fault-geojson"),
        ] {
            assert_eq!(shape(coordinates).unwrap_err().what.key, key, "{coordinates}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(shape(&deep).unwrap_err().what.key, "imports-fault-geojson");
    }

    proptest! {
        #[test]
        fn any_json_is_read_or_refused(text in "[\\[\\]{}:,\"a-z0-9.]{0,200}") {
            let _ = read(&InputFile::new("s.geojson", text.as_bytes()));
            let _ = shape(&text);
        }
    }
}
