import { appRole } from './provision.ts';

/** Tables by which something leaves, or somebody comes in: a training practice has no row in any of them, whatever the program does. */
const outward: readonly string[] = [
  ...['governance.vendor', 'governance.agreement', 'governance.model', 'governance.model_call'],
  ...['governance.partner', 'governance.write_back', 'governance.service_account', 'governance.service_key'],
  ...['governance.invitation', 'governance.affiliation', 'governance.emergency_access', 'governance.sign_on_provider'],
  ...['governance.disclosure', 'intake.source', 'gate.stream', 'gate.checkpoint'],
];

/**
 * What keeps a training practice apart in the database itself, and the one way by which it is deleted: all of its rows, by the practice
 * whose it is. It runs with the owner's rights, because the application deletes nothing; whoever asks must be in the practice's own
 * transaction, and what is no training practice of it is refused.
 */
export const trainingSteps: readonly string[] = [
  ...outward.flatMap((table) => [
    `drop policy if exists training_practice on ${table}`,
    `create policy training_practice on ${table} as restrictive for insert with check (not exists (
       select 1 from governance.training_practice where tenant_id = (select current_setting('claimwright.tenant')::uuid)))`,
  ]),
  'drop function if exists governance.end_training(uuid)',
  `create function governance.end_training(of_training uuid) returns table (gone bigint, documents text[], acts jsonb)
   language plpgsql security definer set search_path = pg_catalog as $$
   #variable_conflict use_variable
   declare
     mine text := current_setting('claimwright.tenant');
     place text;
     left_over text[];
     n bigint;
     before int;
   begin
     perform set_config('claimwright.tenant', of_training::text, true);
     if not exists (select 1 from governance.training_practice t where t.tenant_id = of_training and t.practice = mine::uuid) then
       raise exception 'this is no training practice of this practice' using errcode = 'insufficient_privilege';
     end if;
     -- Whoever writes there holds this lock (store.ts): from here on nobody does, and what they wrote is seen below.
     perform pg_advisory_xact_lock(hashtext('keys/' || of_training::text), (select count(*) + count(current_from) + count(retired_at)
       from governance.data_key where tenant_id = of_training)::int);
     gone := 0;
     documents := array(select d.sha256 from intake.document d where d.tenant_id = of_training
         union select e.sha256 from codes.edition e where e.tenant_id = of_training);
     acts := coalesce((select jsonb_agg(r.body order by r.seq) from gate.record r
                        where r.tenant_id = of_training and r.chain = 'acts' and r.actor_kind = 'person' and r.outcome = 'applied'), '[]');
     left_over := array(
       select format('%I.%I', s.nspname, c.relname) from pg_class c join pg_namespace s on s.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind = 'r' and not c.relispartition and s.nspname !~ '^pg_' order by 1);
     -- What others refer to goes after them: what is refused is tried again when they are gone.
     while cardinality(left_over) > 0 loop
       before := cardinality(left_over);
       foreach place in array left_over loop
         begin
           execute format('delete from %s where tenant_id = $1', place) using of_training;
           get diagnostics n = row_count;
           gone := gone + n;
           left_over := array_remove(left_over, place);
         exception when foreign_key_violation then null;
         end;
       end loop;
       if cardinality(left_over) = before then raise exception 'its tables refer to each other in a circle'; end if;
     end loop;
     delete from pgboss.job j where j.data ->> 'tenant' = of_training::text;
     perform set_config('claimwright.tenant', mine, true);
     return next;
   end $$`,
  'revoke all on function governance.end_training(uuid) from public',
  `grant execute on function governance.end_training(uuid) to ${appRole}`,
];
