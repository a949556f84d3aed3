//! Forums, meetings and rooms planted straight into the database. Tests of flows make theirs through the pages; sweeps need many, quickly.

use super::{World, seed};
use cimic_house::reference;
use uuid::Uuid;

/// A meeting in the making: `world.meets("ocha").audience("humanitarian").invites("fra").plant().await`.
pub struct Meet<'w> {
    world: &'w World,
    owner: &'static str,
    audience: &'static str,
    state: &'static str,
    forum: Option<Uuid>,
    invited: Vec<&'static str>,
    words: String,
    hours: i32,
    discreet: bool,
    announced: bool,
}

/// A meeting that stands in the database.
#[derive(Clone, Debug)]
pub struct Met {
    pub id: Uuid,
    /// As written, with its hyphen.
    pub reference: String,
    /// As stored.
    pub plain: String,
    /// An item that somebody proposed.
    pub item: Uuid,
}

impl Met {
    pub fn url(&self) -> String {
        format!("/meetings/{}", self.reference)
    }
}

impl World {
    /// A meeting of this actor: people are invited, it begins in two days, it stands by itself.
    pub fn meets(&self, owner: &'static str) -> Meet<'_> {
        Meet {
            world: self,
            owner,
            audience: "parties",
            state: "invited",
            forum: None,
            invited: Vec::new(),
            words: "Weekly".to_owned(),
            hours: 48,
            discreet: false,
            announced: false,
        }
    }

    /// A forum of this actor with these members; its words stand in every text it has.
    pub async fn forum(
        &self,
        owner: &str,
        family: &str,
        audience: &str,
        members: &[&'static str],
        words: &str,
    ) -> Uuid {
        let id: Uuid = sqlx::query_scalar(
            "insert into forums (owner_id, chair_id, name, family, audience, purpose, expected, template, time_zone, first_on, starts_clock, minutes)
             values ($1, $1, $2, $3, $4, $2, $2, '15 ' || $2, 'Africa/Lagos', current_date, '10:00', 60) returning id",
        )
        .bind(seed::actor(owner))
        .bind(words)
        .bind(family)
        .bind(audience)
        .fetch_one(self.owner().await)
        .await
        .unwrap();
        for member in members {
            sqlx::query("insert into forum_members (forum_id, actor_id) values ($1, $2)")
                .bind(id)
                .bind(seed::actor(member))
                .execute(self.owner().await)
                .await
                .unwrap();
        }
        sqlx::query("insert into forum_venues (forum_id, place, link) values ($1, $2, 'https://example.org/' || replace($2, ' ', '-'))")
            .bind(id)
            .bind(words)
            .execute(self.owner().await)
            .await
            .unwrap();
        sqlx::query(
            "insert into meeting_items (forum_id, title, proposed_by_id) values ($1, $2, $3)",
        )
        .bind(id)
        .bind(words)
        .bind(seed::actor(owner))
        .execute(self.owner().await)
        .await
        .unwrap();
        id
    }

    /// A room of this actor.
    pub async fn room(&self, owner: &str, name: &str, by_approval: bool) -> Uuid {
        sqlx::query_scalar("insert into rooms (owner_id, name, seats, needs_approval, opens, closes) values ($1, $2, 12, $3, '06:00', '22:00') returning id")
            .bind(seed::actor(owner))
            .bind(name)
            .bind(by_approval)
            .fetch_one(self.owner().await)
            .await
            .unwrap()
    }
}

impl Meet<'_> {
    pub fn audience(mut self, audience: &'static str) -> Self {
        self.audience = audience;
        self
    }

    pub fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    pub fn of(mut self, forum: Uuid) -> Self {
        self.forum = Some(forum);
        self
    }

    pub fn invites(mut self, actor: &'static str) -> Self {
        self.invited.push(actor);
        self
    }

    /// Every text of it says this.
    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// Begins so many hours from now; before now when negative.
    pub fn hours(mut self, hours: i32) -> Self {
        self.hours = hours;
        self
    }

    pub fn discreet(mut self) -> Self {
        self.discreet = true;
        self
    }

    pub fn announced(mut self) -> Self {
        self.announced = true;
        self
    }

    pub async fn plant(self) -> Met {
        let (id, plain) = (Uuid::now_v7(), reference::new());
        let owner = seed::actor(self.owner);
        let db = self.world.owner().await;
        sqlx::query(
            "insert into meetings (id, reference, forum_id, owner_id, chair_id, title, purpose, expected, audience, area_id, time_zone, starts_at, ends_at, state, reason,
                                   is_discreet, is_announced)
             values ($1, $2, $3, $4, $4, $5, $5, $5, $6, $7, 'Africa/Lagos', now() + make_interval(hours => $8), now() + make_interval(hours => $8 + 1), $9, $5, $10, $11)",
        )
        .bind(id)
        .bind(&plain)
        .bind(self.forum)
        .bind(owner)
        .bind(&self.words)
        .bind(self.audience)
        .bind(seed::area("XZ0102"))
        .bind(self.hours)
        .bind(self.state)
        .bind(self.discreet)
        .bind(self.announced)
        .execute(db)
        .await
        .unwrap();
        for actor in &self.invited {
            sqlx::query("insert into meeting_actors (meeting_id, actor_id, why, note) values ($1, $2, 'invited', $3) on conflict do nothing")
                .bind(id)
                .bind(seed::actor(actor))
                .bind(&self.words)
                .execute(db)
                .await
                .unwrap();
        }
        sqlx::query("insert into meeting_places (meeting_id, place, link) values ($1, $2, 'https://example.org/' || replace($2, ' ', '-'))")
            .bind(id)
            .bind(&self.words)
            .execute(db)
            .await
            .unwrap();
        sqlx::query("insert into meeting_acts (meeting_id, act, from_state, to_state, role, reason) values ($1, 'invite', 'planned', 'invited', 'house', $2)")
            .bind(id)
            .bind(&self.words)
            .execute(db)
            .await
            .unwrap();
        let item = sqlx::query_scalar(
            "insert into meeting_items (meeting_id, forum_id, title, detail, proposed_by_id) values ($1, $2, $3, $3, $4) returning id",
        )
        .bind(id)
        .bind(self.forum)
        .bind(&self.words)
        .bind(owner)
        .fetch_one(db)
        .await
        .unwrap();
        Met { id, reference: reference::show(&plain), plain, item }
    }
}
