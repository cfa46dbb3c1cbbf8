CREATE TABLE "autonomy"."policy" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"because" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "policy_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "policy_version" ON "autonomy"."policy" USING btree ("tenant_id","workflow","version");