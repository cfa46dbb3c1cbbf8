CREATE TABLE "governance"."onboarding_note" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"step" text,
	"because" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "onboarding_note_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."exercise_result" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"exercise" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	"place_id" uuid NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "exercise_result_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."training_place" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"training" uuid NOT NULL,
	"state" text NOT NULL,
	"files_read" integer DEFAULT 0 NOT NULL,
	"files" integer DEFAULT 0 NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"ended_by" text,
	"ended_at" timestamp with time zone,
	"certificate" text,
	"signature" text,
	"key" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "training_place_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."training_practice" (
	"tenant_id" uuid NOT NULL,
	"practice" uuid NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "training_practice_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE INDEX "onboarding_note_by" ON "governance"."onboarding_note" USING btree ("tenant_id","by","id");--> statement-breakpoint
CREATE INDEX "training_practice_of" ON "governance"."training_practice" USING btree ("practice");