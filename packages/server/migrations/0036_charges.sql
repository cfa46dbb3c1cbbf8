CREATE SCHEMA "charges";
--> statement-breakpoint
CREATE TABLE "charges"."charge" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"patient_id" uuid NOT NULL,
	"patient_name" text NOT NULL,
	"payer_id" uuid,
	"site_id" uuid,
	"served_from" date,
	"charged" bigint NOT NULL,
	"state" text NOT NULL,
	"findings" jsonb NOT NULL,
	"content" text NOT NULL,
	"content_key" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "charge_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "claims"."billing_facts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "billing_facts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "charges"."charge" ADD CONSTRAINT "charge_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges"."charge" ADD CONSTRAINT "charge_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charges"."charge" ADD CONSTRAINT "charge_tenant_id_site_id_site_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "parties"."site"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "charge_content" ON "charges"."charge" USING btree ("tenant_id","content_key");--> statement-breakpoint
CREATE INDEX "charge_state" ON "charges"."charge" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "charge_account" ON "charges"."charge" USING btree ("tenant_id","account");--> statement-breakpoint
CREATE INDEX "charge_patient" ON "charges"."charge" USING btree ("tenant_id","patient_id");