//! What the stories leave behind, table by table, written in one statement each.

use crate::{db::Tx, web::error::Result};
use serde_json::Value;
use sqlx::{Executor, types::Json};

/// Rows by table, as JSON objects with the names of the columns.
#[derive(Default)]
pub struct Rows {
    pub requests: Vec<Value>,
    pub acts: Vec<Value>,
    pub events: Vec<Value>,
    pub parties: Vec<Value>,
    pub alternatives: Vec<Value>,
    pub sheets: Vec<Value>,
    pub contacts: Vec<Value>,
    pub routes: Vec<Value>,
    pub partners: Vec<Value>,
    pub consents: Vec<Value>,
    pub offers: Vec<Value>,
    pub briefs: Vec<Value>,
    pub relays: Vec<Value>,
    pub comments: Vec<Value>,
    pub notes: Vec<Value>,
    pub codes: Vec<Value>,
    pub drafts: Vec<Value>,
    pub bookings: Vec<Value>,
    pub readings: Vec<Value>,
}

/// Runs one checked statement on the rows of a table.
macro_rules! insert {
    ($tx:expr, $rows:expr, $sql:literal) => {
        sqlx::query!($sql, Json($rows) as _).execute($tx.conn()).await?
    };
}

impl Rows {
    /// Writes everything; the records first, then what hangs on them.
    pub async fn write(self, tx: &mut Tx) -> Result<()> {
        self.write_records(tx).await?;
        self.write_private(tx).await?;
        self.write_words(tx).await?;
        self.write_readings(tx).await
    }

    async fn write_records(&self, tx: &mut Tx) -> Result<()> {
        insert!(
            tx,
            &self.requests,
            "insert into requests (id, reference, owner_id, community, entered_by_id, author_id, channel, door, language, kind, need, people_affected, what,
                    weight_kg, volume_m3, persons, items, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster, harm,
                    harm_why, waiver, is_late, support, state, resumes_to, assistance, needs_endorsement, matrix, screening_desk_id, endorsing_desk_id,
                    cimic_desk_id, unit_id, has_code, received_at, state_since, ended_at, erased_at, version)
             select id, reference, owner_id, community, entered_by_id, author_id, channel, door, language, kind, need, people_affected, what,
                    weight_kg, volume_m3, persons, items, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster, harm,
                    harm_why, waiver, is_late, support, state, resumes_to, assistance, needs_endorsement, matrix, screening_desk_id, endorsing_desk_id,
                    cimic_desk_id, unit_id, has_code, received_at, state_since, ended_at, erased_at, version
             from jsonb_populate_recordset(null::requests, $1) order by received_at"
        );
        insert!(
            tx,
            &self.acts,
            "insert into request_acts (request_id, at, act, from_state, to_state, side, person_id, actor_id, role, reason, detail, heard)
             select request_id, at, act, from_state, to_state, side, person_id, actor_id, role, reason, detail, heard
             from jsonb_populate_recordset(null::request_acts, $1) with ordinality order by at, ordinality"
        );
        insert!(
            tx,
            &self.offers,
            "insert into offers (id, request_id, desk_id, provider_id, assets, asset_ids, conditions, decided_by, order_reference, valid_until, state, reason,
                    offered_by, offered_at, version)
             select id, request_id, desk_id, provider_id, assets, asset_ids, conditions, decided_by, order_reference, valid_until, state, reason,
                    offered_by, offered_at, version from jsonb_populate_recordset(null::offers, $1)"
        );
        insert!(
            tx,
            &self.parties,
            "insert into request_parties (request_id, actor_id, why, added_at)
             select request_id, actor_id, why, added_at from jsonb_populate_recordset(null::request_parties, $1) on conflict do nothing"
        );
        insert!(
            tx,
            &self.relays,
            "insert into relays (original_id, relay_id) select original_id, relay_id from jsonb_populate_recordset(null::relays, $1)"
        );
        insert!(
            tx,
            &self.bookings,
            "insert into asset_bookings (asset_id, from_day, until_day, why, request_id)
             select asset_id, from_day, until_day, why, request_id from jsonb_populate_recordset(null::asset_bookings, $1)"
        );
        insert!(
            tx,
            &self.alternatives,
            "insert into request_alternatives (request_id, position, option, outcome, tried_on)
             select request_id, position, option, outcome, tried_on from jsonb_populate_recordset(null::request_alternatives, $1)"
        );
        insert!(
            tx,
            &self.sheets,
            "insert into request_sheets (request_id, point, answer, evidence, answered_by, answered_at)
             select request_id, point, answer, evidence, answered_by, answered_at from jsonb_populate_recordset(null::request_sheets, $1)"
        );
        insert!(
            tx,
            &self.briefs,
            "insert into request_briefs (act_at, request_id, unit_id, order_reference, brief, fears)
             select act_at, request_id, unit_id, order_reference, brief, fears from jsonb_populate_recordset(null::request_briefs, $1)"
        );
        Ok(())
    }

    async fn write_private(&self, tx: &mut Tx) -> Result<()> {
        insert!(
            tx,
            &self.contacts,
            "insert into request_contacts (request_id, name, phone, email, radio, organisation)
             select request_id, name, phone, email, radio, organisation from jsonb_populate_recordset(null::request_contacts, $1)"
        );
        insert!(
            tx,
            &self.routes,
            "insert into request_routes (request_id, from_place, to_place, route, times)
             select request_id, from_place, to_place, route, times from jsonb_populate_recordset(null::request_routes, $1)"
        );
        insert!(
            tx,
            &self.partners,
            "insert into request_partners (request_id, on_behalf_of, beneficiaries)
             select request_id, on_behalf_of, beneficiaries from jsonb_populate_recordset(null::request_partners, $1)"
        );
        insert!(
            tx,
            &self.consents,
            "insert into consents (request_id, recipient_id, fields, purpose, given_by, given_actor, heard, given_at, until_at, withdrawn_at)
             select request_id, recipient_id, fields, purpose, given_by, given_actor, heard, given_at, until_at, withdrawn_at
             from jsonb_populate_recordset(null::consents, $1)"
        );
        insert!(
            tx,
            &self.codes,
            "insert into request_codes (request_id, code_hash)
             select request_id, sha256(convert_to(code, 'utf8')) from jsonb_to_recordset($1) as c (request_id uuid, code text)"
        );
        Ok(())
    }

    async fn write_words(&self, tx: &mut Tx) -> Result<()> {
        insert!(
            tx,
            &self.comments,
            "insert into request_comments (request_id, actor_id, role, person_id, body, at)
             select request_id, actor_id, role, person_id, body, at from jsonb_populate_recordset(null::request_comments, $1)"
        );
        insert!(
            tx,
            &self.drafts,
            "insert into drafts (kind, actor_id, person_id, form, updated_at, created_at)
             select 'request', actor_id, person_id, form, updated_at, created_at from jsonb_populate_recordset(null::drafts, $1)"
        );
        insert!(
            tx,
            &self.notes,
            "insert into notes (record_kind, record_id, actor_id, person_id, body, at)
             select 'request', record_id, actor_id, person_id, body, at from jsonb_populate_recordset(null::notes, $1)"
        );
        insert!(
            tx,
            &self.events,
            "insert into events (at, person_id, post_id, actor_id, role, act, record_kind, record_id)
             select at, person_id, post_id, actor_id, role, act, 'request', record_id
             from jsonb_populate_recordset(null::events, $1) with ordinality order by at, ordinality"
        );
        Ok(())
    }

    /// As the role that may write read events and nothing else.
    async fn write_readings(&self, tx: &mut Tx) -> Result<()> {
        tx.conn().execute("set local role cimic_reads").await?;
        insert!(
            tx,
            &self.readings,
            "insert into read_events (record_kind, record_id, person_id, hour, at, post_id, actor_id, role, what)
             select 'request', record_id, person_id, date_trunc('hour', at), at, post_id, actor_id, role, 'page'
             from jsonb_to_recordset($1) as r (record_id uuid, person_id uuid, at timestamptz, post_id uuid, actor_id uuid, role text)
             on conflict do nothing"
        );
        tx.conn().execute("set local role cimic_app").await?;
        Ok(())
    }
}
