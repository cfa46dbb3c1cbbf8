CREATE TABLE "parties"."patient_search" (
	"tenant_id" uuid NOT NULL,
	"token" text NOT NULL,
	"patient_id" uuid NOT NULL,
	CONSTRAINT "patient_search_tenant_id_token_patient_id_pk" PRIMARY KEY("tenant_id","token","patient_id")
);
--> statement-breakpoint
CREATE TABLE "governance"."data_key" (
	"tenant_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"keeper" text NOT NULL,
	"kek_id" text NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"wrapped_at" timestamp with time zone NOT NULL,
	"current_from" timestamp with time zone,
	"retired_at" timestamp with time zone,
	CONSTRAINT "data_key_tenant_id_purpose_version_pk" PRIMARY KEY("tenant_id","purpose","version")
);
--> statement-breakpoint
CREATE TABLE "governance"."key_rotation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"to_version" integer NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"ordered_by" text NOT NULL,
	"state" text NOT NULL,
	"resealed" bigint NOT NULL,
	"total" bigint NOT NULL,
	"proof" jsonb,
	"done_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "key_rotation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
DROP INDEX "parties"."patient_name";--> statement-breakpoint
DROP INDEX "claims"."claim_member";--> statement-breakpoint
ALTER TABLE "gate"."answer" ALTER COLUMN "outcome" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "gate"."parked" ALTER COLUMN "input" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "intake"."reading" ALTER COLUMN "findings" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD COLUMN "member_index" text;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" ADD COLUMN "patient_member_index" text;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" ADD COLUMN "subscriber_member_index" text;--> statement-breakpoint
ALTER TABLE "parties"."patient_search" ADD CONSTRAINT "patient_search_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "key_rotation_open" ON "governance"."key_rotation" USING btree ("tenant_id") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "claim_member" ON "claims"."claim" USING btree ("tenant_id","member_index","served_from");