//! Photos of the invented mission, drawn: two of each finished work, before and after.

use image::{Rgb, RgbImage, codecs::jpeg::JpegEncoder};
use serde::Deserialize;

const WIDTH: i32 = 720;
const HEIGHT: i32 = 480;
const HORIZON: i32 = 210;
const QUALITY: u8 = 80;

const EARTH: [u8; 3] = [196, 164, 112];
const MUD: [u8; 3] = [118, 92, 62];
const WOOD: [u8; 3] = [112, 78, 48];
const WALL: [u8; 3] = [226, 208, 176];
const STONE: [u8; 3] = [150, 146, 138];

/// What the picture is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    Pump,
    Drain,
    Roof,
}

/// The photo as JPEG, of the place before the work or after it.
pub fn draw(what: What, is_after: bool) -> Vec<u8> {
    let mut canvas = Canvas::new();
    match (what, is_after) {
        (What::Pump, false) => canvas.oval((360, 360), (150, 44), MUD),
        (What::Pump, true) => pump(&mut canvas),
        (What::Drain, false) => {
            houses(&mut canvas);
            canvas.oval((360, 390), (350, 75), [132, 116, 84]);
        }
        (What::Drain, true) => {
            houses(&mut canvas);
            canvas.block((0, 380), (WIDTH, 30), STONE);
            canvas.block((0, 388), (WIDTH, 14), [70, 78, 80]);
        }
        (What::Roof, is_after) => clinic(&mut canvas, is_after),
    }
    if !is_after {
        (0..5).for_each(|n| canvas.person(190 + n * 62, 330 + n % 2 * 14));
    }
    canvas.jpeg()
}

fn pump(canvas: &mut Canvas) {
    canvas.oval((360, 400), (130, 30), STONE);
    canvas.block((345, 270), (30, 130), [38, 92, 150]);
    canvas.block((375, 285), (90, 10), [38, 92, 150]);
    canvas.block((300, 300), (45, 12), [38, 92, 150]);
    (0..12).for_each(|n| canvas.block((90 + n * 48, 380), (10, 70), WOOD));
    canvas.block((90, 398), (540, 8), WOOD);
    canvas.person(480, 340);
    canvas.person(520, 352);
}

fn houses(canvas: &mut Canvas) {
    for n in 0..4 {
        canvas.block((40 + n * 170, 210), (120, 90), WALL);
        canvas.block((30 + n * 170, 196), (140, 18), [140, 84, 60]);
        canvas.block((85 + n * 170, 250), (28, 50), WOOD);
    }
}

fn clinic(canvas: &mut Canvas, is_after: bool) {
    canvas.block((60, 200), (200, 130), WALL);
    canvas.block((50, 182), (220, 22), STONE);
    canvas.block((145, 260), (36, 70), WOOD);
    (0..5).for_each(|n| canvas.block((310 + n * 75, 220), (12, 120), WOOD));
    if is_after {
        canvas.block((290, 190), (350, 34), [168, 52, 44]);
        canvas.block((320, 316), (290, 12), WOOD);
        canvas.block((262, 330), (60, 14), STONE);
    }
}

/// A landscape to draw on: sky, hills, ground.
struct Canvas(RgbImage);

impl Canvas {
    fn new() -> Canvas {
        let side = |length: i32| u32::try_from(length).unwrap_or(1);
        let mut canvas = Canvas(RgbImage::from_pixel(side(WIDTH), side(HEIGHT), Rgb(EARTH)));
        for y in 0..HORIZON {
            let light = u8::try_from(y / 4).unwrap_or(u8::MAX);
            canvas.block((0, y), (WIDTH, 1), [150 + light, 190 + light, 228]);
        }
        canvas.oval((170, HORIZON + 20), (260, 80), [128, 140, 96]);
        canvas.oval((560, HORIZON + 26), (300, 110), [110, 128, 88]);
        canvas.block((0, HORIZON + 10), (WIDTH, HEIGHT), EARTH);
        canvas
    }

    fn dot(&mut self, x: i32, y: i32, colour: [u8; 3]) {
        if (0..WIDTH).contains(&x) && (0..HEIGHT).contains(&y) {
            self.0.put_pixel(x.unsigned_abs(), y.unsigned_abs(), Rgb(colour));
        }
    }

    fn block(&mut self, (left, top): (i32, i32), (width, height): (i32, i32), colour: [u8; 3]) {
        for y in top..top + height {
            (left..left + width).for_each(|x| self.dot(x, y, colour));
        }
    }

    fn oval(&mut self, (x, y): (i32, i32), (wide, high): (i32, i32), colour: [u8; 3]) {
        for dy in -high..=high {
            for dx in -wide..=wide {
                let [dx2, dy2, wide2, high2] =
                    [dx, dy, wide, high].map(|n| i64::from(n) * i64::from(n));
                if dx2 * high2 + dy2 * wide2 <= wide2 * high2 {
                    self.dot(x + dx, y + dy, colour);
                }
            }
        }
    }

    /// Somebody seen from afar, without a face.
    fn person(&mut self, x: i32, y: i32) {
        self.oval((x, y), (9, 9), [70, 50, 40]);
        self.block((x - 11, y + 9), (22, 44), [86, 70, 120]);
    }

    fn jpeg(&self) -> Vec<u8> {
        let mut made = Vec::new();
        // Writing into memory does not fail.
        let _ = JpegEncoder::new_with_quality(&mut made, QUALITY).encode_image(&self.0);
        made
    }
}
