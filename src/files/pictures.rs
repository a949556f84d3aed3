//! Pictures are made anew before they are kept: what stands around the picture itself (place, time, telephone, remarks) stays behind.

use super::model::Media;
use image::{
    DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// The longer side of what is kept, in pixels: enough to read a sign on a photograph, a tenth of the bytes.
const LONGEST: u32 = 2000;
/// The longer side of what is read at all.
const WIDEST: u32 = 12_000;
/// Memory that one picture may take while it is read, in bytes.
const MEMORY: u64 = 192 << 20;
const QUALITY: u8 = 82;

/// Pictures that are made at the same time, whoever sends how many.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// The picture anew, upright and without anything beside it; None when it is none, or too large to be read.
pub async fn anew(media: Media, bytes: axum::body::Bytes) -> Option<Vec<u8>> {
    let _turn = AT_ONCE.acquire().await.ok()?;
    tokio::task::spawn_blocking(move || make(media, &bytes)).await.ok()?
}

fn make(media: Media, bytes: &[u8]) -> Option<Vec<u8>> {
    let format = if media == Media::Png { ImageFormat::Png } else { ImageFormat::Jpeg };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(WIDEST), Some(WIDEST));
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // Which side is up stands in the data that is left behind.
    let upright = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(upright);
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Triangle);
    }
    let mut made = Vec::new();
    match format {
        ImageFormat::Png => {
            picture.to_rgba8().write_to(&mut Cursor::new(&mut made), format).ok()?;
        }
        _ => JpegEncoder::new_with_quality(&mut made, QUALITY)
            .encode_image(&picture.to_rgb8())
            .ok()?,
    }
    Some(made)
}
