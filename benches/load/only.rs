//! Some pages only: for whoever mends one and wants to see it again soon.

use crate::{
    Args, duties,
    figures::{Figure, grows, table},
    house::House,
    loader::{self, Loaded},
    people, rooms, settle, show_duties,
};
use anyhow::Result;
use sqlx::ConnectOptions as _;

/// Times some pages of each size, and compares them.
pub fn only(args: &Args, sizes: &[Loaded]) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut all = Vec::new();
    for loaded in sizes {
        let rooms = runtime.block_on(some_rooms(args, loaded.rows))?;
        let figures: Vec<Figure> = rooms.iter().map(|room| room.figure.clone()).collect();
        table(&format!("{} requests", loaded.rows), &figures);
        all.push(figures);
    }
    if let [small, .., large] = all.as_slice() {
        grows(small.iter().zip(large));
    }
    Ok(())
}

async fn some_rooms(args: &Args, rows: usize) -> Result<Vec<rooms::Measured>> {
    let folder = loader::folder(&args.data, rows);
    let socket = folder.join("run");
    let house = House::start(&folder, "serve").await?;
    settle(&socket).await?;
    let cast = people::Cast::gather(&socket).await?;
    let samples = rooms::Samples::draw(&mut people::owner(&socket).connect().await?, &cast).await?;
    let mut rooms = samples.rooms(&cast)?;
    rooms.retain(|room| args.only.iter().any(|only| room.what.starts_with(only.as_str())));
    let measured = rooms::measure(&house, &cast, &rooms, args.pace().room).await?;
    if args.only.iter().any(|only| only == "duties") {
        show_duties(&duties::measure(&house, &socket, &cast, args.quick).await?);
    }
    house.stop()?;
    Ok(measured)
}
