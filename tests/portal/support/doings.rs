//! Activities for tests of maps, gaps and overlaps.

use super::{World, seed};
use uuid::Uuid;

impl World {
    /// Plants an activity under way from ten days ago to twenty days ahead, of so many people; its id.
    pub async fn doing(
        &self,
        actor: &str,
        area: &str,
        cluster: &str,
        audience: &str,
        people: i32,
    ) -> Uuid {
        let insert = "insert into activities (actor_id, area_id, cluster, audience, targeted, what, starts_on, ends_on)
                      values ($1, (select id from areas where code = $2 and valid_to is null), $3, $4, $5, $6, current_date - 10, current_date + 20) returning id";
        sqlx::query_scalar(insert)
            .bind(seed::actor(actor))
            .bind(area)
            .bind(cluster)
            .bind(audience)
            .bind(people)
            .bind(format!("Work of {actor} in {cluster}"))
            .fetch_one(self.owner().await)
            .await
            .unwrap()
    }
}
