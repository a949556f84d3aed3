//! The picture of a network: the actor in the middle, what stands around it on rings. Drawn by the server in whole numbers; the list
//! under it says the same in words.

use super::model::{Network, Node};
use std::{collections::HashMap, f64::consts::TAU};
use uuid::Uuid;

/// The middle of the picture, in its own units.
const MIDDLE: f64 = 400.0;
/// How far each ring is from the middle.
const RINGS: [f64; 3] = [0.0, 190.0, 330.0];
/// Longer names are cut where the picture has no room for them; the list has them whole.
const LONGEST: usize = 18;

/// A picture ready to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub dots: Vec<Dot>,
    pub lines: Vec<Stroke>,
}

/// An actor in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    pub id: Uuid,
    pub x: i32,
    pub y: i32,
    /// Where its name stands: under it, or above where the ring is below the middle.
    pub label_y: i32,
    pub label: String,
    pub community: &'static str,
    pub hop: u8,
}

/// A line between two actors, from rim to rim, with an arrow at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    pub x1: i32,
    pub y1: i32,
    pub x2: i32,
    pub y2: i32,
    /// What stands in `d` of the path of its arrow head.
    pub head: String,
    pub kind: String,
}

impl Picture {
    /// Neighbours in even steps around the ring; who stands two steps away stands near one through whom it is known.
    pub fn of(network: &Network) -> Picture {
        let places = place(network);
        let dot = |node: &Node| {
            let (x, y) = places.get(&node.id).copied()?;
            let label_y = if y < MIDDLE - 1.0 { y - 16.0 } else { y + 28.0 };
            Some(Dot {
                id: node.id,
                x: whole(x),
                y: whole(y),
                label_y: whole(label_y),
                label: short(node),
                community: node.community.as_str(),
                hop: node.hop,
            })
        };
        let line = |edge: &super::model::Edge| {
            Some(stroke(*places.get(&edge.from)?, *places.get(&edge.to)?, &edge.kind))
        };
        Picture {
            dots: network.nodes.iter().filter_map(dot).collect(),
            lines: network.edges.iter().filter_map(line).collect(),
        }
    }
}

fn place(network: &Network) -> HashMap<Uuid, (f64, f64)> {
    let mut angles: HashMap<Uuid, f64> = HashMap::new();
    let mut places = HashMap::new();
    for hop in 0..=2u8 {
        let mut ring: Vec<&Node> = network.nodes.iter().filter(|node| node.hop == hop).collect();
        // In the order of those through whom they are known, so that few lines cross.
        let through = |node: &Node| {
            let ends = network.edges.iter().filter_map(|edge| {
                let other = if edge.from == node.id {
                    edge.to
                } else if edge.to == node.id {
                    edge.from
                } else {
                    return None;
                };
                angles.get(&other).copied()
            });
            ends.fold(f64::INFINITY, f64::min)
        };
        let mut keyed: Vec<(f64, &Node)> =
            ring.drain(..).map(|node| (through(node), node)).collect();
        keyed.sort_by(|one, two| one.0.total_cmp(&two.0));
        let count = f64::from(u32::try_from(keyed.len().max(1)).unwrap_or(1));
        let mut step = 0.0;
        for (_, node) in keyed {
            // The first stands at the top; the outer ring is turned by half a step.
            let angle = (step + 0.5 * f64::from(hop.saturating_sub(1))) / count * TAU;
            let far = RINGS[usize::from(hop)];
            places.insert(node.id, (MIDDLE + far * angle.sin(), MIDDLE - far * angle.cos()));
            angles.insert(node.id, angle);
            step += 1.0;
        }
    }
    places
}

fn stroke(from: (f64, f64), to: (f64, f64), kind: &str) -> Stroke {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    // The dots have a radius of 10; the arrow head is 10 long and 8 wide.
    let (tip_x, tip_y) = (to.0 - ux * 12.0, to.1 - uy * 12.0);
    let (base_x, base_y) = (tip_x - ux * 10.0, tip_y - uy * 10.0);
    let head = format!(
        "M{} {}L{} {}L{} {}z",
        whole(tip_x),
        whole(tip_y),
        whole(base_x - uy * 4.0),
        whole(base_y + ux * 4.0),
        whole(base_x + uy * 4.0),
        whole(base_y - ux * 4.0)
    );
    Stroke {
        x1: whole(from.0 + ux * 10.0),
        y1: whole(from.1 + uy * 10.0),
        x2: whole(base_x),
        y2: whole(base_y),
        head,
        kind: kind.to_owned(),
    }
}

/// The acronym, else the beginning of the name.
fn short(node: &Node) -> String {
    if !node.acronym.is_empty() {
        return node.acronym.clone();
    }
    if node.name.chars().count() <= LONGEST {
        return node.name.clone();
    }
    let cut: String = node.name.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[expect(clippy::cast_possible_truncation, reason = "units of a picture; `as` stops at the ends")]
fn whole(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{access::Community, actors::relations::model::Edge};

    fn node(n: u128, hop: u8) -> Node {
        let name = "A very long name of an organisation".to_owned();
        Node {
            id: Uuid::from_u128(n),
            name,
            acronym: String::new(),
            community: Community::Host,
            hop,
        }
    }

    #[test]
    fn everybody_stands_somewhere_of_their_own() {
        let nodes: Vec<Node> = std::iter::once(node(0, 0))
            .chain((1..20).map(|n| node(n, 1 + u8::from(n > 8))))
            .collect();
        let edges = (1..20)
            .map(|n| Edge {
                from: Uuid::from_u128(n),
                kind: "funds".to_owned(),
                to: Uuid::from_u128(n.saturating_sub(8)),
            })
            .collect();
        let picture = Picture::of(&Network { nodes, edges, is_cut: false });
        assert_eq!((picture.dots.len(), picture.lines.len()), (20, 19));
        assert_eq!((picture.dots[0].x, picture.dots[0].y), (400, 400));
        let mut places: Vec<_> = picture.dots.iter().map(|dot| (dot.x, dot.y)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 20);
        assert!(picture.dots.iter().all(|dot| dot.label.chars().count() <= LONGEST));
    }
}
