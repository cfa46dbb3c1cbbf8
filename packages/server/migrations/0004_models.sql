CREATE TABLE "governance"."agreement" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"vendor_id" text NOT NULL,
	"kind" text NOT NULL,
	"product" text NOT NULL,
	"purposes" text[] NOT NULL,
	"signed_on" date NOT NULL,
	"expires_on" date,
	"document_id" text,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "agreement_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."model" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"vendor_id" text NOT NULL,
	"product" text NOT NULL,
	"provider" text NOT NULL,
	"url" text NOT NULL,
	"name" text NOT NULL,
	"secret" text NOT NULL,
	"price_in" bigint NOT NULL,
	"price_out" bigint NOT NULL,
	"workflows" text[] NOT NULL,
	"keeps" text NOT NULL,
	"may_see_identified" boolean NOT NULL,
	"active" boolean NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "model_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."model_budget" (
	"tenant_id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"micro_dollars_a_month" bigint,
	"calls_a_minute" integer,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "model_budget_tenant_id_workflow_pk" PRIMARY KEY("tenant_id","workflow")
);
--> statement-breakpoint
CREATE TABLE "governance"."model_call" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task" text NOT NULL,
	"workflow" text NOT NULL,
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"model_id" text,
	"agreement_id" text,
	"version" text,
	"deidentified" boolean,
	"prompt" text,
	"answer" text,
	"tokens" text,
	"prompt_sha256" text,
	"answer_sha256" text,
	"tokens_in" bigint NOT NULL,
	"tokens_out" bigint NOT NULL,
	"micro_dollars" bigint NOT NULL,
	"milliseconds" bigint NOT NULL,
	"findings" jsonb NOT NULL,
	"proposing" text,
	"proposal_id" text,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "model_call_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."vendor" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"contact" text,
	"added_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "vendor_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "agreement_vendor" ON "governance"."agreement" USING btree ("tenant_id","vendor_id","product");--> statement-breakpoint
CREATE INDEX "model_call_at" ON "governance"."model_call" USING btree ("tenant_id","asked_at");--> statement-breakpoint
CREATE INDEX "model_call_sent" ON "governance"."model_call" USING btree ("tenant_id","sent_at");--> statement-breakpoint
CREATE INDEX "model_call_subject" ON "governance"."model_call" USING btree ("tenant_id","subject");--> statement-breakpoint
CREATE INDEX "model_call_state" ON "governance"."model_call" USING btree ("tenant_id","state","id");