//! Notices and contributions planted straight into the database. Tests of flows make theirs through the pages; sweeps need many, quickly.

use super::{World, seed};
use uuid::Uuid;

/// A notice in the making: `world.notice("ocha").audience("humanitarian").words("Flood").plant().await`.
pub struct Told<'w> {
    world: &'w World,
    owner: &'static str,
    kind: &'static str,
    state: &'static str,
    audience: &'static str,
    area: Option<&'static str>,
    days: i32,
    ago: i32,
    words: String,
    from: Option<Uuid>,
}

impl World {
    /// A public notice about Kolmata of this office, published an hour ago; it holds for a week.
    pub fn notice(&self, owner: &'static str) -> Told<'_> {
        Told {
            world: self,
            owner,
            kind: "general",
            state: "published",
            audience: "public",
            area: Some("XZ0102"),
            days: 7,
            ago: 1,
            words: "Bridge closed".to_owned(),
            from: None,
        }
    }

    /// What this humanitarian organisation tells a desk; anybody with an account may be told.
    pub fn told(&self, owner: &'static str, desk: &'static str) -> Contributed<'_> {
        let words = "Wells are dry".to_owned();
        Contributed { world: self, owner, desk, audience: "partners", named: false, words }
    }
}

impl Told<'_> {
    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    pub fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    pub fn audience(mut self, audience: &'static str) -> Self {
        self.audience = audience;
        self
    }

    /// None: the whole country.
    pub fn area(mut self, area: Option<&'static str>) -> Self {
        self.area = area;
        self
    }

    /// It holds for so many days from today; below none: it is over.
    pub fn days(mut self, days: i32) -> Self {
        self.days = days;
        self
    }

    /// It was published so many hours ago.
    pub fn ago(mut self, hours: i32) -> Self {
        self.ago = hours;
        self
    }

    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    pub fn made_of(mut self, contribution: Uuid) -> Self {
        self.from = Some(contribution);
        self
    }

    /// Petra wrote the military ones.
    pub async fn plant(self) -> Uuid {
        let plant = "insert into notices (id, owner_id, writers, kind, condition, title, body, area_id, valid_from, valid_until, begins_at, ends_at, confidence, audience, state,
                published_at, contribution_id, topic)
            select gen_random_uuid(), $1, array[$2::uuid], $3, case when $3 = 'road_status' then 'difficult' else '' end, $4, $4 || ' until further notice', $5,
                current_date - 30, current_date + $6, now(), now(), 'confirmed', $7, $8, case when $8 in ('published', 'superseded', 'expired') then now() - make_interval(hours => $9) end,
                $10, coalesce((select c.topic from notice_contributions c where c.id = $10), '')
            returning id";
        sqlx::query_scalar(plant)
            .bind(seed::actor(self.owner))
            .bind(seed::person("Petra"))
            .bind(self.kind)
            .bind(&self.words)
            .bind(self.area.map(seed::area))
            .bind(self.days)
            .bind(self.audience)
            .bind(self.state)
            .bind(self.ago)
            .bind(self.from)
            .fetch_one(self.world.owner().await)
            .await
            .unwrap()
    }
}

/// A contribution in the making.
pub struct Contributed<'w> {
    world: &'w World,
    owner: &'static str,
    desk: &'static str,
    audience: &'static str,
    named: bool,
    words: String,
}

impl Contributed<'_> {
    pub fn audience(mut self, audience: &'static str) -> Self {
        self.audience = audience;
        self
    }

    pub fn named(mut self) -> Self {
        self.named = true;
        self
    }

    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// Its words are those of [`Told::plant`] with the same words.
    pub async fn plant(self) -> Uuid {
        let plant = "insert into notice_contributions (id, owner_id, recipient_id, topic, title, body, audience, is_named, valid_until, until_at)
            values (gen_random_uuid(), $1, $2, 'population_movements', $3, $3 || ' until further notice', $4, $5, current_date + 20, now()) returning id";
        sqlx::query_scalar(plant)
            .bind(seed::actor(self.owner))
            .bind(seed::actor(self.desk))
            .bind(&self.words)
            .bind(self.audience)
            .bind(self.named)
            .fetch_one(self.world.owner().await)
            .await
            .unwrap()
    }
}
