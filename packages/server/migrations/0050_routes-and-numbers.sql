CREATE TABLE "submission"."route" (
	"tenant_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"clearinghouse_id" uuid,
	"payer_number" text,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "route_tenant_id_payer_id_kind_version_pk" PRIMARY KEY("tenant_id","payer_id","kind","version")
);
--> statement-breakpoint
ALTER TABLE "submission"."batch" ADD COLUMN "payer_number" text;--> statement-breakpoint
ALTER TABLE "submission"."batch_claim" ADD COLUMN "member" text;--> statement-breakpoint
ALTER TABLE "submission"."batch_claim" ADD COLUMN "number_chosen" jsonb;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "answer_ids" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "others" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "submission"."work" ADD COLUMN "payer_id" uuid;--> statement-breakpoint
-- An owner who is no superuser is kept to one practice too, and this is of all of them.
ALTER TABLE "submission"."clearinghouse" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parties"."payer" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "submission"."clearinghouse" SET "others" = false WHERE cardinality("payers") > 0;--> statement-breakpoint
INSERT INTO "submission"."route" ("tenant_id", "payer_id", "kind", "version", "clearinghouse_id", "set_by", "set_at", "act_id")
	SELECT h."tenant_id", y."id", k.kind, 1, h."id", 'set up before', h."set_at", h."act_id"
	  FROM "submission"."clearinghouse" h
	  JOIN "parties"."payer" y ON y."tenant_id" = h."tenant_id" AND y."id" = ANY(h."payers")
	 CROSS JOIN (VALUES ('professional'), ('institutional'), ('dental')) k (kind)
	 ORDER BY h."active" DESC, h."name", h."id"
	ON CONFLICT DO NOTHING;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "parties"."payer" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "submission"."route" ADD CONSTRAINT "route_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."route" ADD CONSTRAINT "route_tenant_id_clearinghouse_id_clearinghouse_tenant_id_id_fk" FOREIGN KEY ("tenant_id","clearinghouse_id") REFERENCES "submission"."clearinghouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;