//! Requests planted straight into the database, in any state and with everything that can hang on one.
//! Tests of flows make theirs through the pages; sweeps need many, quickly.

use super::{World, seed};
use cimic_house::reference;
use uuid::Uuid;

/// A request in the making: `world.asks("alderbrook_north").state("tasked").plant().await`.
pub struct Ask<'w> {
    world: &'w World,
    owner: &'static str,
    state: &'static str,
    door: &'static str,
    area: &'static str,
    audience: &'static str,
    kind: &'static str,
    parties: Vec<&'static str>,
    words: String,
    code: Option<String>,
    consent: Option<(&'static str, &'static str)>,
}

/// A request that stands in the database.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: Uuid,
    /// As written, with its hyphen.
    pub reference: String,
    /// As stored.
    pub plain: String,
    pub offer: Uuid,
    pub consent: Option<Uuid>,
}

impl Asked {
    pub fn url(&self) -> String {
        format!("/requests/{}", self.reference)
    }
}

impl World {
    /// A request of this actor (`visitors` for somebody without an account): submitted, through the CIMIC desk, in the north.
    pub fn asks(&self, owner: &'static str) -> Ask<'_> {
        Ask {
            world: self,
            owner,
            state: "submitted",
            door: if owner == "open_ward" { "coordinator" } else { "cimic" },
            area: "XZ0102",
            audience: "parties",
            kind: "armed_escort",
            parties: Vec::new(),
            words: "Escort for two lorries of seed".to_owned(),
            code: (owner == "visitors").then(|| "1234567890123456".to_owned()),
            consent: None,
        }
    }
}

impl Ask<'_> {
    pub fn state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    /// `coordinator`, `cimic` or `civil_affairs`.
    pub fn door(mut self, door: &'static str) -> Self {
        self.door = door;
        self
    }

    /// The from-district: `XZ0102` is the north's, `XZ0402` the south's.
    pub fn area(mut self, area: &'static str) -> Self {
        self.area = area;
        self
    }

    pub fn audience(mut self, audience: &'static str) -> Self {
        self.audience = audience;
        self
    }

    pub fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// One more actor that is named on it.
    pub fn party(mut self, actor: &'static str) -> Self {
        self.parties.push(actor);
        self
    }

    /// A word that stands in each of its texts, with the place behind it: `word-need`, `word-f1-name` …
    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// Whoever knows these 16 digits opens it.
    pub fn code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }

    /// A consent in force to one actor: `f1`, `f2` or `f3`.
    pub fn consent(mut self, field: &'static str, recipient: &'static str) -> Self {
        self.consent = Some((field, recipient));
        self
    }

    pub async fn plant(self) -> Asked {
        let plain = reference::new();
        let id = Uuid::now_v7();
        let db = self.world.owner().await;
        let north = self.area.starts_with("XZ01");
        let sector = if north { "sector_north" } else { "sector_south" };
        let host = self.owner.starts_with("vc_") || self.owner.starts_with("dc_");
        let community = if host { "host" } else { "humanitarian" };
        let screening = match (host, self.door) {
            (false, _) => "ocha",
            (true, "civil_affairs") => "civil_affairs",
            (true, _) => sector,
        };
        let begun = matches!(
            self.state,
            "tasked" | "under_way" | "suspended" | "delivered" | "disputed" | "confirmed"
        );
        let past_desk =
            begun || matches!(self.state, "endorsed" | "offered" | "accepted" | "closed");
        let cimic =
            (self.owner != "open_ward" && (self.door == "cimic" || past_desk)).then_some(sector);
        let unit = begun.then_some(if north { "kestrel" } else { "ibis" });
        let resumes = match self.state {
            "returned" => Some("submitted"),
            "suspended" => Some("tasked"),
            _ => None,
        };
        let author =
            seed::CAST.iter().find(|(_, _, _, actor)| *actor == self.owner).map(|(name, ..)| *name);
        sqlx::query(
            "insert into requests (id, reference, owner_id, community, author_id, door, kind, need, what, from_area_id, needed_from, needed_until,
                priority, harm, harm_why, state, resumes_to, screening_desk_id, endorsing_desk_id, cimic_desk_id, unit_id, audience, has_code)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, current_date + 10, current_date + 20,
                'routine', 'unsure', $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        )
        .bind(id)
        .bind(&plain)
        .bind(seed::actor(self.owner))
        .bind(community)
        .bind(author.map(seed::person))
        .bind(self.door)
        .bind(self.kind)
        .bind(format!("{}-need", self.words))
        .bind(format!("{}-what", self.words))
        .bind(seed::area(self.area))
        .bind(format!("{}-harm", self.words))
        .bind(self.state)
        .bind(resumes)
        .bind(seed::actor(screening))
        .bind(seed::actor(if host { "civil_affairs" } else { "ocha" }))
        .bind(cimic.map(seed::actor))
        .bind(unit.map(seed::actor))
        .bind(self.audience)
        .bind(self.code.is_some())
        .execute(db)
        .await
        .unwrap();
        let asked = Asked {
            id,
            reference: reference::show(&plain),
            plain,
            offer: Uuid::now_v7(),
            consent: self.consent.map(|_| Uuid::now_v7()),
        };
        self.plant_parts(&asked, author, if north { "kestrel" } else { "ibis" }, sector).await;
        asked
    }

    async fn plant_parts(&self, asked: &Asked, author: Option<&str>, unit: &str, sector: &str) {
        let (id, words, world) = (asked.id, &self.words, self.world);
        for party in &self.parties {
            world
                .sql(&format!(
                    "insert into request_parties (request_id, actor_id, why) values ('{id}', '{}', 'named') on conflict do nothing",
                    seed::actor(party)
                ))
                .await;
        }
        let person = author.map_or("null".to_owned(), |name| format!("'{}'", seed::person(name)));
        let (owner, ines) = (seed::actor(self.owner), seed::person("Ines"));
        let words = words.replace('\'', "''");
        world
            .sql(&format!(
                "insert into request_contacts values ('{id}', '{words}-f1-name', '{words}-f1-phone', '{words}-f1-mail', '{words}-f1-radio', '{words}-f1-org');
                 insert into request_routes values ('{id}', '{words}-f2-from', '{words}-f2-to', '{words}-f2-route', '{words}-f2-times');
                 insert into request_partners values ('{id}', '{words}-f3-behalf', '{words}-f3-beneficiaries');
                 insert into request_alternatives values ('{id}', 1, '{words}-tried', '{words}-outcome', null);
                 insert into request_acts (request_id, act, from_state, to_state, side, person_id, actor_id, role, reason)
                 values ('{id}', 'submit', 'draft', 'submitted', 'asking', {person}, '{owner}', '{role}', ''),
                        ('{id}', 'ask', 'submitted', 'returned', 'answering', '{ines}', '{ocha}', 'coordinator', '{words}-question');
                 insert into request_comments (request_id, actor_id, role, person_id, body) values ('{id}', '{ocha}', 'coordinator', '{ines}', '{words}-comment');
                 insert into notes (record_kind, record_id, actor_id, person_id, body) values ('request', '{id}', '{ocha}', '{ines}', '{words}-note-ocha')",
                role = if author.is_some() { "partner" } else { "visitor" },
                ocha = seed::actor("ocha"),
            ))
            .await;
        let offered = matches!(
            self.state,
            "offered"
                | "accepted"
                | "tasked"
                | "under_way"
                | "suspended"
                | "delivered"
                | "disputed"
                | "confirmed"
                | "closed"
        );
        if offered {
            let state = match self.state {
                "offered" | "accepted" | "tasked" | "under_way" => self.state,
                "suspended" => "tasked",
                _ => "delivered",
            };
            let (chief, offer) = (seed::person("Nadia"), asked.offer);
            world
                .sql(&format!(
                    "insert into offers (id, request_id, desk_id, provider_id, assets, conditions, decided_by, valid_until, state, offered_by)
                     values ('{offer}', '{id}', '{}', '{}', '{words}-assets', '{words}-conditions', 'J3', current_date + 9, '{state}', '{chief}');
                     insert into request_briefs (request_id, unit_id, order_reference, brief) values ('{id}', '{1}', 'FRAGO 1', '{words}-brief')",
                    seed::actor(sector),
                    seed::actor(unit),
                ))
                .await;
        }
        if let (Some((field, recipient)), Some(consent)) = (self.consent, asked.consent) {
            world
                .sql(&format!(
                    "insert into consents (id, request_id, recipient_id, fields, purpose, until_at)
                     values ('{consent}', '{id}', '{}', array['{field}'], 'the convoy', now() + interval '9 days')",
                    seed::actor(recipient)
                ))
                .await;
        }
        if let Some(code) = &self.code {
            sqlx::query("insert into request_codes (request_id, code_hash) values ($1, $2)")
                .bind(id)
                .bind(cimic_house::web::context::digest(code))
                .execute(world.owner().await)
                .await
                .unwrap();
        }
    }
}
