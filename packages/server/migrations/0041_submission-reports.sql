CREATE TABLE "submission"."batch_report" (
	"tenant_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"json_document_id" uuid NOT NULL,
	"pdf_document_id" uuid NOT NULL,
	"json_sha256" text NOT NULL,
	"pdf_sha256" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "batch_report_tenant_id_batch_id_edition_pk" PRIMARY KEY("tenant_id","batch_id","edition")
);
--> statement-breakpoint
CREATE TABLE "submission"."inquiry_claim" (
	"tenant_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"trace" text NOT NULL,
	CONSTRAINT "inquiry_claim_tenant_id_batch_id_draft_id_pk" PRIMARY KEY("tenant_id","batch_id","draft_id")
);
--> statement-breakpoint
CREATE TABLE "submission"."scope" (
	"tenant_id" uuid NOT NULL,
	"payers" uuid[],
	"baseline" integer,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "scope_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
ALTER TABLE "submission"."batch" ADD COLUMN "purpose" text DEFAULT 'claims' NOT NULL;--> statement-breakpoint
ALTER TABLE "submission"."batch_claim" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "agreement" text;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "agreement_signed_on" date;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "agreement_ends_on" date;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submission"."clearinghouse" ADD COLUMN "stopped_because" text;--> statement-breakpoint
ALTER TABLE "submission"."batch_report" ADD CONSTRAINT "batch_report_tenant_id_batch_id_batch_tenant_id_id_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "submission"."batch"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch_report" ADD CONSTRAINT "batch_report_tenant_id_json_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","json_document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch_report" ADD CONSTRAINT "batch_report_tenant_id_pdf_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","pdf_document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."inquiry_claim" ADD CONSTRAINT "inquiry_claim_tenant_id_batch_id_batch_tenant_id_id_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "submission"."batch"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."inquiry_claim" ADD CONSTRAINT "inquiry_claim_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_report_json" ON "submission"."batch_report" USING btree ("tenant_id","json_document_id");--> statement-breakpoint
CREATE INDEX "batch_report_pdf" ON "submission"."batch_report" USING btree ("tenant_id","pdf_document_id");--> statement-breakpoint
CREATE INDEX "inquiry_claim_draft" ON "submission"."inquiry_claim" USING btree ("tenant_id","draft_id");