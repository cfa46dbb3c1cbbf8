CREATE TABLE "gate"."checkpoint" (
	"tenant_id" uuid NOT NULL,
	"chain" text NOT NULL,
	"n" bigint NOT NULL,
	"from_seq" bigint NOT NULL,
	"to_seq" bigint NOT NULL,
	"body" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "checkpoint_tenant_id_chain_n_pk" PRIMARY KEY("tenant_id","chain","n")
);
--> statement-breakpoint
CREATE TABLE "gate"."record_words" (
	"tenant_id" uuid NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"salt" text NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "record_words_tenant_id_chain_seq_pk" PRIMARY KEY("tenant_id","chain","seq")
);
--> statement-breakpoint
CREATE TABLE "gate"."stream" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "stream_tenant_id_name_chain_pk" PRIMARY KEY("tenant_id","name","chain")
);
--> statement-breakpoint
CREATE TABLE "governance"."disclosure" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"disclosed_on" date NOT NULL,
	"basis" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_address" text,
	"what" text NOT NULL,
	"why" text NOT NULL,
	"silent_until" date,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "disclosure_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."destruction" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"class" text NOT NULL,
	"before" date NOT NULL,
	"items" integer NOT NULL,
	"digest" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"certificate" jsonb,
	CONSTRAINT "destruction_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."hold" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" text NOT NULL,
	"matter" text NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"lifted_by" text,
	"lifted_at" timestamp with time zone,
	"lifted_act_id" uuid,
	CONSTRAINT "hold_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."retention_rule" (
	"tenant_id" uuid NOT NULL,
	"class" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"years" integer NOT NULL,
	"basis" text NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "retention_rule_tenant_id_class_set_at_pk" PRIMARY KEY("tenant_id","class","set_at")
);
--> statement-breakpoint
CREATE TABLE "governance"."tombstone" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"item" text NOT NULL,
	"sha256" text,
	"destruction_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tombstone_tenant_id_kind_item_pk" PRIMARY KEY("tenant_id","kind","item")
);
--> statement-breakpoint
DROP INDEX "gate"."record_what";--> statement-breakpoint
ALTER TABLE "gate"."record" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "gate"."record" ADD COLUMN "purpose" text;--> statement-breakpoint
CREATE UNIQUE INDEX "checkpoint_to" ON "gate"."checkpoint" USING btree ("tenant_id","chain","to_seq");--> statement-breakpoint
CREATE INDEX "disclosure_patient" ON "governance"."disclosure" USING btree ("tenant_id","patient_id","disclosed_on");--> statement-breakpoint
CREATE INDEX "destruction_newest" ON "governance"."destruction" USING btree ("tenant_id","proposed_at");--> statement-breakpoint
CREATE INDEX "hold_subject" ON "governance"."hold" USING btree ("tenant_id","subject");--> statement-breakpoint
CREATE INDEX "record_actor" ON "gate"."record" USING btree ("tenant_id","chain","actor_id","seq");--> statement-breakpoint
CREATE INDEX "record_purpose" ON "gate"."record" USING btree ("tenant_id","purpose","seq") WHERE purpose is not null;--> statement-breakpoint
CREATE INDEX "record_at" ON "gate"."record" USING btree ("tenant_id","chain","at");--> statement-breakpoint
CREATE INDEX "record_what" ON "gate"."record" USING btree ("tenant_id","chain","what","seq");--> statement-breakpoint
ALTER TABLE "gate"."record" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "gate"."record" SET "actor_kind" = substring("body" from '"actor":\{"id":"[^"]*","kind":"([^"]*)"'), "purpose" = substring("body" from '"purpose":"([a-z-]+)"');--> statement-breakpoint
ALTER TABLE "gate"."record" FORCE ROW LEVEL SECURITY;
