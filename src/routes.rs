//! Every address of the house, in one table.

use crate::{
    actors, areas, audit, desks, files, home, info, meetings, people, requests, sign_in,
    web::{AppState, assets, error::Error},
};
use axum::{
    Router,
    extract::Request,
    handler::Handler,
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing,
};
use tracing::Instrument;

/// A router that remembers what was added to it, so a test can walk the whole house.
#[derive(Default)]
pub struct Routes {
    router: Router<AppState>,
    table: Vec<(&'static str, &'static str)>,
    larger: Vec<(&'static str, u64)>,
}

impl Routes {
    pub fn get<T: 'static>(self, path: &'static str, page: impl Handler<T, AppState>) -> Routes {
        self.add("GET", path, routing::get(page))
    }

    /// A form's address. What it does is finished even if the client goes away.
    pub fn post<T: 'static>(self, path: &'static str, page: impl Handler<T, AppState>) -> Routes {
        self.add("POST", path, routing::post(page).layer(middleware::from_fn(finish)))
    }

    /// The address of a form that brings a file: its body may be as large as that.
    pub fn upload<T: 'static>(
        mut self,
        path: &'static str,
        most: u64,
        page: impl Handler<T, AppState>,
    ) -> Routes {
        self.larger.push((path, most));
        self.post(path, page)
    }

    /// Addresses whose bodies may be larger than usual, for the door.
    pub fn larger_bodies(&self) -> Vec<(&'static str, u64)> {
        self.larger.clone()
    }

    pub fn merge(mut self, other: Routes) -> Routes {
        self.table.extend(other.table);
        self.larger.extend(other.larger);
        self.router = self.router.merge(other.router);
        self
    }

    pub fn table(&self) -> &[(&'static str, &'static str)] {
        &self.table
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        page: routing::MethodRouter<AppState>,
    ) -> Routes {
        self.table.push((method, path));
        self.router = self.router.route(path, page);
        self
    }
}

/// Runs a write in a task of its own: axum drops a handler whose client hung up, a task goes on.
async fn finish(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        Err(error) => Error::Internal(format!("a write stopped: {error}")).into_response(),
    }
}

/// The features, in the order they may know each other.
pub fn all() -> Routes {
    Routes::default()
        .merge(areas::routes())
        .merge(actors::routes())
        .merge(people::routes())
        .merge(sign_in::routes())
        .merge(crate::mail::routes())
        .merge(audit::routes())
        .merge(crate::assets::routes())
        .merge(files::routes())
        .merge(crate::objectives::routes())
        .merge(crate::actions::routes())
        .merge(crate::activities::routes())
        .merge(crate::imports::routes())
        .merge(requests::routes())
        .merge(crate::qips::routes())
        .merge(desks::routes())
        .merge(meetings::routes())
        .merge(crate::reports::routes())
        .merge(crate::minutes::routes())
        .merge(crate::visits::routes())
        .merge(crate::notices::routes())
        .merge(crate::admin::routes())
        .merge(home::routes())
        .merge(info::routes())
        .merge(crate::map::routes())
        .merge(crate::overlaps::routes())
        .merge(crate::gaps::routes())
        .merge(crate::search::routes())
        .merge(crate::rules::routes())
        .merge(crate::situations::routes())
        .merge(crate::dashboards::routes())
        .merge(crate::sitreps::routes())
}

/// The house as a service; `web::security::layers` puts the door around it, with the pages that faults become.
pub fn app(state: AppState) -> Router {
    all()
        .router
        .route("/static/{*path}", routing::get(assets::serve))
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::NotFound)
        .with_state(state)
}
