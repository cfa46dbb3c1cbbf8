CREATE SCHEMA "measures";
--> statement-breakpoint
CREATE SCHEMA "eligibility";
--> statement-breakpoint
CREATE TABLE "measures"."counted" (
	"tenant_id" uuid NOT NULL,
	"night" date NOT NULL,
	"content" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "counted_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "measures"."denial_model" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"model" jsonb,
	"report" jsonb NOT NULL,
	"learned_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "denial_model_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "measures"."denial_threshold" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "denial_threshold_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "measures"."prediction" (
	"tenant_id" uuid NOT NULL,
	"draft_id" uuid NOT NULL,
	"draft_version" integer NOT NULL,
	"model_version" integer NOT NULL,
	"probability" double precision NOT NULL,
	"reasons" text[] NOT NULL,
	"foretold_at" timestamp with time zone NOT NULL,
	"denied" boolean,
	"scored_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "prediction_tenant_id_draft_id_draft_version_model_version_pk" PRIMARY KEY("tenant_id","draft_id","draft_version","model_version")
);
--> statement-breakpoint
CREATE TABLE "eligibility"."authorization" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"content" text NOT NULL,
	"content_key" text NOT NULL,
	"document_id" uuid NOT NULL,
	"learned_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "authorization_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "eligibility"."coverage" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"content" text NOT NULL,
	"content_key" text NOT NULL,
	"document_id" uuid NOT NULL,
	"learned_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "coverage_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "eligibility"."list_map" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"list" text NOT NULL,
	"headings" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "list_map_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "measures"."prediction" ADD CONSTRAINT "prediction_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility"."authorization" ADD CONSTRAINT "authorization_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility"."authorization" ADD CONSTRAINT "authorization_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility"."coverage" ADD CONSTRAINT "coverage_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eligibility"."coverage" ADD CONSTRAINT "coverage_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "denial_model_version" ON "measures"."denial_model" USING btree ("tenant_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "authorization_content" ON "eligibility"."authorization" USING btree ("tenant_id","content_key");--> statement-breakpoint
CREATE INDEX "authorization_patient" ON "eligibility"."authorization" USING btree ("tenant_id","patient_id","id");--> statement-breakpoint
CREATE INDEX "authorization_document" ON "eligibility"."authorization" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE UNIQUE INDEX "coverage_content" ON "eligibility"."coverage" USING btree ("tenant_id","content_key");--> statement-breakpoint
CREATE INDEX "coverage_patient" ON "eligibility"."coverage" USING btree ("tenant_id","patient_id","id");--> statement-breakpoint
CREATE INDEX "coverage_document" ON "eligibility"."coverage" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "list_map_list" ON "eligibility"."list_map" USING btree ("tenant_id","list","id");