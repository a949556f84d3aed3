//! The page that everything is compared with: axum, one query by primary key, nothing else. A process of its own.

use anyhow::Result;
use axum::{
    Router,
    extract::{RawQuery, State},
    response::Html,
    routing::get,
    serve::ListenerExt,
};
use sqlx::{PgPool, postgres::PgPoolOptions};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use uuid::Uuid;

/// As many connections as the house has.
const POOL: u32 = 16;

pub struct Bare {
    child: Child,
    pub address: SocketAddr,
}

impl Bare {
    /// Runs this program again as the bare server.
    pub async fn start(socket: &Path) -> Result<Bare> {
        let port = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let child = Command::new(std::env::current_exe()?)
            .args(["--bare", &address.to_string(), "--socket"])
            .arg(socket)
            .stdin(Stdio::null())
            .spawn()?;
        let bare = Bare { child, address };
        for _ in 0..500 {
            if tokio::net::TcpStream::connect(address).await.is_ok() {
                return Ok(bare);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        anyhow::bail!("the bare server did not open")
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The bare server itself.
pub fn serve(address: SocketAddr, socket: &Path) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let pool = PgPoolOptions::new()
            .max_connections(POOL)
            .test_before_acquire(false)
            .connect_with(crate::people::owner(socket))
            .await?;
        let app = Router::new().route("/", get(page)).with_state(pool);
        let listener = tokio::net::TcpListener::bind(address).await?;
        let listener = listener.tap_io(|stream| {
            stream.set_nodelay(true).ok();
        });
        Ok(axum::serve(listener, app).await?)
    })
}

async fn page(State(pool): State<PgPool>, RawQuery(id): RawQuery) -> Html<String> {
    let id = id.and_then(|id| Uuid::parse_str(&id).ok()).unwrap_or_default();
    let need: Option<String> = sqlx::query_scalar("select need from requests where id = $1")
        .bind(id)
        .fetch_optional(&pool)
        .await
        .unwrap_or_default();
    Html(format!(
        "<!doctype html><html lang=en><title>A need</title><h1>A need</h1><p>{}</p>",
        need.unwrap_or_default()
    ))
}
