//! The invented mission that the measured requests belong to: who asks, who answers, where, and three people whose
//! pages are timed. The same at every size.

use anyhow::Result;
use argon2::{Argon2, PasswordHasher};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

/// What the people of the sign-in figures type.
pub const PASSPHRASE: &str = "seven camels carry the water home";
/// Sees exactly this many requests, whatever the table holds.
pub const PARTNER_SEES: usize = 20;
/// People who sign in, so that no account is slowed down.
pub const SIGN_INS: usize = 20;

/// Everybody and everything that requests point to.
pub struct World {
    pub districts: Vec<District>,
    pub owners: Vec<Actor>,
    pub hq: Actor,
    pub sectors: Vec<Actor>,
    /// Units, four a sector.
    pub units: Vec<Actor>,
    pub coordinator: Actor,
    pub civil_affairs: Actor,
}

pub struct District {
    pub id: Uuid,
    pub sector: usize,
}

/// An actor and the post that acts for it.
#[derive(Clone)]
pub struct Actor {
    pub id: Uuid,
    pub name: String,
    pub kind: &'static str,
    pub community: &'static str,
    pub parent: Option<Uuid>,
    pub role: &'static str,
    pub person: Uuid,
    pub post: Uuid,
}

/// The three whose pages are measured.
pub const PEOPLE: [&str; 3] = ["partner", "officer", "chief"];

impl World {
    /// The same world every time: ids come from a fixed seed.
    pub fn new() -> World {
        let mut ids = StdRng::seed_from_u64(7);
        let mut id = || Uuid::from_u128(ids.random());
        let mut actor = |name: String, kind, community, parent: Option<&Actor>, role| Actor {
            id: id(),
            name,
            kind,
            community,
            parent: parent.map(|actor| actor.id),
            role,
            person: id(),
            post: id(),
        };
        let hq = actor("Force HQ CIMIC".into(), "military_unit", "military", None, "chief");
        let sectors: Vec<Actor> = ["North", "South", "Coast"]
            .map(|name| {
                actor(
                    format!("Sector {name} CIMIC"),
                    "military_unit",
                    "military",
                    Some(&hq),
                    "officer",
                )
            })
            .into();
        let units = (0..12)
            .map(|n| {
                let name = format!("Battalion {}", n + 1);
                actor(name, "military_unit", "military", Some(&sectors[n / 4]), "liaison")
            })
            .collect();
        let coordinator =
            actor("Humanitarian coordination".into(), "un", "humanitarian", None, "coordinator");
        let civil_affairs =
            actor("Civil Affairs".into(), "mission_section", "mission", None, "section");
        let owners = (0..300)
            .map(|n| match n {
                0..12 => actor(format!("Agency {n}"), "un", "humanitarian", None, "partner"),
                12..60 => actor(
                    format!("Relief International {n}"),
                    "ingo",
                    "humanitarian",
                    None,
                    "partner",
                ),
                60..210 => {
                    actor(format!("Local Aid Network {n}"), "nngo", "humanitarian", None, "partner")
                }
                _ => actor(
                    format!("Village committee {n}"),
                    "community_body",
                    "host",
                    None,
                    "partner",
                ),
            })
            .collect();
        let districts = (0..24).map(|n| District { id: id(), sector: n / 8 }).collect();
        World { districts, owners, hq, sectors, units, coordinator, civil_affairs }
    }

    /// The organisation whose focal point is measured as the partner.
    pub fn partner(&self) -> &Actor {
        &self.owners[40]
    }

    /// The person of [`PEOPLE`].
    pub fn measured(&self, who: &str) -> &Actor {
        match who {
            "partner" => self.partner(),
            "officer" => &self.sectors[2],
            _ => &self.hq,
        }
    }

    fn actors(&self) -> impl Iterator<Item = &Actor> {
        let military = std::iter::once(&self.hq).chain(&self.sectors).chain(&self.units);
        military.chain([&self.coordinator, &self.civil_affairs]).chain(&self.owners)
    }

    /// Writes areas, actors, desks, people and their posts.
    pub async fn write(&self, owner: &mut PgConnection) -> Result<()> {
        let mut tx = owner.begin().await?;
        for n in 0..3u128 {
            sqlx::query("insert into areas (id, code, level, name) values ($1, $2, 1, $3)")
                .bind(region(n))
                .bind(format!("XX{n:02}"))
                .bind(format!("Region {n}"))
                .execute(&mut *tx)
                .await?;
        }
        for (n, district) in self.districts.iter().enumerate() {
            sqlx::query(
                "insert into areas (id, code, level, name, parent_id) values ($1, $2, 2, $3, $4)",
            )
            .bind(district.id)
            .bind(format!("XX{:02}{n:02}", district.sector))
            .bind(format!("District {n}"))
            .bind(region(district.sector as u128))
            .execute(&mut *tx)
            .await?;
        }
        let hash = Argon2::default()
            .hash_password(PASSPHRASE.as_bytes())
            .map_err(|error| anyhow::anyhow!("{error}"))?
            .to_string();
        for actor in self.actors() {
            sqlx::query("insert into actors (id, name, kind, community, parent_id) values ($1, $2, $3, $4, $5)")
                .bind(actor.id)
                .bind(&actor.name)
                .bind(actor.kind)
                .bind(actor.community)
                .bind(actor.parent)
                .execute(&mut *tx)
                .await?;
            self.write_post(&mut tx, actor, &hash).await?;
        }
        for n in 0..SIGN_INS {
            let extra = Actor {
                person: Uuid::from_u128(0x51 + n as u128),
                post: Uuid::new_v4(),
                ..self.owners[100 + n].clone()
            };
            self.write_post(&mut tx, &extra, &hash).await?;
        }
        self.write_desks(&mut tx).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn write_post(&self, tx: &mut PgConnection, actor: &Actor, hash: &str) -> Result<()> {
        sqlx::query("insert into people (id, name, email, password_hash) values ($1, $2, $3, $4)")
            .bind(actor.person)
            .bind(format!("Person of {}", actor.name))
            .bind(email(actor.person))
            .bind(hash)
            .execute(&mut *tx)
            .await?;
        sqlx::query("insert into posts (id, person_id, actor_id, role, from_at) values ($1, $2, $3, $4, now() - interval '5 months')")
            .bind(actor.post)
            .bind(actor.person)
            .bind(actor.id)
            .bind(actor.role)
            .execute(&mut *tx)
            .await?;
        Ok(())
    }

    async fn write_desks(&self, tx: &mut PgConnection) -> Result<()> {
        let desks = self.sectors.iter().map(|sector| (sector, "cimic", Some(self.hq.id), false));
        let top = [
            (&self.hq, "cimic", None, true),
            (&self.coordinator, "coordinator", None, true),
            (&self.civil_affairs, "civil_affairs", None, true),
        ];
        for (desk, kind, stand_in, is_top) in desks.chain(top) {
            sqlx::query(
                "insert into desks (actor_id, kind, stand_in_id, is_top) values ($1, $2, $3, $4)",
            )
            .bind(desk.id)
            .bind(kind)
            .bind(stand_in)
            .bind(is_top)
            .execute(&mut *tx)
            .await?;
        }
        for (n, sector) in self.sectors.iter().enumerate() {
            sqlx::query("insert into actor_areas (actor_id, area_id, presence) values ($1, $2, 'responsibility')")
                .bind(sector.id)
                .bind(region(n as u128))
                .execute(&mut *tx)
                .await?;
        }
        Ok(())
    }
}

fn region(n: u128) -> Uuid {
    Uuid::from_u128(0xa_0000_0000 + n)
}

/// The address an account of this world signs in with.
pub fn email(person: Uuid) -> String {
    format!("{}@bench.example", person.simple())
}
