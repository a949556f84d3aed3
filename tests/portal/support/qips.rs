//! Projects planted straight into the database, in any state and with everything that can hang on one.
//! Tests of flows make theirs through the pages; sweeps need many, quickly.

use super::{Browser, World, seed};
use cimic_house::{qips::states::Act, reference, web::context::digest};
use uuid::Uuid;

/// A project in the making: `world.project("implementing").plant().await`.
/// The village proposes it, Civil Affairs owns it, Alderbrook's field office carries it out.
pub struct Plan<'w> {
    world: &'w World,
    state: &'static str,
    kind: &'static str,
    proposer: &'static str,
    partner: Option<&'static str>,
    words: String,
    instalment: &'static str,
}

/// A project that stands in the database.
#[derive(Clone, Debug)]
pub struct Planted {
    pub id: Uuid,
    /// As written, with its hyphen.
    pub reference: String,
    /// As stored.
    pub plain: String,
    pub instalment: Uuid,
    pub round: Uuid,
    /// The visit while work went on, where there is money.
    pub visit: Uuid,
}

impl Planted {
    pub fn url(&self) -> String {
        format!("/qips/{}", self.reference)
    }
}

impl World {
    pub fn project(&self, state: &'static str) -> Plan<'_> {
        let kind =
            if matches!(state, "proposed" | "checked" | "completed") { "support" } else { "qip" };
        Plan {
            world: self,
            state,
            kind,
            proposer: "vc_millford",
            partner: Some("alderbrook_north"),
            words: "A well".to_owned(),
            instalment: "planned",
        }
    }

    /// One more member of the committee: a seat that represents this actor, with a browser.
    pub async fn seat(&self, name: &str, represents: &str) -> Browser {
        let person = seed::id("person", name);
        self.sql(&format!(
            "insert into people (id, name, email) values ('{person}', '{name}', '{}@example.org');
             insert into posts (id, person_id, actor_id, role, represents_id, from_at) values ('{}', '{person}', '{}', 'committee', '{}', now() - interval '9 days');",
            name.to_lowercase(),
            seed::id("post", name),
            seed::actor("prc"),
            seed::actor(represents),
        ))
        .await;
        sqlx::query("insert into sessions (token_hash, person_id, shared, device, expires_at) values ($1, $2, false, 'Test browser', now() + interval '1 day')")
            .bind(digest(&seed::token(name)))
            .bind(person)
            .execute(self.owner().await)
            .await
            .unwrap();
        let browser = Browser::new(self.app());
        browser.set_cookie("sid", &seed::token(name));
        browser
    }
}

/// A small picture, as a telephone would send it.
pub fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let plain = image::RgbImage::from_pixel(8, 8, image::Rgb([90, 120, 80]));
    plain.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

impl World {
    /// A photo of this project that somebody of Civil Affairs brought, shown to everybody or not yet.
    pub async fn photo(&self, project: &Planted, bringer: &str, released: bool) -> Uuid {
        let (id, bytes) = (Uuid::new_v4(), picture());
        let civil = seed::actor("civil_affairs");
        self.sql(&format!(
            "insert into files (id, record_kind, record_id, owner_id, actor_id, person_id, role, name, media, bytes, sha256)
             values ('{id}', 'qip', '{}', '{civil}', '{civil}', '{}', 'section', 'well.jpg', 'jpeg', {}, sha256('x'));",
            project.id,
            seed::person(bringer),
            bytes.len(),
        ))
        .await;
        if released {
            self.sql(&format!(
                "insert into qip_photos (file_id, project_id, shows, alt, actor_id) values ('{id}', '{}', 'after', 'A stone well with a wooden lid.', '{civil}')",
                project.id
            ))
            .await;
        }
        self.state.blobs.put(id, bytes).await.unwrap();
        id
    }
}

/// A state of project and instalment in which the act of this address is possible.
pub fn fitting(path: &str) -> (&'static str, &'static str) {
    let noun = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".pdf");
    let of_part = path.contains("/instalments/");
    if path.contains("/photos/") {
        return (if path.ends_with("{id}") { "handed_over" } else { "implementing" }, "planned");
    }
    match noun {
        "request" if of_part => return ("agreed", "planned"),
        "certification" => return ("agreed", "requested"),
        "return" if of_part => return ("agreed", "certified"),
        "release" => return ("agreed", "certified"),
        "accounting" => return ("implementing", "released"),
        "bank" | "contract" => return ("approved", "planned"),
        "certificate" => return ("paid", "planned"),
        "{section}" => return ("draft", "planned"),
        _ => {}
    }
    let act = Act::ALL.iter().find(|act| act.noun().0 == noun);
    let spec =
        act.and_then(|act| cimic_house::qips::states::SPECS.iter().find(|spec| spec.act == *act));
    (spec.and_then(|spec| spec.from.first()).map_or("in_review", |state| state.as_str()), "planned")
}

impl Plan<'_> {
    pub fn proposer(mut self, proposer: &'static str) -> Self {
        self.proposer = proposer;
        self
    }

    pub fn partner(mut self, partner: &'static str) -> Self {
        self.partner = Some(partner);
        self
    }

    /// Community support by other means.
    pub fn support(mut self) -> Self {
        self.kind = "support";
        self
    }

    /// A word that stands in each of its texts, with the place behind it: `word-summary`, `word-bank` …
    pub fn words(mut self, words: &str) -> Self {
        words.clone_into(&mut self.words);
        self
    }

    /// The state of its first instalment.
    pub fn instalment(mut self, state: &'static str) -> Self {
        self.instalment = state;
        self
    }

    pub async fn plant(self) -> Planted {
        let planted = Planted {
            id: Uuid::now_v7(),
            plain: reference::new(),
            reference: String::new(),
            instalment: Uuid::now_v7(),
            round: Uuid::now_v7(),
            visit: Uuid::now_v7(),
        };
        let planted = Planted { reference: reference::show(&planted.plain), ..planted };
        let early = self.state == "concept";
        let drafted = matches!(self.state, "concept" | "draft" | "proposed");
        let approved = !drafted
            && !matches!(
                self.state,
                "submitted"
                    | "screened"
                    | "in_review"
                    | "deferred"
                    | "recommended"
                    | "rejected"
                    | "cancelled"
                    | "checked"
            )
            && self.kind == "qip";
        let owner = if early {
            self.proposer
        } else if self.kind == "support" {
            "kestrel"
        } else {
            "civil_affairs"
        };
        let partner = self.partner.filter(|_| !early && self.kind == "qip").map(seed::actor);
        let proposer = if self.kind == "support" { "kestrel" } else { self.proposer };
        let money = approved.then(|| rust_decimal::Decimal::from(10_000));
        sqlx::query(
            "insert into qips (id, reference, kind, owner_id, proposer_id, section_id, team_id, partner_id, title, summary, sector, area_id, women, men, requested,
                approved, approved_usd, starts_on, ends_on, fund, is_checked, state, version)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '140', $11, 40, 20, 10000, $12, $12,
                case when $13 then current_date - 30 end, case when $13 then current_date + 90 end, $14, true, $15, 1)",
        )
        .bind(planted.id)
        .bind(&planted.plain)
        .bind(self.kind)
        .bind(seed::actor(owner))
        .bind(seed::actor(proposer))
        .bind(seed::actor("civil_affairs"))
        .bind(seed::actor("qip_team"))
        .bind(partner)
        .bind(format!("{}-title", self.words))
        .bind(format!("{}-summary", self.words))
        .bind(seed::area("XZ0102"))
        .bind(money)
        .bind(approved)
        .bind(format!("{}-fund", self.words))
        .bind(self.state)
        .execute(self.world.owner().await)
        .await
        .unwrap();
        self.plant_parts(&planted, drafted, approved).await;
        planted
    }

    async fn plant_parts(&self, planted: &Planted, drafted: bool, approved: bool) {
        let Planted { id, instalment, round, visit, .. } = planted;
        let words = self.words.replace('\'', "''");
        let (ocha, ines, prc) = (seed::actor("ocha"), seed::person("Ines"), seed::actor("prc"));
        let world = self.world;
        world
            .sql(&format!(
                "insert into qip_acts (project_id, act, from_state, to_state, role, reason) values ('{id}', 'propose', 'new', '{}', 'partner', '{words}-reason');
                 insert into qip_comments (project_id, actor_id, role, person_id, body) values ('{id}', '{}', 'section', '{}', '{words}-comment');
                 insert into notes (record_kind, record_id, actor_id, person_id, body) values ('qip', '{id}', '{}', '{}', '{words}-note-team');",
                self.state,
                seed::actor("civil_affairs"),
                seed::person("Rosa"),
                seed::actor("qip_team"),
                seed::person("Keiko"),
            ))
            .await;
        if drafted && self.state != "proposed" {
            return;
        }
        world
            .sql(&format!(
                "insert into qip_parties (project_id, actor_id, why) values ('{id}', '{ocha}', 'check') on conflict do nothing;
                 insert into qip_checks (project_id, with_whom, result, words, actor_id, person_id) values ('{id}', 'coordinator', 'clear', '{words}-check', '{ocha}', '{ines}');"
            ))
            .await;
        if self.kind == "support" {
            return;
        }
        world
            .sql(&format!(
                "insert into qip_sections (project_id, section, body) values ('{id}', 'purpose', '{{\"problem\": \"{words}-problem\"}}');
                 insert into qip_assessments (project_id, body) values ('{id}', '{{\"assessment\": \"{words}-assessment\"}}');
                 insert into qip_banks (project_id, partner_id, signatory, bank, account) select '{id}', partner_id, '{words}-signatory', '{words}-bank', '{words}-account' from qips where id = '{id}';"
            ))
            .await;
        if self.state == "in_review" || self.state == "recommended" || approved {
            world
                .sql(&format!(
                    "insert into qip_rounds (id, committee_id, title, level, meets_on, quorum, state) values ('{round}', '{prc}', '{words}-round', 'mission', current_date, 3, 'planned');
                     insert into qip_round_items (round_id, project_id, position) values ('{round}', '{id}', 1);
                     update qip_rounds set state = 'open' where id = '{round}';"
                ))
                .await;
        }
        if approved {
            let signed = |least: &[&str], of: &str| {
                if least.contains(&self.instalment) {
                    "now()".to_owned()
                } else {
                    format!("null /* {of} */")
                }
            };
            let requested = signed(&["requested", "certified", "released", "accounted"], "asked");
            let certified = signed(&["certified", "released", "accounted"], "certified");
            let released = signed(&["released", "accounted"], "released");
            world
                .sql(&format!(
                    "insert into qip_instalments (id, project_id, position, milestone, amount, amount_usd, state, requested_at, certified_at, released_at)
                     values ('{instalment}', '{id}', 1, '{words}-milestone', 6000, 6000, '{}', {requested}, {certified}, {released}),
                            (gen_random_uuid(), '{id}', 2, '{words}-milestone', 4000, 4000, 'planned', null, null, null);
                     insert into qip_visits (id, project_id, kind, on_day, physical, quality, found, recommendation, actor_id, role)
                     values ('{visit}', '{id}', 'progress', current_date - 3, 40, 'good', '{words}-found', 'continue', '{}', 'section');",
                    self.instalment,
                    seed::actor("civil_affairs"),
                ))
                .await;
        }
    }
}
