//! Documents of records, as people bring, open and take them back.

use crate::support::{World, browser::Page};
use cimic_house::{blobs::Blobs, files::keeping};
use std::io::{Cursor, Write as _};

pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n";

/// A photograph of eight by four pixels, with the place it was taken in the data beside it.
pub fn photograph() -> Vec<u8> {
    let mut plain = Vec::new();
    let picture =
        image::RgbImage::from_fn(8, 4, |x, _| image::Rgb([if x < 4 { 250 } else { 5 }, 80, 10]));
    picture.write_to(&mut Cursor::new(&mut plain), image::ImageFormat::Jpeg).unwrap();
    // An APP1 segment (Exif 2.32, 4.7.2): little-endian TIFF with one entry, orientation 6 (turned to the right), and words of a place.
    let mut exif =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPSLatitude 04.8517 GPSLongitude 31.5825 Kolmata bridge");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut whole = plain[..2].to_vec();
    whole.extend_from_slice(&[0xff, 0xe1, length[0], length[1]]);
    whole.extend_from_slice(&exif);
    whole.extend_from_slice(&plain[2..]);
    whole
}

/// An archive with these entries.
fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn document(page: &Page) -> String {
    let found = page
        .links()
        .into_iter()
        .find(|link| link.starts_with("/files/") && !link.ends_with("/removal"));
    found.unwrap_or_else(|| panic!("no document on {}\n{}", page.path, page.text()))
}

#[tokio::test]
async fn amara_adds_a_plan_the_desk_opens_it_and_she_sees_that_it_did() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    amara.get(&asked.url()).await.says("Add a document");
    amara.get(&form).await.says("Everybody who sees the record");
    let page = amara
        .upload(
            &form,
            &[("name", "Plan of the bridge")],
            Some(("C:\\x\\scan 01.PDF", "application/pdf", PDF)),
        )
        .await
        .status(303);
    let page =
        amara.follow(&page).await.says("Plan of the bridge.pdf").says("The document was added");
    let address = document(&page);

    let pavel = world.browser("Pavel");
    let shown = pavel
        .get(&asked.url())
        .await
        .says("Plan of the bridge.pdf")
        .hides("Take the document back");
    assert_eq!(document(&shown), address);
    let file = pavel.get(&address).await.status(200);
    assert_eq!(file.body.as_bytes(), PDF);
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"Plan of the bridge.pdf\"")
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert_eq!(file.header("cache-control"), "no-store");
    let opened = format!(
        "read_events where what = 'file' and record_id = '{}' and person_id = '{}'",
        asked.id,
        world.person("Pavel")
    );
    assert_eq!(world.count(&opened).await, 1);
    pavel.get(&format!("{address}/removal")).await.status(403).says("Only the office that added");
    pavel.post(&format!("{address}/removal"), &[]).await.status(403);
    assert_eq!(world.count("events where act = 'attach' and record_kind = 'request'").await, 1);
}

#[tokio::test]
async fn a_document_is_seen_through_the_present_state_of_its_record() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").party("fra").plant().await;
    let amara = world.browser("Amara");
    let form = format!("{}/documents/new", asked.url());
    amara.upload(&form, &[], Some(("plan.pdf", "application/pdf", PDF))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    let basil = world.browser("Basil");
    basil.get(&address).await.status(200);
    for other in ["Safi", "Joram", "Sanjay", "Miriam", "Noor", "Leila", "Elodie"] {
        let page = world.browser(other).get(&address).await.status(404);
        assert!(!page.body.contains("plan.pdf"), "{other}");
        world.browser(other).get(&form).await.status(404);
        world
            .browser(other)
            .upload(&form, &[], Some(("x.pdf", "application/pdf", PDF)))
            .await
            .status(404);
    }
    world.visitor().get(&address).await.status(303).goes_to("/sign-in");
    let fra = world.actor("fra");
    world
        .sql(&format!("update request_parties set left_at = now() where actor_id = '{fra}'"))
        .await;
    basil.get(&address).await.status(404);
    amara.get(&address).await.status(200);
}

#[tokio::test]
async fn an_auditor_with_a_justification_reads_the_request_but_never_its_documents() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    amara.upload(&form, &[], Some(("plan.pdf", "application/pdf", PDF))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    world
        .sql(&format!(
            "insert into openings (person_id, record_kind, record_id, justification) values ('{}', 'request', '{}', 'A complaint about this very request')",
            world.person("Miriam"),
            asked.id
        ))
        .await;
    let miriam = world.browser("Miriam");
    miriam.get(&asked.url()).await.status(200).hides("plan.pdf");
    miriam.get(&address).await.status(404);
    miriam.get(&form).await.status(403);
}

#[tokio::test]
async fn a_photograph_is_made_anew_upright_and_without_its_place() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    let photograph = photograph();
    assert!(String::from_utf8_lossy(&photograph).contains("GPSLatitude"));
    amara.upload(&form, &[], Some(("bridge.jpg", "image/jpeg", &photograph))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    let id: uuid::Uuid = address.trim_start_matches("/files/").parse().unwrap();
    let kept = world.state.blobs.whole(id).await.unwrap();
    for word in ["GPS", "Exif", "Kolmata", "31.5825"] {
        assert!(!String::from_utf8_lossy(&kept).contains(word), "{word} is still in the picture");
    }
    let picture = image::load_from_memory_with_format(&kept, image::ImageFormat::Jpeg).unwrap();
    assert_eq!((picture.width(), picture.height()), (4, 8), "turned upright");
    let shown = amara.get(&format!("{address}/picture")).await.status(200);
    assert_eq!(shown.header("content-type"), "image/jpeg");
    let told: i64 = sqlx::query_scalar("select bytes from files where sha256 = sha256($1)")
        .bind(kept.to_vec())
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    assert_eq!(usize::try_from(told).unwrap(), kept.len());
}

#[tokio::test]
async fn what_lies_about_itself_is_not_kept_and_leaves_nothing_behind() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    let macros = archive(&[("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")]);
    let plain_zip = archive(&[("readme.txt", "hello")]);
    let huge_header = {
        // A PNG that says it is 60,000 by 60,000 pixels.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend_from_slice(&60_000_u32.to_be_bytes());
        png.extend_from_slice(&60_000_u32.to_be_bytes());
        png.extend_from_slice(&[8, 2, 0, 0, 0, 0, 0, 0, 0]);
        png
    };
    let program = b"MZ\x90\x00 this program cannot be run".to_vec();
    let lies: [(&str, &str, &[u8], &str); 9] = [
        ("report.pdf", "application/pdf", &program, "not what its name says"),
        ("photo.jpg", "image/jpeg", b"<html><script>alert(1)</script>", "not what its name says"),
        ("report.docx", "application/octet-stream", &plain_zip, "not what its name says"),
        ("report.docx", "application/octet-stream", &macros, "not what its name says"),
        ("report.pdf", "image/png", PDF, "not what its name says"),
        ("page.html", "text/html", b"<p>hello", "cannot be added"),
        ("note.txt", "text/plain", b"bell \x07 and escape \x1b[2J", "not what its name says"),
        ("map.png", "image/png", &huge_header, "cannot be read"),
        ("empty.pdf", "application/pdf", b"", "is empty"),
    ];
    for (name, kind, bytes, reason) in lies {
        let page =
            amara.upload(&form, &[("name", "Kept as typed")], Some((name, kind, bytes))).await;
        page.status(422).says(reason).says("Kept as typed");
    }
    amara.upload(&form, &[("name", "No file")], None).await.status(422).says("Choose a document");
    amara
        .upload(&form, &[("owner", "me")], Some(("a.pdf", "application/pdf", PDF)))
        .await
        .status(422);
    assert_eq!(world.count("files").await, 0);
    assert_eq!(world.count("events where act = 'attach'").await, 0);
    let good = archive(&[("[Content_Types].xml", "<t/>"), ("word/document.xml", "<w/>")]);
    amara
        .upload(&form, &[], Some(("plan.docx", "application/octet-stream", &good)))
        .await
        .status(303);
}

#[tokio::test]
async fn a_document_that_is_too_large_or_one_too_many_is_refused() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    let mut large = PDF.to_vec();
    large.resize(10 * 1024 * 1024 + 1, b' ');
    amara
        .upload(&form, &[], Some(("a.pdf", "application/pdf", &large)))
        .await
        .status(422)
        .says("larger than 10 MB");
    large.truncate(10 * 1024 * 1024);
    amara.upload(&form, &[], Some(("a.pdf", "application/pdf", &large))).await.status(303);
    large.resize(12 * 1024 * 1024, b' ');
    amara.upload(&form, &[], Some(("a.pdf", "application/pdf", &large))).await.status(413);
    let more = format!(
        "insert into files (id, record_kind, record_id, owner_id, actor_id, role, name, media, bytes, sha256)
         select gen_random_uuid(), 'request', r.id, r.owner_id, r.owner_id, 'partner', 'One of many.pdf', 'pdf', 9, sha256('x')
         from requests r, generate_series(1, 19) where r.id = '{}'",
        asked.id
    );
    world.sql(&more).await;
    amara.get(&form).await.status(409).says("20 documents");
    amara.upload(&form, &[], Some(("b.pdf", "application/pdf", PDF))).await.status(409);
}

#[tokio::test]
async fn the_same_form_twice_adds_one_document() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    let key = amara
        .get(&form)
        .await
        .form(&form)
        .fields
        .iter()
        .find(|(name, _)| name == "form_key")
        .unwrap()
        .1
        .clone();
    for _ in 0..2 {
        let fields = [("form_key", key.as_str()), ("name", "Once")];
        amara.upload(&form, &fields, Some(("a.pdf", "application/pdf", PDF))).await.status(303);
    }
    assert_eq!(world.count("files where removed_at is null").await, 1);
    let fields = [("form_key", key.as_str()), ("name", "Changed")];
    amara.upload(&form, &fields, Some(("a.pdf", "application/pdf", PDF))).await.status(409);
}

#[tokio::test]
async fn what_is_taken_back_is_gone_for_all_and_its_bytes_are_forgotten() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    amara.upload(&form, &[], Some(("a.pdf", "application/pdf", PDF))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    let id: uuid::Uuid = address.trim_start_matches("/files/").parse().unwrap();
    let asks =
        amara.get(&format!("{address}/removal")).await.says("Nobody will be able to open it");
    let page = amara.submit(&asks.form(&format!("{address}/removal")), &[]).await.status(303);
    amara.follow(&page).await.hides("a.pdf");
    for who in ["Amara", "Pavel", "Ines"] {
        world.browser(who).get(&address).await.status(404);
    }
    assert!(world.state.blobs.whole(id).await.is_ok());
    assert_eq!(keeping::purge(&world.db, &world.state.blobs).await.unwrap(), 1);
    assert!(world.state.blobs.whole(id).await.is_err());
    assert_eq!(keeping::purge(&world.db, &world.state.blobs).await.unwrap(), 0);
}

#[tokio::test]
async fn withdrawing_a_request_takes_its_documents_along() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    amara.upload(&form, &[], Some(("a.pdf", "application/pdf", PDF))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    amara.post(&format!("{}/withdrawal", asked.url()), &[]).await.status(303);
    amara.get(&address).await.status(404);
    world.browser("Pavel").get(&address).await.status(404);
    assert_eq!(keeping::purge(&world.db, &world.state.blobs).await.unwrap(), 1);
}

#[tokio::test]
async fn what_was_sealed_or_signed_stays() {
    let world = World::new().await;
    let asked = world.asks("alderbrook_north").plant().await;
    let form = format!("{}/documents/new", asked.url());
    let amara = world.browser("Amara");
    amara.upload(&form, &[], Some(("a.pdf", "application/pdf", PDF))).await.status(303);
    let address = document(&amara.get(&asked.url()).await);
    world.sql("update files set is_fixed = true").await;
    amara.get(&asked.url()).await.hides("Take the document back");
    amara.post(&format!("{address}/removal"), &[]).await.status(409).says("It stays");
    let undo = sqlx::query("update files set is_fixed = false").execute(world.owner().await).await;
    assert!(undo.is_err(), "not even the owner of the tables by accident");
}

#[tokio::test]
async fn a_folder_keeps_what_it_is_given_under_names_of_its_own() {
    let folder = std::env::temp_dir().join(format!("cimic-files-{}", uuid::Uuid::new_v4()));
    let blobs = Blobs::in_folder(&folder).unwrap();
    let id = uuid::Uuid::new_v4();
    let mut writer = blobs.write(id);
    // More than goes in one part.
    for _ in 0..7 {
        writer.take(vec![7_u8; 1 << 20].into()).await.unwrap();
    }
    writer.finish().await.unwrap();
    assert_eq!(blobs.whole(id).await.unwrap().len(), 7 << 20);
    let broken = uuid::Uuid::new_v4();
    let mut writer = blobs.write(broken);
    for _ in 0..7 {
        writer.take(vec![7_u8; 1 << 20].into()).await.unwrap();
    }
    writer.abandon().await;
    assert!(blobs.whole(broken).await.is_err());
    blobs.forget(id).await.unwrap();
    blobs.forget(id).await.unwrap();
    let left: Vec<_> = walk(&folder);
    assert!(left.is_empty(), "{left:?}");
    std::fs::remove_dir_all(&folder).unwrap();
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}
