-- With the control number, and no longer than an index has room for. Of all practices: an owner who is no superuser is kept to one.
ALTER TABLE "remits"."remit" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "remits"."remit" SET "sought" = lower(left("control", 40) || chr(10) || left("trace_number", 120) || chr(10) || left("payer_name", 200));--> statement-breakpoint
ALTER TABLE "remits"."remit" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "remit_sought" ON "remits"."remit" USING btree ("tenant_id","sought","paid_on","document_id","paid","state","id");
