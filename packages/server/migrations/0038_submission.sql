CREATE SCHEMA "submission";
--> statement-breakpoint
CREATE TABLE "submission"."batch" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"clearinghouse_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"control" integer NOT NULL,
	"reference" text NOT NULL,
	"state" text NOT NULL,
	"sha256" text NOT NULL,
	"size" integer NOT NULL,
	"claims" integer NOT NULL,
	"billed" bigint NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"document_id" uuid,
	"tries" integer NOT NULL,
	"sent_at" timestamp with time zone,
	"trouble" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "batch_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "batch_approved" CHECK (state in ('prepared', 'dropped') or (approved_by is not null and approved_at is not null))
);
--> statement-breakpoint
CREATE TABLE "submission"."batch_claim" (
	"tenant_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"patient_control_number" text NOT NULL,
	"billing_npi" text,
	"billed" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"open" boolean NOT NULL,
	CONSTRAINT "batch_claim_tenant_id_batch_id_draft_id_pk" PRIMARY KEY("tenant_id","batch_id","draft_id")
);
--> statement-breakpoint
CREATE TABLE "submission"."claim_event" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"event" text NOT NULL,
	"event_key" text NOT NULL,
	"document_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "claim_event_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "submission"."clearinghouse" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"path" text,
	"answers_path" text,
	"host" text,
	"port" integer,
	"username" text,
	"secret" text,
	"host_key" text,
	"url" text,
	"sender_id" text NOT NULL,
	"sender_name" text NOT NULL,
	"contact" text NOT NULL,
	"phone" text,
	"receiver_id" text NOT NULL,
	"receiver_name" text NOT NULL,
	"test" boolean NOT NULL,
	"payers" uuid[] NOT NULL,
	"most_claims" integer NOT NULL,
	"usual" jsonb NOT NULL,
	"nightly_at" text,
	"last_night" date,
	"active" boolean NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "clearinghouse_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "submission"."counter" (
	"tenant_id" uuid NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "counter_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "submission"."fetched" (
	"tenant_id" uuid NOT NULL,
	"clearinghouse_id" uuid NOT NULL,
	"name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "fetched_tenant_id_clearinghouse_id_name_pk" PRIMARY KEY("tenant_id","clearinghouse_id","name")
);
--> statement-breakpoint
CREATE TABLE "submission"."work" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"draft_id" uuid,
	"batch_id" uuid,
	"document_id" uuid,
	"causes" jsonb NOT NULL,
	"claims" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "work_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "submission"."batch" ADD CONSTRAINT "batch_tenant_id_clearinghouse_id_clearinghouse_tenant_id_id_fk" FOREIGN KEY ("tenant_id","clearinghouse_id") REFERENCES "submission"."clearinghouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch" ADD CONSTRAINT "batch_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch" ADD CONSTRAINT "batch_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch_claim" ADD CONSTRAINT "batch_claim_tenant_id_batch_id_batch_tenant_id_id_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "submission"."batch"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."batch_claim" ADD CONSTRAINT "batch_claim_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."claim_event" ADD CONSTRAINT "claim_event_tenant_id_batch_id_batch_tenant_id_id_fk" FOREIGN KEY ("tenant_id","batch_id") REFERENCES "submission"."batch"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."claim_event" ADD CONSTRAINT "claim_event_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."claim_event" ADD CONSTRAINT "claim_event_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."fetched" ADD CONSTRAINT "fetched_tenant_id_clearinghouse_id_clearinghouse_tenant_id_id_fk" FOREIGN KEY ("tenant_id","clearinghouse_id") REFERENCES "submission"."clearinghouse"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "batch_control" ON "submission"."batch" USING btree ("tenant_id","control");--> statement-breakpoint
CREATE UNIQUE INDEX "batch_reference" ON "submission"."batch" USING btree ("tenant_id","reference");--> statement-breakpoint
CREATE INDEX "batch_state" ON "submission"."batch" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "batch_document" ON "submission"."batch" USING btree ("tenant_id","document_id") WHERE document_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "batch_claim_open" ON "submission"."batch_claim" USING btree ("tenant_id","draft_id") WHERE open;--> statement-breakpoint
CREATE INDEX "batch_claim_draft" ON "submission"."batch_claim" USING btree ("tenant_id","draft_id");--> statement-breakpoint
CREATE INDEX "batch_claim_number" ON "submission"."batch_claim" USING btree ("tenant_id","patient_control_number");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_event_once" ON "submission"."claim_event" USING btree ("tenant_id","draft_id","event_key");--> statement-breakpoint
CREATE INDEX "claim_event_document" ON "submission"."claim_event" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_key" ON "submission"."work" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "work_open" ON "submission"."work" USING btree ("tenant_id","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "work_draft" ON "submission"."work" USING btree ("tenant_id","draft_id") WHERE draft_id is not null;