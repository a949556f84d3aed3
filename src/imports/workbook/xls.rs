//! Measures a workbook of before 2007: finds its stream of records in the compound file, and the first and last cell of each sheet.
//! Sources: [MS-CFB] for the file, [MS-XLS] for the records.

use super::too_wide;
use crate::{i18n::Text, imports::table::MAX_CELLS};

const END: u32 = 0xffff_fffa;
/// Records of cells begin with row and column.
const CELLS: [u16; 8] = [0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e, 0x00bd];
const BEGIN: u16 = 0x0809;
const MANY: u16 = 0x00bd;

/// Refuses a workbook whose sheets span more cells than may be opened, or that is no such workbook.
pub fn measure(bytes: &[u8]) -> Result<(), Text> {
    let stream = stream(bytes).ok_or_else(|| Text::new("imports-fault-workbook"))?;
    let mut sheets = 0_u64;
    let mut area: Option<(u64, u64, u64, u64)> = None;
    let mut rest = stream.as_slice();
    while let (Some(kind), Some(length)) = (short(rest, 0), short(rest, 2)) {
        let Some(body) = rest.get(4..4 + usize::from(length)) else { break };
        if kind == BEGIN {
            sheets = sheets.saturating_add(span(area.take()));
        } else if CELLS.contains(&kind)
            && let (Some(row), Some(column)) = (short(body, 0), short(body, 2))
        {
            let last = if kind == MANY { short(body, body.len().saturating_sub(2)) } else { None };
            let (row, column) = (u64::from(row), u64::from(column));
            let last = last.map_or(column, u64::from);
            let (top, bottom, left, right) = area.unwrap_or((row, row, column, last));
            area = Some((top.min(row), bottom.max(row), left.min(column), right.max(last)));
        }
        if sheets + span(area) > MAX_CELLS as u64 {
            return Err(too_wide());
        }
        rest = &rest[4 + body.len()..];
    }
    Ok(())
}

fn span(area: Option<(u64, u64, u64, u64)>) -> u64 {
    area.map_or(0, |(top, bottom, left, right)| {
        (bottom - top + 1) * (right.saturating_sub(left) + 1)
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The stream `Workbook` (or `Book`) of the compound file.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let directory = file.chain(long(bytes, 48)?, u64::MAX)?;
    let entry = |name: &str| {
        directory.chunks_exact(128).find(|entry| {
            let length = usize::from(short(entry, 64).unwrap_or(0)).saturating_sub(2).min(64);
            let letters =
                entry[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(letters).map(|c| c.unwrap_or(' ')).eq(name.chars())
        })
    };
    let found = entry("Workbook").or_else(|| entry("Book"))?;
    let (start, size) = (long(found, 116)?, u64::from(long(found, 120)?));
    if size >= u64::from(long(bytes, 56)?) {
        return file.chain(start, size);
    }
    let root = directory.get(..128)?;
    let small = file.chain(long(root, 116)?, u64::from(long(root, 120)?))?;
    let table = file.chain(long(bytes, 60)?, u64::MAX)?;
    follow(
        start,
        size,
        64,
        |sector| small.get(sector * 64..(sector + 1) * 64),
        |sector| long(&table, sector * 4),
        small.len() / 64 + 1,
    )
}

/// A compound file: sectors, and the table that says which follows which.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Compound<'a>> {
        let sector = match short(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Compound { bytes, sector, table: Vec::new() };
        let mut places: Vec<u32> = (0..109).filter_map(|at| long(bytes, 76 + at * 4)).collect();
        let mut more = long(bytes, 68)?;
        for _ in 0..bytes.len() / sector {
            let Some(list) = file.at(more as usize).filter(|_| more < END) else { break };
            places.extend((0..sector / 4 - 1).filter_map(|at| long(list, at * 4)));
            more = long(list, sector - 4)?;
        }
        for place in places.into_iter().filter(|place| *place < END).take(bytes.len() / sector + 1)
        {
            let list = file.at(place as usize)?;
            let next: Vec<u32> = (0..list.len() / 4).filter_map(|at| long(list, at * 4)).collect();
            file.table.extend(next);
        }
        Some(file)
    }

    /// A sector; the last of a file may be cut short.
    fn at(&self, sector: usize) -> Option<&'a [u8]> {
        let start = sector.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..(start + self.sector).min(self.bytes.len()))
    }

    /// The bytes of a chain of sectors, up to `size`.
    fn chain(&self, start: u32, size: u64) -> Option<Vec<u8>> {
        let next = |sector: usize| self.table.get(sector).copied();
        follow(
            start,
            size,
            self.sector,
            |sector| self.at(sector),
            next,
            self.bytes.len() / self.sector + 1,
        )
    }
}

fn follow<'a>(
    start: u32,
    size: u64,
    sector: usize,
    at: impl Fn(usize) -> Option<&'a [u8]>,
    next: impl Fn(usize) -> Option<u32>,
    most: usize,
) -> Option<Vec<u8>> {
    let (mut out, mut here) = (Vec::new(), start);
    for _ in 0..most {
        if here >= END || out.len() as u64 >= size {
            break;
        }
        out.extend_from_slice(at(here as usize)?);
        here = next(here as usize)?;
    }
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    out.truncate(size.max(sector.min(size)));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A compound file of one directory sector, one table sector and these records.
    fn book(records: &[u8]) -> Vec<u8> {
        let sectors = records.len().div_ceil(512).max(8);
        let mut file = vec![0_u8; 512];
        file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        file[30] = 9;
        file[48..52].copy_from_slice(&1_u32.to_le_bytes());
        file[56..60].copy_from_slice(&4096_u32.to_le_bytes());
        file[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        file[76..76 + 436].fill(0xff);
        file[76..80].copy_from_slice(&0_u32.to_le_bytes());
        let mut table = vec![u32::MAX - 2, u32::MAX - 1];
        table.extend((0..sectors).map(|at| {
            if at + 1 == sectors { u32::MAX - 1 } else { 3 + u32::try_from(at).unwrap() }
        }));
        table.resize(128, u32::MAX);
        file.extend(table.iter().flat_map(|next| next.to_le_bytes()));
        let mut directory = vec![0_u8; 512];
        for (at, letter) in "Workbook".encode_utf16().enumerate() {
            directory[at * 2..at * 2 + 2].copy_from_slice(&letter.to_le_bytes());
        }
        directory[64] = 18;
        directory[116..120].copy_from_slice(&2_u32.to_le_bytes());
        directory[120..124].copy_from_slice(&u32::try_from(sectors * 512).unwrap().to_le_bytes());
        file.extend(directory);
        let mut records = records.to_vec();
        records.resize(sectors * 512, 0);
        file.extend(records);
        file
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        let mut record = vec![0x03, 0x02, 4, 0];
        record.extend(row.to_le_bytes());
        record.extend(column.to_le_bytes());
        record
    }

    #[test]
    fn two_cells_far_apart_are_refused_before_room_is_made() {
        let near = [cell(0, 0), cell(500, 20)].concat();
        assert_eq!(measure(&book(&near)), Ok(()));
        let far = [cell(0, 0), cell(65_535, 255)].concat();
        assert_eq!(measure(&book(&far)).unwrap_err().key, "imports-fault-cells");
    }

    #[test]
    fn what_is_no_compound_file_is_damaged() {
        assert_eq!(
            measure(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").unwrap_err().key,
            "imports-fault-workbook"
        );
    }
}
