//! Every address of the house with its gaps filled in from a world, and a walk along every link.

use super::{Browser, World, browser::Page, requests::Asked, seed};
use cimic_house::requests::states::SPECS;
use std::collections::{BTreeMap, BTreeSet};

/// How many variants of one list (by its query) a walk looks at.
const VARIANTS: usize = 4;

/// A state in which the act of this address is possible; `submitted` for every other address.
pub fn fitting_state(path: &str) -> &'static str {
    let rest = path.strip_prefix("/requests/{reference}/").unwrap_or_default();
    let noun = rest.rsplit('/').next().unwrap_or_default();
    let of_part = rest.contains('/');
    let spec = SPECS.iter().find(|spec| {
        !noun.is_empty()
            && spec.noun == noun
            && (spec.of != cimic_house::requests::states::Of::Request) == of_part
    });
    let state = spec.and_then(|spec| spec.from.first()).map_or("submitted", |state| state.as_str());
    // Only an accepted offer, or one that waits, hangs on an offered request.
    if state == "draft" { "submitted" } else { state }
}

/// The address with its gaps filled: those of requests from the one given, others from the world.
pub async fn fill(world: &World, path: &str, asked: &Asked) -> String {
    if ["/meetings/{", "/forums/{", "/rooms/{"].iter().any(|start| path.starts_with(start)) {
        return fill_meeting(world, path).await;
    }
    if path.starts_with("/qips/") {
        return fill_project(world, path).await;
    }
    if path == "/dashboards/{token}" {
        return "/dashboards/answering".to_owned();
    }
    let id = match path {
        _ if !path.contains("{id}") => String::new(),
        _ if path.starts_with("/objectives/") => objective(world, path).await,
        _ if path.starts_with("/sitreps/") => {
            let plant = "with s as (insert into sitreps (owner_id, from_on, until_on) select $2, current_date - 6, current_date from requests r where r.id = $1 returning id),
                p as (insert into sitrep_parts (sitrep_id, part, body) select id, 'summary', 'A quiet week' from s) select id from s";
            with_actor(world, plant, asked, "sector_north").await
        }
        _ if path.contains("/offers/{id}") => asked.offer.to_string(),
        _ if path.contains("/consents/{id}") => asked.consent.unwrap_or_default().to_string(),
        _ if path.starts_with("/actors/") => seed::actor("alderbrook_north").to_string(),
        _ if path.starts_with("/contacts/") => one(world, CONTACT).await,
        _ if path.starts_with("/relations/") => one(world, RELATION).await,
        _ if path.starts_with("/merges/") => one(world, MERGE).await,
        _ if path.starts_with("/areas/versions/") => {
            let taken = "insert into gazetteers (file, areas) values ('areas.csv', 6) returning id";
            one(world, taken).await
        }
        _ if path.starts_with("/areas/") => seed::area("XZ0102").to_string(),
        _ if path.starts_with("/desks/") || path.starts_with("/responsibilities/") => {
            seed::actor("sector_north").to_string()
        }
        _ if path.starts_with("/people/") => seed::person("Safi").to_string(),
        _ if path.starts_with("/applications/") => application(world).await,
        _ if path.starts_with("/handovers/") => handover(world, path).await,
        _ if path.starts_with("/posts/") => {
            world.post("Safi", "partner", "sirenu_mothers").to_string()
        }
        _ if path.starts_with("/assets/") => {
            one(world, "select id from assets order by name limit 1").await
        }
        _ if path.starts_with("/files/") => file(world, asked).await,
        _ if path.starts_with("/actions/") => action(world, path, asked).await,
        _ if path.starts_with("/reports/") => {
            let plant = "insert into reports (id, source_kind, source_id, owner_id, audience) select gen_random_uuid(), 'request', r.id, $2, 'mission'
                from requests r where r.id = $1
                on conflict (source_id, owner_id) do update set audience = excluded.audience returning id";
            with_actor(world, plant, asked, "sector_north").await
        }
        _ if path.starts_with("/visits/") => {
            let plant = "insert into visits (id, owner_id, visited_id, visited_on, area_id, topics) select gen_random_uuid(), $2, r.owner_id, current_date, r.from_area_id, '{needs}'
                from requests r where r.id = $1 returning id";
            with_actor(world, plant, asked, "sector_north").await
        }
        _ if path.starts_with("/notices/contributions/") => {
            world.told("alderbrook_north", "ocha").plant().await.to_string()
        }
        _ if path.starts_with("/notices/") => {
            let spec = cimic_house::notices::states::SPECS.iter().find(|spec| spec.path == path);
            let state = if path.ends_with("/edit") { "draft" } else { "published" };
            let state = spec.map_or(state, |spec| spec.from[spec.from.len() - 1].as_str());
            world.notice("sector_north").state(state).plant().await.to_string()
        }
        _ if path.starts_with("/activities/imports/") => import(world, "activity", "ocha").await,
        _ if path.starts_with("/activities/exports/") => export(world).await,
        _ if path.starts_with("/activities/sharing/") => shared(world).await,
        _ if path.starts_with("/activities/") => activity(world).await,
        // Things that come and go, of which there is none here.
        _ if ["/account/sessions/", "/parked/", "/drafts/", "/imports/", "/audit/", "/links/"]
            .iter()
            .any(|start| path.starts_with(start)) =>
        {
            uuid::Uuid::nil().to_string()
        }
        _ => panic!("support/addresses.rs does not know what the id in {path} is"),
    };
    let filled = path
        .replace("{reference}", &asked.reference)
        .replace("{id}", &id)
        .replace("{post}", &world.post("Safi", "partner", "sirenu_mothers").to_string())
        .replace("{token}", "no-such-token");
    let filled = filled.replace("{code}", "XZ0102");
    assert!(!filled.contains('{'), "support/addresses.rs does not know how to fill {path}");
    filled
}

/// A fresh meeting, forum or room of Sector North, in a state in which the act of this address is possible;
/// Alderbrook's Kolmata office and a village are invited.
async fn fill_meeting(world: &World, path: &str) -> String {
    let name = uuid::Uuid::new_v4().to_string();
    if path.starts_with("/rooms/") {
        return path.replace("{id}", &world.room("sector_north", &name, false).await.to_string());
    }
    let members = ["alderbrook_north", "vc_millford"];
    let forum = world.forum("sector_north", "cimic", "parties", &members, &name).await;
    if path.starts_with("/forums/") {
        return path.replace("{id}", &forum.to_string());
    }
    let meet = world.meets("sector_north").of(forum);
    let met = match path.rsplit('/').next().unwrap_or_default() {
        "invitations" => meet.state("planned"),
        "new-time" => meet.state("postponed"),
        "held" | "attendance" | "walk-ins" => meet.hours(-2),
        "print" | "minutes.pdf" | "new" | "circulation" | "draft" | "decisions" | "removal"
        | "words" => meet.hours(-2).state("drafted"),
        "redraft" | "correction" | "seal" => meet.hours(-80).state("circulated"),
        "addenda" => meet.hours(-80).state("sealed"),
        _ if path.contains("/minutes") => meet.hours(-2).state("held"),
        _ => meet,
    };
    let met = met.plant().await;
    if path.contains("/minutes/{id}") {
        world
            .sql(&format!("update meeting_items set state = 'agenda' where id = '{}'", met.item))
            .await;
    }
    path.replace("{reference}", &met.reference).replace("{id}", &met.item.to_string())
}

/// A project in a state in which the address means something, a round, or a proposed change of the numbers.
async fn fill_project(world: &World, path: &str) -> String {
    if path.starts_with("/qips/settings/") {
        let proposed = "insert into qip_policy_proposals (body, why, proposed_by) select body -> 'qip', 'More rain', id from policies, people where people.name = 'Samuel Ferro'
            and policies.version = policy_now() on conflict ((true)) where state = 'proposed' do update set why = excluded.why returning id";
        return path.replace("{id}", &one(world, proposed).await);
    }
    if !path.contains('{') {
        return path.to_owned();
    }
    if path.starts_with("/qips/exports/") {
        return path.replace("{id}", &project_export(world).await);
    }
    if path.starts_with("/qips/imports/") {
        return path.replace("{id}", &import(world, "project", "civil_affairs").await);
    }
    let (state, instalment) = super::qips::fitting(path);
    let planted = world.project(state).instalment(instalment).plant().await;
    let part = match path {
        _ if path.contains("/instalments/") => planted.instalment,
        _ if path.contains("/visits/") => planted.visit,
        _ if path.contains("/photos/") => {
            world.photo(&planted, "Rosa", !path.ends_with("/release")).await
        }
        _ => planted.round,
    };
    path.replace("{reference}", &planted.reference)
        .replace("{id}", &part.to_string())
        .replace("{section}", "idea")
}

/// Something planted beside a request, for an actor.
async fn with_actor(world: &World, plant: &'static str, asked: &Asked, actor: &str) -> String {
    let done = sqlx::query_scalar::<_, uuid::Uuid>(plant).bind(asked.id).bind(seed::actor(actor));
    done.fetch_one(world.owner().await).await.unwrap().to_string()
}

/// Somebody of a humanitarian organisation who applied just now.
async fn application(world: &World) -> String {
    let applied = "insert into applications (name, email, organisation, community, reason)
                   values ('Lio Marr', 'lio@example.org', 'Tesselaid', 'humanitarian', 'New in Kolmata') returning id";
    one(world, applied).await
}

/// The northern officer's post goes to the southern one: proposed, or confirmed where it is to be signed.
async fn handover(world: &World, path: &str) -> String {
    let confirmed = path.ends_with("/signature");
    let id = uuid::Uuid::now_v7();
    world
        .sql(&format!(
            "update handovers set state = 'cancelled' where state in ('proposed', 'open');
             insert into handovers (id, post_id, predecessor_id, successor_id, actor_id, role, community, moves_at, stated, proposed_by, confirmed_by, state)
             values ('{id}', '{}', '{}', '{}', '{}', 'officer', 'military', now() + interval '3 days', true, '{}', {}, '{}')",
            world.post("Pavel", "officer", "sector_north"),
            world.person("Pavel"),
            world.person("Lindi"),
            seed::actor("sector_north"),
            world.person("Nadia"),
            if confirmed { format!("'{}'", world.person("Noor")) } else { "null".to_owned() },
            if confirmed { "open" } else { "proposed" },
        ))
        .await;
    id.to_string()
}

/// A document of the request, brought by the actor that owns it; its bytes are in the store.
async fn file(world: &World, asked: &Asked) -> String {
    let id = uuid::Uuid::new_v4();
    world.state.blobs.put(id, b"%PDF-1.7\nSay nothing".to_vec()).await.unwrap();
    let plant = "insert into files (id, record_kind, record_id, owner_id, actor_id, role, name, media, bytes, sha256)
        select $1, 'request', r.id, r.owner_id, r.owner_id, 'partner', 'Plan of the bridge.pdf', 'pdf', 20, sha256('x') from requests r where r.id = $2";
    sqlx::query(plant).bind(id).bind(asked.id).execute(world.owner().await).await.unwrap();
    id.to_string()
}

/// An action point of the northern desk to the request's owner, in a state in which the act of this address is possible.
async fn action(world: &World, path: &str, asked: &Asked) -> String {
    let spec = cimic_house::actions::states::SPECS.iter().find(|spec| spec.path == path);
    let state = spec.map_or("offered", |spec| spec.from[0].as_str());
    let plant = "insert into actions (id, source_kind, source_id, body, owner_id, actor_id, due_on, state, done_note)
        select gen_random_uuid(), 'request', r.id, 'Clear the culvert', $2, r.owner_id, current_date + 5, $3, 'Cleared'
        from requests r where r.id = $1 returning id";
    let id: uuid::Uuid = sqlx::query_scalar(plant)
        .bind(asked.id)
        .bind(seed::actor("sector_north"))
        .bind(state)
        .fetch_one(world.owner().await)
        .await
        .unwrap();
    id.to_string()
}

/// What the field office of the relief organisation does, for the humanitarian community.
async fn activity(world: &World) -> String {
    let plant = format!(
        "insert into activities (actor_id, area_id, cluster, what, starts_on, audience) values ('{}', '{}', 'WSH', 'Wells', '2026-10-01', 'humanitarian') returning id",
        seed::actor("alderbrook_north"),
        seed::area("XZ0102"),
    );
    planted(world, plant).await
}

/// A file of this kind that an office brought in, its dry run done, with one row.
async fn import(world: &World, kind: &str, actor: &str) -> String {
    let plant = format!(
        "with i as (insert into activity_imports (actor_id, kind, file_name, file, state) values ('{}', '{kind}', 'list.csv', 'x', 'checked') returning id),
              r as (insert into activity_import_rows (import_id, row, outcome, record, cells) select id, 2, 'error', 'Somebody', '{{}}' from i)
         select id from i",
        seed::actor(actor),
    );
    planted(world, plant).await
}

/// A list that Ines took out.
async fn export(world: &World) -> String {
    let reference = cimic_house::reference::new();
    let plant = format!(
        "insert into activity_exports (reference, actor_id, person_id, post_id, format) values ('{reference}', '{}', '{}', '{}', 'csv') returning id",
        seed::actor("ocha"),
        seed::person("Ines"),
        world.post("Ines", "coordinator", "ocha"),
    );
    planted(world, plant).await
}

/// A list of projects that Keiko took out; there is one to tell of.
async fn project_export(world: &World) -> String {
    world.project("implementing").plant().await;
    let reference = cimic_house::reference::new();
    let plant = format!(
        "insert into qip_exports (reference, actor_id, person_id, post_id) values ('{reference}', '{}', '{}', '{}') returning id",
        seed::actor("qip_team"),
        seed::person("Keiko"),
        world.post("Keiko", "qip_manager", "qip_team"),
    );
    planted(world, plant).await
}

/// What the field office lets the coordinator read.
async fn shared(world: &World) -> String {
    let plant = format!(
        "insert into activity_consents (owner_id, recipient_id, fields, purpose, until_at) values ('{}', '{}', '{{f3}}', 'To check', now() + interval '1 day') returning id",
        seed::actor("alderbrook_north"),
        seed::actor("ocha"),
    );
    planted(world, plant).await
}

/// An objective of Force HQ's CIMIC cell: a draft where it is to be made active, else active.
async fn objective(world: &World, path: &str) -> String {
    let state = if path.ends_with("/activation") { "draft" } else { "active" };
    let plant = format!(
        "insert into objectives (code, level, title, owner_id, starts_on, state) values ('T' || upper(substr(md5(random()::text), 1, 12)), 'cimic_line', 'Trust', '{}', '2026-01-01', '{state}') returning id",
        seed::actor("fhq_cimic"),
    );
    planted(world, plant).await
}

async fn planted(world: &World, text: String) -> String {
    let text = sqlx::AssertSqlSafe(text);
    let id: uuid::Uuid = sqlx::query_scalar(text).fetch_one(world.owner().await).await.unwrap();
    id.to_string()
}
/// A contact of Alderbrook's office in Kolmata, one that is there or a new one.
const CONTACT: &str = "with found as (select c.id from actor_contacts c join actors a on a.id = c.actor_id where a.name like '%Kolmata field office' and c.removed_at is null limit 1),
    made as (insert into actor_contacts (actor_id, function) select id, 'Access focal point' from actors where name like '%Kolmata field office' and not exists (select from found) returning id)
    select id from found union all select id from made";
/// Alderbrook's headquarters funds the network of mothers.
const RELATION: &str = "with found as (select id from actor_relations where until is null limit 1),
    made as (insert into actor_relations (from_id, kind, to_id) select a.id, 'funds', b.id from actors a, actors b
        where a.name = 'Alderbrook Relief International' and b.name like 'Sirenu Mothers%' and not exists (select from found) returning id)
    select id from found union all select id from made";
/// The coordinator proposed that the network of mothers is Alderbrook.
const MERGE: &str = "with found as (select id from actor_merges where state = 'proposed' limit 1),
    made as (insert into actor_merges (from_id, into_id, proposed_by) select a.id, b.id, p.id from actors a, actors b, people p
        where b.name = 'Alderbrook Relief International' and a.name like 'Sirenu Mothers%' and p.name like 'Malik%' and not exists (select from found) returning id)
    select id from found union all select id from made";

async fn one(world: &World, query: &'static str) -> String {
    let id: Option<uuid::Uuid> =
        sqlx::query_scalar(query).fetch_optional(world.owner().await).await.unwrap();
    id.unwrap_or_default().to_string()
}

/// A page that was reached, and the page whose link led there.
pub struct Reached {
    pub from: String,
    pub page: Page,
}

/// Opens these addresses and then every link that the pages show, until nothing new comes.
pub async fn walk(browser: &Browser, starts: &[&str]) -> Vec<Reached> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut variants: BTreeMap<String, usize> = BTreeMap::new();
    let mut reached = Vec::new();
    let mut next: Vec<(String, String)> =
        starts.iter().map(|start| ((*start).to_owned(), String::new())).collect();
    while let Some((path, from)) = next.pop() {
        if path.is_empty() || path.starts_with("/static/") || !seen.insert(path.clone()) {
            continue;
        }
        if let Some((list, _)) = path.split_once('?') {
            let count = variants.entry(list.to_owned()).or_default();
            *count += 1;
            if *count > VARIANTS {
                continue;
            }
        }
        let page = browser.get(&path).await;
        next.extend(page.links().into_iter().map(|link| (link, path.clone())));
        if page.status.is_redirection() {
            next.push((
                page.location().split('#').next().unwrap_or_default().to_owned(),
                path.clone(),
            ));
        }
        reached.push(Reached { from, page });
    }
    reached
}
