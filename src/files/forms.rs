//! What a file says about itself, and what it is: the ending of its name and its kind as sent, against its first bytes and what is in it.

use super::model::Media;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

/// The least that is looked at before anything is stored.
pub const HEAD: usize = 4096;

/// The kind that its name and the browser claim; a key of the catalogue where they name none of ours, or two.
pub fn claimed(name: &str, mime: Option<&str>) -> Result<Media, &'static str> {
    let media = Media::of_name(name).ok_or("files-kind-unknown")?;
    let said = mime.map(|mime| mime.split(';').next().unwrap_or_default().trim());
    let other = said.and_then(|said| {
        Media::ALL.iter().copied().find(|other| other.mime().split(';').next() == Some(said))
    });
    // A spreadsheet program calls its comma-separated files whatever it likes.
    match other {
        Some(other) if other != media && media != Media::Csv => Err("files-kind-lies"),
        _ => Ok(media),
    }
}

/// Whether the first bytes are those of this kind.
pub fn begins_like(media: Media, head: &[u8]) -> bool {
    let found = infer::get(head).map(|kind| kind.mime_type());
    match media {
        Media::Pdf => found == Some("application/pdf"),
        Media::Jpeg => found == Some("image/jpeg"),
        Media::Png => found == Some("image/png"),
        Media::Docx | Media::Xlsx | Media::Pptx | Media::Odt | Media::Ods => {
            head.starts_with(b"PK\x03\x04")
        }
        Media::Txt | Media::Csv => {
            let odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r');
            found.is_none_or(|mime| mime.starts_with("text/")) && !head.iter().any(odd)
        }
    }
}

/// Whether a whole document is what it claims: office documents by their parts (none with macros), text by its letters.
pub fn is_whole(media: Media, bytes: &[u8]) -> bool {
    match media {
        Media::Docx => has_part(bytes, "word/document.xml"),
        Media::Xlsx => has_part(bytes, "xl/workbook.xml"),
        Media::Pptx => has_part(bytes, "ppt/presentation.xml"),
        Media::Odt | Media::Ods => names_itself(bytes, media),
        Media::Txt | Media::Csv => std::str::from_utf8(bytes).is_ok_and(|text| {
            !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        }),
        Media::Pdf | Media::Jpeg | Media::Png => true,
    }
}

fn has_part(bytes: &[u8], part: &str) -> bool {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let names: Vec<String> =
        archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    names.iter().any(|name| name == part)
        && !names.iter().any(|name| name.to_lowercase().contains("vbaproject"))
}

/// An `OpenDocument` file begins with an entry that says its kind (OASIS `OpenDocument` 1.3, part 2, 3.3).
fn names_itself(bytes: &[u8], media: Media) -> bool {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(entry) = archive.by_name("mimetype") else { return false };
    let mut said = String::new();
    entry.take(200).read_to_string(&mut said).is_ok() && said.trim() == media.mime()
}

/// The name as the house keeps it: the last part of what was typed or sent, without what could mislead, with the ending of
/// what it is.
pub fn tidy_name(wanted: &str, sent: &str, media: Media) -> String {
    let source = if wanted.trim().is_empty() { sent } else { wanted };
    let last = source.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = if Media::of_name(last).is_some() {
        last.rsplit_once('.').map_or(last, |(stem, _)| stem)
    } else {
        last
    };
    let plain: String = stem
        .chars()
        .map(|c| if matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*') { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_direction(*c))
        .collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = words.trim_start_matches('.').chars().take(100).collect();
    let ending = if media == Media::Jpeg { "jpg" } else { media.as_str() };
    if short.trim().is_empty() {
        format!("document.{ending}")
    } else {
        format!("{}.{ending}", short.trim())
    }
}

/// Marks that turn the direction of text, with which `fdp.exe` can be made to read `exe.pdf`.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The header that makes a browser save it under its name (RFC 6266, RFC 8187).
pub fn disposition(name: &str, inline: bool) -> String {
    let plain: String =
        name.chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
    let mut coded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            coded.push(char::from(byte));
        } else {
            let _ = write!(coded, "%{byte:02X}");
        }
    }
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_folders_their_tricks_and_false_endings() {
        assert_eq!(tidy_name("", "C:\\plans\\route map.PDF", Media::Pdf), "route map.pdf");
        assert_eq!(tidy_name("", "../../etc/passwd.txt", Media::Txt), "passwd.txt");
        assert_eq!(tidy_name("Bridge \u{202e}fdp.exe", "x.pdf", Media::Pdf), "Bridge fdp.exe.pdf");
        assert_eq!(tidy_name("", "..\"<>.jpg", Media::Jpeg), "document.jpg");
        assert_eq!(tidy_name("محضر", "x.pdf", Media::Pdf), "محضر.pdf");
    }

    #[test]
    fn a_kind_is_claimed_by_name_and_not_contradicted_by_the_browser() {
        assert_eq!(claimed("a.JPG", Some("image/jpeg")), Ok(Media::Jpeg));
        assert_eq!(claimed("a.pdf", Some("application/octet-stream")), Ok(Media::Pdf));
        assert_eq!(claimed("a.csv", Some("application/vnd.ms-excel")), Ok(Media::Csv));
        assert_eq!(claimed("a.pdf", Some("image/png")), Err("files-kind-lies"));
        assert_eq!(claimed("a.html", Some("text/html")), Err("files-kind-unknown"));
        assert_eq!(claimed("README", None), Err("files-kind-unknown"));
    }

    #[test]
    fn first_bytes_tell_what_it_is() {
        assert!(begins_like(Media::Pdf, b"%PDF-1.7\n"));
        assert!(!begins_like(Media::Pdf, b"MZ\x90\x00"));
        assert!(!begins_like(Media::Txt, b"\x7fELF\x02\x01"));
        assert!(begins_like(Media::Txt, "Žluťoučký".as_bytes()));
        assert!(!is_whole(Media::Docx, b"PK\x03\x04 nothing in it"));
        assert!(!is_whole(Media::Txt, b"abc\x1b[2J"));
    }

    #[test]
    fn a_browser_reads_the_name_and_nothing_else() {
        let header = disposition("plan \"x\"; é.pdf", false);
        assert_eq!(
            header,
            "attachment; filename=\"plan _x__ _.pdf\"; filename*=UTF-8''plan%20%22x%22%3B%20%C3%A9.pdf"
        );
    }
}
