CREATE TABLE "claims"."standing" (
	"tenant_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"status" text NOT NULL,
	"payer_open" bigint NOT NULL,
	"patient_open" bigint NOT NULL,
	"served_from" date,
	CONSTRAINT "standing_tenant_id_claim_id_pk" PRIMARY KEY("tenant_id","claim_id")
);
--> statement-breakpoint
-- An owner who is no superuser is kept to one practice too, and this is of all of them.
ALTER TABLE "claims"."claim" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO "claims"."standing" ("tenant_id", "claim_id", "status", "payer_open", "patient_open", "served_from")
	SELECT "tenant_id", "id", "status", "payer_open", "patient_open", "served_from" FROM "claims"."claim";--> statement-breakpoint
DROP INDEX "claims"."claim_status";--> statement-breakpoint
ALTER TABLE "claims"."standing" ADD CONSTRAINT "standing_tenant_id_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."claim" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "standing_status" ON "claims"."standing" USING btree ("tenant_id","status",coalesce(served_from, '-infinity'::date),"claim_id");--> statement-breakpoint
ALTER TABLE "claims"."claim" DROP COLUMN "status";--> statement-breakpoint
ALTER TABLE "claims"."claim" DROP COLUMN "payer_open";--> statement-breakpoint
ALTER TABLE "claims"."claim" DROP COLUMN "patient_open";