CREATE TABLE "claims"."draft" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_control_number" text NOT NULL,
	"kind" text NOT NULL,
	"payer_id" uuid NOT NULL,
	"sent_as" text NOT NULL,
	"frequency" text NOT NULL,
	"patient_id" uuid NOT NULL,
	"patient_name" text NOT NULL,
	"site_id" uuid,
	"served_from" date,
	"served_to" date,
	"billed" bigint NOT NULL,
	"version" integer NOT NULL,
	"content" text NOT NULL,
	"made_key" text NOT NULL,
	"document_id" uuid,
	"from_claim_id" uuid,
	"made_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "draft_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "claims"."draft_standing" (
	"tenant_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"status" text NOT NULL,
	"claim_id" uuid,
	"since" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "draft_standing_tenant_id_draft_id_pk" PRIMARY KEY("tenant_id","draft_id")
);
--> statement-breakpoint
CREATE TABLE "claims"."draft_version" (
	"tenant_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" text NOT NULL,
	"changed" text[] NOT NULL,
	"because" text,
	"restores" integer,
	"made_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "draft_version_tenant_id_draft_id_version_pk" PRIMARY KEY("tenant_id","draft_id","version")
);
--> statement-breakpoint
ALTER TABLE "claims"."draft" ADD CONSTRAINT "draft_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft" ADD CONSTRAINT "draft_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft" ADD CONSTRAINT "draft_tenant_id_site_id_site_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "parties"."site"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft" ADD CONSTRAINT "draft_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft" ADD CONSTRAINT "draft_tenant_id_from_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","from_claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft_standing" ADD CONSTRAINT "draft_standing_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft_standing" ADD CONSTRAINT "draft_standing_tenant_id_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."draft_version" ADD CONSTRAINT "draft_version_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "draft_made" ON "claims"."draft" USING btree ("tenant_id","made_key");--> statement-breakpoint
CREATE INDEX "draft_control_number" ON "claims"."draft" USING btree ("tenant_id","patient_control_number");--> statement-breakpoint
CREATE INDEX "draft_patient" ON "claims"."draft" USING btree ("tenant_id","patient_id","served_from");--> statement-breakpoint
CREATE INDEX "draft_document" ON "claims"."draft" USING btree ("tenant_id","document_id") WHERE document_id is not null;--> statement-breakpoint
CREATE INDEX "draft_standing_status" ON "claims"."draft_standing" USING btree ("tenant_id","status","draft_id");