//! Two handovers under way: one that the predecessor has signed, one that waits for an administrator.

use super::{Past, events};
use crate::{db::Tx, web::error::Result};
use uuid::Uuid;

/// Predecessor, role, successor, days until the hour, whether it is confirmed and signed by the predecessor; by e-mail address.
const UNDER_WAY: [(&str, &str, &str, i32, bool); 2] = [
    ("lindi@example.org", "officer", "anders@example.org", 6, true),
    ("mei@example.org", "liaison", "freya@example.org", 20, false),
];

/// Writes them, proposed by the chief of the CIMIC cell two days ago.
pub async fn build(tx: &mut Tx, past: Past) -> Result<()> {
    for (from, role, to, days, signed) in UNDER_WAY {
        let id = Uuid::now_v7();
        sqlx::query!(
            "insert into handovers (id, post_id, predecessor_id, successor_id, actor_id, role, community, moves_at, stated, proposed_by, confirmed_by, state,
                 predecessor_signed_at, counts, created_at)
             select $1, o.id, o.person_id, s.id, o.actor_id, o.role, '', (current_date + $5::int + time '08:00') at time zone h.time_zone, true, c.id,
                 case when $6 then a.id end, case when $6 then 'open' else 'proposed' end, case when $6 then $7::timestamptz end,
                 case when $6 then '{\"requests\": 4, \"actions\": 2, \"meetings\": 3}'::jsonb end, $8
             from people p join posts o on o.person_id = p.id and o.role = $3 and post_in_force(o), people s, people c, people a, house h
             where p.email = $2 and s.email = $4 and c.email = 'nadia@example.org' and a.email = 'noor@example.org'",
            id,
            from,
            role,
            to,
            days,
            signed,
            jiff_sqlx::Timestamp::from(past.days(1)) as _,
            jiff_sqlx::Timestamp::from(past.days(2)) as _,
        )
        .execute(tx.conn())
        .await?;
        events(tx, "handover", "propose_handover", [id], past.days(2)).await?;
        if signed {
            events(tx, "handover", "confirm_handover", [id], past.days(2)).await?;
            events(tx, "handover", "sign_handover", [id], past.days(1)).await?;
        }
    }
    Ok(())
}
