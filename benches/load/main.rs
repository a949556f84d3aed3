//! Measures the house: fills it with old requests, then times its pages for people who see few, many and most of them.
//!
//! ```text
//! cargo bench --bench load -- --rows 10000,1000000
//! cargo bench --bench load -- --quick
//! ```

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, far from the ends of any type"
)]

mod loader;
mod rows;
mod world;

use anyhow::Result;
use clap::Parser;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "load", about = "Measures the house with many requests in it")]
struct Args {
    /// How many requests; several sizes are measured one after the other and compared
    #[arg(long, value_delimiter = ',', default_value = "10000")]
    rows: Vec<usize>,
    /// Where the filled clusters are kept; a second run finds them there
    #[arg(long, default_value = "/tmp/cimic-load")]
    data: PathBuf,
    /// Only fill
    #[arg(long)]
    load_only: bool,
    /// Cargo says this to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let args = Args::parse();
    for rows in &args.rows {
        let loaded = loader::load(&args.data, *rows)?;
        println!("{}", serde_json::to_string_pretty(&loaded)?);
    }
    Ok(())
}
