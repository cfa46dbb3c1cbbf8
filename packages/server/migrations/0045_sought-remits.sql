ALTER TABLE "remits"."remit" ADD COLUMN "sought" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What is there is searched too. An owner who is no superuser is kept to one practice, and this is of all of them.
ALTER TABLE "remits"."remit" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "remits"."remit" SET "sought" = lower("trace_number" || chr(10) || "payer_name");--> statement-breakpoint
ALTER TABLE "remits"."remit" FORCE ROW LEVEL SECURITY;
