//! Documents in an object store that speaks S3. Tried against a real server by `scripts/try-object-store`, which starts one, and starts it again
//! between the two tests; not part of the usual build.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up should stop")]

use axum::body::Bytes;
use cimic_house::blobs::Blobs;
use uuid::Uuid;

/// An object that outlasts the server.
const KEPT: Uuid = Uuid::from_u128(0x3f2b_0c11_5d6e_4a7f_9b1d_7733_5511_0077);
/// More than goes in one part.
const LARGE: usize = 12 << 20;

/// The store as a house that just started opens it; where and with which keys say the usual variables.
fn store() -> Blobs {
    // The program does this when it starts.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Blobs::at("s3://documents/house").unwrap()
}

async fn fill(blobs: &Blobs, id: Uuid) -> cimic_house::blobs::Writer {
    let mut writer = blobs.write(id);
    for n in 0..u8::try_from(LARGE >> 20).unwrap() {
        writer.take(Bytes::from(vec![n; 1 << 20])).await.unwrap();
    }
    writer
}

#[tokio::test]
async fn before_a_restart_it_takes_gives_back_and_forgets() {
    let blobs = store();
    let small = Uuid::new_v4();
    blobs.put(small, b"first".to_vec()).await.unwrap();
    blobs.put(small, b"second".to_vec()).await.unwrap();
    assert_eq!(&store().whole(small).await.unwrap()[..], b"second");
    fill(&blobs, KEPT).await.finish().await.unwrap();
    let broken = Uuid::new_v4();
    fill(&blobs, broken).await.abandon().await;
    assert!(blobs.whole(broken).await.is_err(), "an upload that broke off leaves nothing");
    blobs.forget(small).await.unwrap();
    blobs.forget(small).await.unwrap();
    assert!(blobs.whole(small).await.is_err());
    assert!(matches!(blobs.body(small).await, Err(cimic_house::web::error::Error::NotFound)));
}

#[tokio::test]
async fn after_a_restart_it_has_what_it_was_given() {
    let blobs = store();
    let body = axum::body::to_bytes(blobs.body(KEPT).await.unwrap(), LARGE + 1).await.unwrap();
    assert_eq!(body.len(), LARGE);
    assert!(body.iter().enumerate().all(|(at, byte)| usize::from(*byte) == at >> 20));
    blobs.forget(KEPT).await.unwrap();
    assert!(blobs.whole(KEPT).await.is_err());
}
