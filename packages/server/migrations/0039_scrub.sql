CREATE SCHEMA "scrub";
--> statement-breakpoint
CREATE TABLE "scrub"."checked" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "checked_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scrub"."known" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"content" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "known_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scrub"."override" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"at" text NOT NULL,
	"role" text NOT NULL,
	"because" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "override_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scrub"."rule" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "rule_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scrub"."rule_switch" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"active" boolean NOT NULL,
	"because" text NOT NULL,
	"switched_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "rule_switch_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "scrub"."terms" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "terms_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "scrub"."checked" ADD CONSTRAINT "checked_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub"."known" ADD CONSTRAINT "known_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub"."known" ADD CONSTRAINT "known_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub"."override" ADD CONSTRAINT "override_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scrub"."terms" ADD CONSTRAINT "terms_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checked_draft" ON "scrub"."checked" USING btree ("tenant_id","draft_id","id");--> statement-breakpoint
CREATE INDEX "known_patient" ON "scrub"."known" USING btree ("tenant_id","patient_id","id");--> statement-breakpoint
CREATE INDEX "known_draft" ON "scrub"."known" USING btree ("tenant_id","draft_id");--> statement-breakpoint
CREATE UNIQUE INDEX "override_finding" ON "scrub"."override" USING btree ("tenant_id","draft_id","version","code","at");--> statement-breakpoint
CREATE UNIQUE INDEX "rule_version" ON "scrub"."rule" USING btree ("tenant_id","rule_id","version");--> statement-breakpoint
CREATE INDEX "rule_switch_rule" ON "scrub"."rule_switch" USING btree ("tenant_id","rule_id","id");--> statement-breakpoint
CREATE INDEX "terms_payer" ON "scrub"."terms" USING btree ("tenant_id","payer_id","id");