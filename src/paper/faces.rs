//! The fonts of the machine: which there are, and which of them has the letter that is wanted.

use krilla::text::Font;
use rustybuzz::{Direction, Face, GlyphBuffer, Script, ShapePlan, UnicodeBuffer};
use std::{cell::RefCell, path::Path, rc::Rc, sync::OnceLock};

/// Where Debian and others keep free fonts: plain, bold. The first pair that is there is the one that papers are written in; the
/// pairs after it lend letters that it lacks.
const FONTS: [[&str; 2]; 5] = [
    ["noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf"],
    ["dejavu/DejaVuSans.ttf", "dejavu/DejaVuSans-Bold.ttf"],
    ["liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"],
    ["noto/NotoSansArabic-Regular.ttf", "noto/NotoSansArabic-Bold.ttf"],
    ["noto/NotoNaskhArabic-Regular.ttf", "noto/NotoNaskhArabic-Bold.ttf"],
];
/// Pairs that can stand alone: they have the letters of English and French.
const LATIN: usize = 3;
const FOLDERS: [&str; 2] = ["/usr/share/fonts/truetype", "/usr/share/fonts"];
/// A letter without which a font cannot write Arabic: beh, which changes its shape within a word.
const BEH: char = 'ب';
/// What is drawn for a letter that no font has; it is read aloud as the letter all the same.
const STAND_INS: [char; 2] = ['\u{fffd}', '?'];

/// The files of the fonts that were found, read once.
pub struct Kit {
    pairs: Vec<[Vec<u8>; 2]>,
    pub has_arabic: bool,
}

/// The fonts of this machine; None when there is none that has Latin letters.
pub fn kit() -> Option<&'static Kit> {
    static KIT: OnceLock<Option<Kit>> = OnceLock::new();
    KIT.get_or_init(find).as_ref()
}

fn find() -> Option<Kit> {
    let (latin, others) = FONTS.split_at(LATIN);
    let first = latin.iter().find_map(read)?;
    let mut kit = Kit { has_arabic: writes_arabic(&first), pairs: vec![first] };
    if !kit.has_arabic {
        let lent = others.iter().chain(latin).filter_map(read).find(writes_arabic);
        kit.has_arabic = lent.is_some();
        kit.pairs.extend(lent);
    }
    Some(kit)
}

fn writes_arabic(pair: &[Vec<u8>; 2]) -> bool {
    let has_beh = |data: &Vec<u8>| {
        Face::from_slice(data, 0).is_some_and(|face| face.glyph_index(BEH).is_some())
    };
    pair.iter().all(has_beh)
}

fn read(pair: &[&str; 2]) -> Option<[Vec<u8>; 2]> {
    let file = |name: &str| {
        FOLDERS.iter().find_map(|folder| std::fs::read(Path::new(folder).join(name)).ok())
    };
    Some([file(pair[0])?, file(pair[1])?])
}

/// A font as the shaper and the writer of documents want it.
pub struct Loaded<'f> {
    pub shaper: Face<'f>,
    pub font: Font,
    pub units: f32,
    /// The glyph for what the font lacks, and its width.
    pub stand_in: (u32, i32),
    /// How letters of a script are put together in a direction: dear to make, used for every line.
    plans: RefCell<Vec<(Direction, Script, Rc<ShapePlan>)>>,
}

impl Loaded<'_> {
    /// The glyphs of a text in one direction.
    pub fn shape(&self, text: &str, direction: Direction) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(direction);
        let plan = self.plan(direction, buffer.script());
        rustybuzz::shape_with_plan(&self.shaper, &plan, buffer)
    }

    fn plan(&self, direction: Direction, script: Script) -> Rc<ShapePlan> {
        let mut plans = self.plans.borrow_mut();
        let known = plans.iter().find(|(d, s, _)| *d == direction && *s == script);
        if let Some((.., plan)) = known {
            return Rc::clone(plan);
        }
        let plan = Rc::new(ShapePlan::new(&self.shaper, direction, Some(script), None, &[]));
        plans.push((direction, script, Rc::clone(&plan)));
        plan
    }
}

/// The fonts in which one paper is written: plain and bold, each with those that lend it letters.
pub struct Faces<'f> {
    plain: Vec<Loaded<'f>>,
    bold: Vec<Loaded<'f>>,
}

impl<'f> Faces<'f> {
    pub fn of(kit: &'f Kit) -> Option<Faces<'f>> {
        let all = |place: usize| -> Option<Vec<Loaded<'f>>> {
            kit.pairs.iter().map(|pair| load(&pair[place])).collect()
        };
        Some(Faces { plain: all(0)?, bold: all(1)? })
    }

    pub fn chain(&self, bold: bool) -> &[Loaded<'f>] {
        if bold { &self.bold } else { &self.plain }
    }
}

fn load(data: &[u8]) -> Option<Loaded<'_>> {
    let shaper = Face::from_slice(data, 0)?;
    let font = Font::new(data.to_vec().into(), 0)?;
    let units = font.units_per_em();
    let stand_in = STAND_INS.iter().find_map(|letter| {
        let glyph = shaper.glyph_index(*letter)?;
        Some((u32::from(glyph.0), i32::from(shaper.glyph_hor_advance(glyph)?)))
    });
    let stand_in = stand_in.unwrap_or_default();
    Some(Loaded { shaper, font, units, stand_in, plans: RefCell::default() })
}
