//! A house of one's own: a fresh database with the cast in it, and the whole application on top.

use super::{Browser, cluster::Database, requests::Asked, seed};
use axum::Router;
use cimic_house::{
    access::Viewer,
    blobs::Blobs,
    db::{Db, Mode, Tx},
    routes,
    web::{
        AppState, House,
        body_limits::BodyLimits,
        context::digest,
        security::{SecurityConfig, layers},
    },
};
use sqlx::{PgPool, postgres::PgPoolOptions};
use std::sync::{Arc, RwLock};
use uuid::Uuid;

/// Who is in it and what for: `seed.rs`. Gone when dropped.
pub struct World {
    pub db: Db,
    pub state: AppState,
    app: Router,
    owner: tokio::sync::OnceCell<PgPool>,
    database: Database,
}

impl World {
    pub async fn new() -> World {
        World::on(Database::with_cast().await).await
    }

    /// A house in which nobody is yet.
    pub async fn empty() -> World {
        World::on(Database::empty().await).await
    }

    async fn on(database: Database) -> World {
        let db = Db::connect(database.as_app(), 4).await.unwrap();
        let house = House::load(&db).await.unwrap();
        let state = AppState {
            db: db.clone(),
            blobs: Blobs::in_memory(),
            house: Arc::new(RwLock::new(house)),
            nav: cimic_house::nav::nav,
            https: false,
            second_factor: false,
        };
        let larger = routes::all().larger_bodies();
        let bodies = BodyLimits { larger, ..BodyLimits::default() };
        let config = SecurityConfig { bodies, ..SecurityConfig::default() };
        let app = layers(routes::app(state.clone()), &config);
        World { app, db, state, owner: tokio::sync::OnceCell::new(), database }
    }

    /// A browser of somebody of the cast, signed in; `nobody` is signed out.
    pub fn browser(&self, name: &str) -> Browser {
        let browser = Browser::new(self.app.clone());
        if name != "nobody" {
            seed::person(name);
            browser.set_cookie("sid", &seed::token(name));
        }
        browser
    }

    /// A browser of somebody without an account.
    pub fn visitor(&self) -> Browser {
        self.browser("nobody")
    }

    /// The browser of whoever opened this request with its code.
    pub async fn visitor_of(&self, asked: &Asked) -> Browser {
        let token = uuid::Uuid::new_v4().to_string();
        sqlx::query("insert into visits_by_code (token_hash, request_id, expires_at) values ($1, $2, now() + interval '1 hour')")
            .bind(digest(&token))
            .bind(asked.id)
            .execute(self.owner().await)
            .await
            .unwrap();
        let browser = self.visitor();
        browser.set_cookie("visit", &token);
        browser
    }

    /// Undoes what forms that end sessions, switch posts or change accounts have done to the cast.
    pub async fn wake_everybody(&self) {
        self.sql("update sessions set ended_at = null, post_id = null, second_step = true where device = 'Test browser'; update people set suspended_at = null, totp_confirmed = false, keys_off = false; set session_replication_role = replica; update posts set until_at = null where until_at > now() - interval '1 hour'; reset session_replication_role").await;
    }

    /// The whole application, for requests that no browser sends.
    pub fn app(&self) -> Router {
        self.app.clone()
    }

    /// Somebody of the cast as the database knows them, in the post in use.
    pub async fn viewer(&self, name: &str) -> Viewer {
        if name == "nobody" {
            return Viewer::visitor(None);
        }
        let session = self.db.session(&digest(&seed::token(name))).await.unwrap();
        session.and_then(|session| session.viewer).unwrap_or_else(|| panic!("{name} has no post"))
    }

    /// A transaction of somebody of the cast.
    pub async fn tx(&self, name: &str, mode: Mode) -> Tx {
        self.db.begin(self.viewer(name).await, mode).await.unwrap()
    }

    /// A transaction of the house itself.
    pub async fn house(&self) -> Tx {
        self.db.begin(Viewer::house(), Mode::Write).await.unwrap()
    }

    /// A connection from which nothing is hidden: for planting rows and for looking behind the pages.
    pub async fn owner(&self) -> &PgPool {
        let open = || async {
            let pool = PgPoolOptions::new().max_connections(2);
            pool.connect_with(self.database.as_owner()).await.unwrap()
        };
        self.owner.get_or_init(open).await
    }

    /// Runs statements as the owner of the database.
    pub async fn sql(&self, text: &str) {
        let text = sqlx::AssertSqlSafe(text.to_owned());
        sqlx::raw_sql(text).execute(self.owner().await).await.unwrap();
    }

    /// How many rows this counts: `world.count("events where act = 'create'")`.
    pub async fn count(&self, from: &str) -> i64 {
        let text = sqlx::AssertSqlSafe(format!("select count(*) from {from}"));
        sqlx::query_scalar(text).fetch_one(self.owner().await).await.unwrap()
    }

    /// How the house itself connects.
    pub fn app_options(&self) -> sqlx::postgres::PgConnectOptions {
        self.database.as_app()
    }

    /// How the owner of the database connects to it.
    pub fn owner_options(&self) -> sqlx::postgres::PgConnectOptions {
        self.database.as_owner()
    }

    pub fn actor(&self, short: &str) -> Uuid {
        seed::actor(short)
    }

    pub fn area(&self, code: &str) -> Uuid {
        seed::area(code)
    }

    pub fn person(&self, name: &str) -> Uuid {
        seed::person(name)
    }

    /// The id of a post: `world.post("Hugo", "liaison", "ibis")`.
    pub fn post(&self, name: &str, role: &str, actor: &str) -> Uuid {
        seed::id("post", &format!("{name}/{role}/{actor}"))
    }
}
