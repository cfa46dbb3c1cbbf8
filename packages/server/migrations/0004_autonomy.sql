CREATE SCHEMA "autonomy";
--> statement-breakpoint
CREATE TABLE "autonomy"."alert" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"payer_id" uuid,
	"sign" text NOT NULL,
	"value" integer NOT NULL,
	"allowed" integer NOT NULL,
	"lowered_to" text,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"seen_by" text,
	CONSTRAINT "alert_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."change" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"command" text NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"subject" text NOT NULL,
	"payer_id" uuid,
	"amount" bigint NOT NULL,
	"confidence" integer NOT NULL,
	"reversal" text NOT NULL,
	"sampled" boolean NOT NULL,
	"agent" text NOT NULL,
	"agent_version" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "change_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."promotion" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"payer_id" uuid,
	"from_level" text NOT NULL,
	"to_level" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "promotion_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."review" (
	"tenant_id" uuid NOT NULL,
	"change_id" uuid NOT NULL,
	"says" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "review_tenant_id_change_id_says_pk" PRIMARY KEY("tenant_id","change_id","says")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."setting" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"payer_id" uuid,
	"site_id" uuid,
	"level" text NOT NULL,
	"limits" jsonb NOT NULL,
	"because" text NOT NULL,
	"evidence" jsonb,
	"set_by" text NOT NULL,
	"set_by_kind" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "setting_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."stop" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"stopped" boolean NOT NULL,
	"because" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "stop_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."trial" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"payer_id" uuid,
	"control_share" integer NOT NULL,
	"salt" text NOT NULL,
	"rule" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"started_by" text NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_why" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "trial_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "autonomy"."trial_item" (
	"tenant_id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"subject" text NOT NULL,
	"trial_id" uuid,
	"arm" text NOT NULL,
	"payer_id" uuid,
	"command" text NOT NULL,
	"kind" text,
	"digest" text NOT NULL,
	"figures" jsonb NOT NULL,
	"confidence" integer NOT NULL,
	"amount" bigint NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"proposal_id" uuid,
	"applied_by" uuid,
	"touched" boolean DEFAULT false NOT NULL,
	"person_digest" text,
	"person_act" uuid,
	"person_id" text,
	"person_at" timestamp with time zone,
	"agree" boolean,
	"seconds" integer,
	"error_cost" bigint,
	CONSTRAINT "trial_item_tenant_id_workflow_subject_pk" PRIMARY KEY("tenant_id","workflow","subject")
);
--> statement-breakpoint
CREATE INDEX "alert_newest" ON "autonomy"."alert" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "change_subject" ON "autonomy"."change" USING btree ("tenant_id","subject");--> statement-breakpoint
CREATE INDEX "change_at" ON "autonomy"."change" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "promotion_waiting" ON "autonomy"."promotion" USING btree ("tenant_id","state");--> statement-breakpoint
CREATE INDEX "setting_workflow" ON "autonomy"."setting" USING btree ("tenant_id","workflow","id");--> statement-breakpoint
CREATE INDEX "stop_workflow" ON "autonomy"."stop" USING btree ("tenant_id","workflow","id");--> statement-breakpoint
CREATE INDEX "trial_workflow" ON "autonomy"."trial" USING btree ("tenant_id","workflow","ended_at");--> statement-breakpoint
CREATE INDEX "trial_item_compared" ON "autonomy"."trial_item" USING btree ("tenant_id","workflow","person_at");--> statement-breakpoint
CREATE INDEX "trial_item_applied" ON "autonomy"."trial_item" USING btree ("tenant_id","applied_by");