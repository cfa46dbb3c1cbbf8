import { retentionClasses } from '@claimwright/core/ground/governance';
import { appRole } from './provision.ts';

/** What is under a legal hold, with all that speaks of it: a patient's claims, the remits that answered them, the files they came in. */
const heldSubjects = `
  with mine as (select subject from governance.hold where tenant_id = t and lifted_at is null),
       claim as (select c.id, c.patient_id, c.document_id from claims.claim c
                  where c.tenant_id = t and ('patient:' || c.patient_id in (select subject from mine) or 'claim:' || c.id in (select subject from mine))),
       told as (select rc.remit_id from posting.posted_claim p join remits.remit_claim rc on rc.tenant_id = p.tenant_id and rc.id = p.remit_claim_id
                 where p.tenant_id = t and p.claim_id in (select id from claim)
                union select remit_id from posting.decision where tenant_id = t and claim_id in (select id from claim))
  select subject from mine
   union select 'claim:' || id from claim
   union select 'patient:' || patient_id from claim
   union select 'document:' || document_id from claim
   union select 'remit:' || remit_id from told
   union select 'document:' || r.document_id from remits.remit r where r.tenant_id = t and r.id in (select remit_id from told)`;

const defaults = Object.entries(retentionClasses)
  .map(([name, { years }]) => `when '${name}' then ${years}`)
  .join(' ');

/**
 * The only way by which the application deletes what is kept: what a person proposed and another approved, of a class whose time is over
 * by the schedule that stands in the database, and nothing that is held. It runs with the owner's rights; the tenant is the session's.
 */
export const destroying = [
  `drop function if exists governance.destroy(uuid)`,
  `drop function if exists governance.expired(text, date)`,
  `create or replace function governance.kept_years(of_class text) returns int language sql stable set search_path = pg_catalog as $$
     select coalesce((select years from governance.retention_rule
                       where tenant_id = current_setting('claimwright.tenant')::uuid and class = of_class order by set_at desc limit 1),
                     case of_class ${defaults} end) $$`,
  `create function governance.expired(of_class text, of_before date) returns table (kind text, item text, sha256 text)
   language plpgsql stable set search_path = pg_catalog as $$
   declare
     t uuid := current_setting('claimwright.tenant')::uuid;
     held text[] := array(select subject from (${heldSubjects}) h);
   begin
     if 'practice' = any(held) then return; end if;
     if of_class = 'reasons' then
       return query select 'reason', w.chain || ' ' || w.seq, null::text from gate.record_words w
         join gate.record r on r.tenant_id = w.tenant_id and r.chain = w.chain and r.seq = w.seq
        where w.tenant_id = t and r.at < of_before and not r.subjects && held;
     elsif of_class = 'disclosures' then
       return query select 'disclosure', d.id::text, null::text from governance.disclosure d
        where d.tenant_id = t and d.disclosed_on < of_before and not ('patient:' || d.patient_id) = any(held);
     elsif of_class = 'answers' then
       return query select 'answer', a.actor_id || '/' || a.key, null::text from gate.answer a where a.tenant_id = t and a.at < of_before;
     elsif of_class = 'documents' then
       return query select 'document', d.id::text, d.sha256 from intake.document d
        where d.tenant_id = t and d.received_at < of_before and not ('document:' || d.id) = any(held)
          and not exists (select 1 from governance.tombstone g where g.tenant_id = t and g.kind = 'document' and g.item = d.id::text)
          and not exists (select 1 from claims.claim c join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id
                           where c.tenant_id = t and c.document_id = d.id and (s.payer_open <> 0 or s.patient_open <> 0));
     end if;
   end $$`,
  `create function governance.destroy(of_destruction uuid) returns table (kind text, item text, sha256 text)
   language plpgsql security definer set search_path = pg_catalog as $$
   #variable_conflict use_column
   declare
     t uuid := current_setting('claimwright.tenant')::uuid;
     d governance.destruction%rowtype;
   begin
     select * into d from governance.destruction where tenant_id = t and id = of_destruction and state = 'approved';
     if not found or d.decided_by is null or d.decided_by = d.proposed_by then
       raise exception 'nobody else approved this destruction' using errcode = 'insufficient_privilege';
     end if;
     if d.before > (now() - make_interval(years => governance.kept_years(d.class)))::date then
       raise exception 'its time is not over' using errcode = 'insufficient_privilege';
     end if;
     insert into governance.tombstone (tenant_id, kind, item, sha256, destruction_id, at)
       select t, e.kind, e.item, e.sha256, d.id, now() from governance.expired(d.class, d.before) e
       on conflict do nothing;
     delete from gate.record_words w using governance.tombstone g
      where w.tenant_id = t and g.tenant_id = t and g.destruction_id = d.id and g.kind = 'reason' and g.item = w.chain || ' ' || w.seq;
     delete from governance.disclosure x using governance.tombstone g
      where x.tenant_id = t and g.tenant_id = t and g.destruction_id = d.id and g.kind = 'disclosure' and g.item = x.id::text;
     delete from gate.answer a using governance.tombstone g
      where a.tenant_id = t and g.tenant_id = t and g.destruction_id = d.id and g.kind = 'answer' and g.item = a.actor_id || '/' || a.key;
     return query select g.kind, g.item, g.sha256 from governance.tombstone g where g.tenant_id = t and g.destruction_id = d.id order by 1, 2;
   end $$`,
  `revoke all on function governance.destroy(uuid) from public`,
  `grant execute on function governance.destroy(uuid) to ${appRole}`,
];
