//! `cimic-house verify`: whether a database is as the migrations left it, so that what Postgres is
//! to refuse it does refuse. Reads only system tables; run it after a restore or a change by hand.

use crate::db::MIGRATOR;
use sqlx::PgConnection;

/// The role of the running house.
pub const RUNTIME: &str = "cimic_app";

/// One rule and what breaks it; nothing does when the list is empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static str,
    pub broken_by: Vec<String>,
}

/// Each rule is a query for the names of what breaks it.
const RULES: &[(&str, &str)] = &[
    (
        "the roles cimic_app and cimic_reads exist",
        "select name from unnest(array['cimic_app', 'cimic_reads']) as name
         where not exists (select from pg_roles where rolname = name)",
    ),
    (
        "the house's roles have no power over the server and pass no row level security",
        "select rolname::text from pg_roles where rolname in ('cimic_app', 'cimic_reads')
         and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)",
    ),
    (
        "the house's roles are members of no other role, but cimic_app of cimic_reads",
        "select member.rolname || ' in ' || held.rolname from pg_auth_members m
         join pg_roles member on member.oid = m.member join pg_roles held on held.oid = m.roleid
         where member.rolname in ('cimic_app', 'cimic_reads') and held.rolname <> 'cimic_reads'",
    ),
    (
        "the house's roles own nothing",
        "select c.relname::text from pg_class c join pg_roles r on r.oid = c.relowner
         where r.rolname in ('cimic_app', 'cimic_reads')",
    ),
    (
        "every table has row level security (without a policy, nobody gets past it)",
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and c.relname <> '_sqlx_migrations'
         and not c.relrowsecurity",
    ),
    (
        "views ask with the rights of whoever reads them",
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
         and not coalesce(c.reloptions::text[] && array['security_invoker=true', 'security_invoker=on'], false)",
    ),
    (
        "nobody but the named roles has rights on tables",
        "select distinct c.relname::text from pg_class c, aclexplode(c.relacl) as held
         where c.relnamespace = 'public'::regnamespace and held.grantee = 0",
    ),
    (
        "cimic_app can neither empty a table, nor point at it, nor hang a trigger on it",
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and has_table_privilege('cimic_app', c.oid, 'truncate, references, trigger')",
    ),
    (
        "events are written once: no role of the house changes or removes them",
        "select role || ' on ' || c.relname from pg_class c, unnest(array['cimic_app', 'cimic_reads']) as role
         where c.relnamespace = 'public'::regnamespace and c.relname in ('events', 'read_events')
         and (has_any_column_privilege(role, c.oid, 'update') or has_table_privilege(role, c.oid, 'delete'))",
    ),
    (
        "cimic_reads writes read events and nothing else",
        "select c.relname::text from pg_class c
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (has_table_privilege('cimic_reads', c.oid, 'select, update, delete')
              or c.relname <> 'read_events' and has_any_column_privilege('cimic_reads', c.oid, 'insert'))",
    ),
    (
        "functions that run with their owner's rights say where they look for names",
        "select p.proname::text from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')",
    ),
    (
        "functions that run with their owner's rights are for named roles alone",
        "select p.proname::text from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
         and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as held
                     where held.grantee = 0)",
    ),
    (
        "nobody but the owner makes things in the schema",
        "select role from unnest(array['cimic_app', 'cimic_reads']) as role
         where has_schema_privilege(role, 'public', 'create')",
    ),
];

/// Every rule with what breaks it, the migrations first.
pub async fn verify(connection: &mut PgConnection) -> sqlx::Result<Vec<Finding>> {
    let pending = pending(connection).await?;
    let mut findings = vec![Finding { rule: "the migrations are all there", broken_by: pending }];
    for &(rule, query) in RULES {
        let roles_missing = findings.get(1).is_some_and(|roles| !roles.broken_by.is_empty());
        if roles_missing {
            break; // the rules after it ask for the roles' rights
        }
        let broken_by = sqlx::query_scalar(query).fetch_all(&mut *connection).await?;
        findings.push(Finding { rule, broken_by });
    }
    Ok(findings)
}

/// Migrations of this program that the database lacks, has half, or has with another text.
pub async fn pending(connection: &mut PgConnection) -> sqlx::Result<Vec<String>> {
    let exists = "select to_regclass('public._sqlx_migrations') is not null";
    let exists: bool = sqlx::query_scalar(exists).fetch_one(&mut *connection).await?;
    let applied: Vec<(i64, Vec<u8>, bool)> = if exists {
        let applied = "select version, checksum, success from public._sqlx_migrations";
        sqlx::query_as(applied).fetch_all(connection).await?
    } else {
        Vec::new()
    };
    let is_there = |version: i64, checksum: &[u8]| {
        applied.iter().any(|(v, c, success)| *v == version && c == checksum && *success)
    };
    Ok(MIGRATOR
        .iter()
        .filter(|migration| !is_there(migration.version, &migration.checksum))
        .map(|migration| format!("{} {}", migration.version, migration.description))
        .collect())
}

/// Why the running house must not connect as this role, if it must not.
pub async fn unfit_runtime(connection: &mut PgConnection) -> sqlx::Result<Option<String>> {
    let query = "select current_user::text, rolsuper or rolbypassrls, exists (
                     select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace)
                 from pg_roles r where rolname = current_user";
    let (role, passes_policies, owns): (String, bool, bool) =
        sqlx::query_as(query).fetch_one(connection).await?;
    Ok((passes_policies || owns).then(|| {
        format!(
            "DATABASE_URL connects as {role}, whom row level security does not bind: connect as \
             {RUNTIME}, and give the owner's address as CIMIC_OWNER_URL"
        )
    }))
}

/// What the runtime role needs to see that the migrations are current.
pub const GRANT_MIGRATIONS: &str = "grant select on public._sqlx_migrations to cimic_app";
