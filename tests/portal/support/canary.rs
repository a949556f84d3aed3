//! A house with one of every kind of record, and in every text of it a word that stands nowhere else.

use super::{
    World,
    meetings::Meet,
    requests::Asked,
    seed,
    words::{Readers, read_by, readers, table, text},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// How every word begins: nothing else of the house does.
const BEGINS: &str = "xoq";
/// Stands before each word, so that a search can ask for all without naming one.
pub const COMMON: &str = "Kanari";

/// A word, where it stands, and who may read it.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    /// Table and column.
    pub column: String,
    pub record: &'static str,
    pub readers: BTreeSet<&'static str>,
}

impl Word {
    /// `requests.need of convoy`.
    pub fn place(&self) -> String {
        format!("{} of {}", self.column, self.record)
    }
}

/// The whole house, and what stands in it.
pub struct Canary {
    pub world: World,
    pub words: BTreeMap<String, Word>,
    pub paper: Asked,
    records: BTreeMap<String, Uuid>,
}

impl Canary {
    pub async fn new() -> Canary {
        let world = World::new().await;
        let mut records = BTreeMap::new();
        let paper = plant(&world, &mut records).await;
        let text = fill(text("records.sql"), &mut records);
        world.sql(&text).await;
        let mut canary = Canary { world, words: BTreeMap::new(), paper, records };
        canary.mark().await;
        canary.world.sql(HAPPENED).await;
        canary
    }

    /// The words that stand in this text, each once.
    pub fn found<'a>(&'a self, text: &str) -> BTreeSet<&'a str> {
        let long = |at: usize| text.get(at..at + BEGINS.len() + 7);
        let words = text.match_indices(BEGINS).filter_map(|(at, _)| long(at));
        let numbers =
            text.match_indices('-').filter_map(|(at, _)| text.get(at.checked_sub(4)?..at + 5));
        let known = words.chain(numbers).filter_map(|word| self.words.get_key_value(word));
        known.map(|(word, _)| word.as_str()).collect()
    }

    /// Writes a word of its own into every text of every row that the table of `words.rs` names.
    async fn mark(&mut self) {
        let readers = readers();
        let tables: Vec<_> = table("columns.txt")
            .into_iter()
            .map(|row| (row[0], fill(row[1], &mut self.records), row[2]))
            .collect();
        let names = readers.keys().map(|(name, _)| (self.id(name).to_string(), *name));
        let names: BTreeMap<String, &'static str> = names.collect();
        for (table, record, columns) in tables {
            let kinds = format!(
                "select attname || ' ' || format_type(atttypid, null) from pg_attribute where attrelid = '{table}'::regclass"
            );
            let kinds = self.strings(&kinds).await;
            let there = format!(
                "select distinct ({record})::text from {table} where ({record}) is not null"
            );
            for id in self.strings(&there).await {
                let Some(name) = names.get(&id) else { continue };
                let row = format!(
                    "select ctid::text from {table} t where ({record})::text = '{id}' and t::text not like '%{BEGINS}%' limit 1"
                );
                while let Some(row) = self.strings(&row).await.pop() {
                    self.mark_row((table, &row, &kinds), name, columns, &readers).await;
                }
            }
        }
    }

    async fn mark_row(
        &mut self,
        (table, row, kinds): (&str, &str, &[String]),
        record: &'static str,
        columns: &'static str,
        readers: &Readers,
    ) {
        let mut said = Vec::new();
        for column in columns.split_whitespace() {
            let (column, class) = column.split_once(':').unwrap_or((column, "record"));
            let mut word = spell(self.words.len());
            if column == "reference" {
                let shown = format!("select {NUMBER} from {table} where ctid = '{row}'");
                word = self.strings(&shown).await.remove(0);
            } else {
                let kind = kinds.iter().find_map(|kind| kind.strip_prefix(&format!("{column} ")));
                let kind = kind.unwrap_or_else(|| panic!("there is no {table}.{column}"));
                said.push(format!("{column} = {}", worded(column, kind, &word)));
            }
            let readers = read_by(readers, record, class);
            let column = format!("{table}.{column}");
            self.words.insert(word.clone(), Word { text: word, column, record, readers });
        }
        let text = format!("update {table} set {} where ctid = '{row}'", said.join(", "));
        let update = sqlx::raw_sql(sqlx::AssertSqlSafe(text.clone()));
        if update.execute(self.world.owner().await).await.is_err() {
            // What is sealed, filed or sent does not change; a word in it has to be written past the rule.
            self.world.sql(&format!("set session_replication_role = replica; {text}; set session_replication_role = default")).await;
        }
    }

    /// Forgets words that found no place, and says of which columns of text there is neither a word nor a reason why not.
    pub async fn check(&mut self) -> Vec<String> {
        let mut reached: BTreeSet<String> = BTreeSet::new();
        let columns: BTreeSet<String> =
            self.words.values().map(|word| word.column.clone()).collect();
        for place in columns {
            let (table, column) = place.split_once('.').unwrap();
            let shown = if column == "reference" { NUMBER } else { column };
            let texts = format!("select coalesce(({shown})::text, '') from {table}");
            let text = self.strings(&texts).await.join(" ");
            self.words.retain(|word, known| known.column != place || text.contains(word.as_str()));
            let is_there = self.words.values().any(|known| known.column == place);
            reached.extend(is_there.then_some(place));
        }
        unsaid(&self.strings(TEXTS).await, &reached)
    }

    /// The id of a record by its name here, of an entry of the directory, or of a person.
    pub fn id(&self, name: &str) -> Uuid {
        match name.split_once(':') {
            Some(("actor", short)) => seed::actor(short),
            Some(("person", name)) => seed::person(name),
            _ => *self.records.get(name).unwrap_or_else(|| panic!("nothing is called {name}")),
        }
    }

    /// One column of text.
    pub async fn strings(&self, query: &str) -> Vec<String> {
        let query = sqlx::AssertSqlSafe(query.to_owned());
        sqlx::query_scalar(query).fetch_all(self.world.owner().await).await.unwrap()
    }
}

/// What search and the log of events make of records that came without them.
const HAPPENED: &str = "select search_fill();
    insert into events (role, act, record_kind, record_id, actor_id)
    select 'partner', 'submit', 'request', id, owner_id from requests union all select 'section', 'propose', 'qip', id, owner_id from qips
    union all select 'officer', 'invite', 'meeting', id, owner_id from meetings union all select 'admin', 'edit', 'actor', id, id from actors";

/// A number of a record as pages write it.
pub const NUMBER: &str = "left(reference, 4) || '-' || right(reference, 4)";

/// Every column of text of every table, but those that the database itself holds to a list or a pattern of codes.
const TEXTS: &str = "select c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'json') and a.attgenerated = ''
      and c.relname not like '%sqlx_migrations'
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
          and pg_get_constraintdef(k.oid) ~ '= ANY \\(ARRAY\\[|<@ ARRAY|~ ''')
    order by 1";

fn unsaid(all: &[String], reached: &BTreeSet<String>) -> Vec<String> {
    let excuses: Vec<&str> =
        table("excused.txt").iter().flat_map(|row| row[0].split(' ')).collect();
    let mut missing = Vec::new();
    for place in all {
        let is_excused = excuses.iter().any(|known| covers(known, place));
        match (reached.contains(place), is_excused) {
            (false, false) => missing
                .push(format!("no word reached {place}: words/readers.txt says who may read it")),
            (true, true) => missing.push(format!("{place} is excused and has a word")),
            _ => {}
        }
    }
    let stale = excuses.iter().filter(|known| !all.iter().any(|place| covers(known, place)));
    missing.extend(stale.map(|known| format!("{known} is excused and does not exist")));
    missing
}

/// `*.state`, `house.*` or the name of one column.
fn covers(pattern: &str, place: &str) -> bool {
    let (table, column) = place.split_once('.').unwrap();
    let (of, named) = pattern.split_once('.').unwrap();
    (of == "*" || of == table) && (named == "*" || named == column)
}

/// Ten letters, the same for the same number; the last one is a letter that no language takes off.
fn spell(number: usize) -> String {
    const STARTS: &[u8; 14] = b"bdfghklmnprtvz";
    const ENDS: &[u8; 5] = b"aeiou";
    // Neighbours look different: 343,000 words, walked through with long steps.
    let mut rest = number * 104_729 % 343_000;
    let mut word = BEGINS.to_owned();
    for _ in 0..3 {
        word.push(char::from(STARTS[rest % 14]));
        word.push(char::from(ENDS[rest / 14 % 5]));
        rest /= 70;
    }
    word + "k"
}

/// What is written into this column: an address where one is asked for, a part of what is larger, nothing where it has to be empty.
fn worded(column: &str, kind: &str, word: &str) -> String {
    let whole = match column {
        "link" | "website" => format!("https://{word}.example.org"),
        "email" => format!("{word}@example.org"),
        _ => format!("{COMMON} {word}"),
    };
    let part = format!("replace({column}::text, 'WORD', '{COMMON} {word}')::{kind}");
    match (kind, column) {
        ("text", "waiver") => format!("case {column} when '' then '' else '{whole}' end"),
        ("text", _) => format!(
            "case when {column} like '%WORD%' then {part} when {column} is not null then '{whole}' end"
        ),
        _ => part,
    }
}

/// `@actor:kestrel`, `@person:Ines`, `@area:XZ0102`, `@post:Ines/coordinator/ocha` and `@convoy` become ids; a record that nobody made
/// yet gets one.
fn fill(text: &str, records: &mut BTreeMap<String, Uuid>) -> String {
    let mut parts = text.split('@');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_alphanumeric() && !"_:/".contains(c));
        let (name, rest) = part.split_at(end.unwrap_or(part.len()));
        let id = match name.split_once(':') {
            Some(("actor", short)) => seed::actor(short),
            Some(("person", name)) => seed::person(name),
            Some(("area", code)) => seed::area(code),
            Some(("post", post)) => seed::id("post", post),
            _ => *records.entry(name.to_owned()).or_insert_with(Uuid::new_v4),
        };
        filled = format!("{filled}'{id}'{rest}");
    }
    filled
}

/// What the builders make: requests, meetings and forums, projects, notices. The request with a code is handed back.
async fn plant(world: &World, records: &mut BTreeMap<String, Uuid>) -> Asked {
    let convoy = world.asks("alderbrook_north").state("tasked").consent("f2", "kestrel");
    let village = world.asks("vc_millford").state("under_way").kind("community_support");
    let paper = world.asks("visitors").state("suspended").consent("f1", "sector_north");
    let paper = paper.plant().await;
    for (name, asked) in [
        ("convoy", convoy.plant().await),
        ("village", village.plant().await),
        ("opened", world.asks("fra").state("endorsed").plant().await),
        ("ward", world.asks("open_ward").plant().await),
        ("private", world.asks("alderbrook").audience("owner").plant().await),
        ("paper", paper.clone()),
    ] {
        records.insert(name.to_owned(), asked.id);
    }
    plant_meetings(world, records).await;
    plant_projects(world, records).await;
    let told = world.told("alderbrook_north", "ocha").plant().await;
    for (name, id) in [
        ("advice", world.notice("sector_north").audience("mission").plant().await),
        ("rain", world.notice("sector_north").state("draft").plant().await),
        ("relief", world.notice("ocha").audience("humanitarian").made_of(told).plant().await),
        ("flood", world.notice("civil_affairs").plant().await),
        ("told", told),
    ] {
        records.insert(name.to_owned(), id);
    }
    paper
}

fn both<'w>(meet: Meet<'w>, [one, other]: [&'static str; 2]) -> Meet<'w> {
    meet.invites(one).invites(other)
}

async fn plant_meetings(world: &World, records: &mut BTreeMap<String, Uuid>) {
    let north = ["alderbrook_north", "vc_millford"];
    let closed = ["alderbrook_north", "open_ward"];
    let weekly = world.forum("sector_north", "cimic", "parties", &north, "x").await;
    let shelter = world.forum("ocha", "protection", "humanitarian", &closed, "x").await;
    records.extend([("weekly".to_owned(), weekly), ("shelter".to_owned(), shelter)]);
    let host = || world.meets("sector_north").words("x");
    let sealed = world.meets("ocha").words("x").audience("humanitarian").state("sealed");
    let announced = host().audience("partners").announced().invites("vc_millford");
    let planned = world.meets("civil_affairs").words("x").state("planned");
    for (name, met) in [
        ("drafted", both(host().state("drafted").hours(-2), north).plant().await),
        ("circulated", both(host().state("circulated").hours(-30), north).plant().await),
        ("sealed", both(sealed.hours(-80), closed).plant().await),
        ("announced", announced.plant().await),
        ("planned", planned.plant().await),
    ] {
        records.insert(name.to_owned(), met.id);
        records.insert(format!("{name}_item"), met.item);
    }
}

async fn plant_projects(world: &World, records: &mut BTreeMap<String, Uuid>) {
    for (name, state) in [
        ("concept", "concept"),
        ("review", "in_review"),
        ("work", "implementing"),
        ("done", "handed_over"),
        ("support", "proposed"),
    ] {
        let project = world.project(state).words("WORD");
        let planted = project.instalment(if name == "work" { "released" } else { "planned" });
        let planted = planted.plant().await;
        for (name, id) in [
            (name.to_owned(), planted.id),
            (format!("{name}_round"), planted.round),
            (format!("{name}_visit"), planted.visit),
        ] {
            records.insert(name, id);
        }
        if name == "done" {
            world.photo(&planted, "Rosa", true).await;
        }
    }
}
