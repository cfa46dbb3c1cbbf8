CREATE TABLE "governance"."affiliation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organisation" uuid NOT NULL,
	"roles" text[] NOT NULL,
	"by" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "affiliation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."organisation" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "organisation_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "governance"."template" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"steps" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "template_tenant_id_id_version_pk" PRIMARY KEY("tenant_id","id","version")
);
--> statement-breakpoint
CREATE TABLE "governance"."template_push" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"practice" uuid NOT NULL,
	"outcome" text NOT NULL,
	"because" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "template_push_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."invitation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"roles" text[] NOT NULL,
	"sites" uuid[] DEFAULT '{}' NOT NULL,
	"payers" uuid[] DEFAULT '{}' NOT NULL,
	"credentials" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"code_hash" text NOT NULL,
	"state" text NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "invitation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."member_change" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"roles" text[] NOT NULL,
	"sites" uuid[] DEFAULT '{}' NOT NULL,
	"payers" uuid[] DEFAULT '{}' NOT NULL,
	"credentials" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"because" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "member_change_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."role_limit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"role" text NOT NULL,
	"permission" text NOT NULL,
	"up_to" bigint,
	"own_up_to" bigint,
	"payers" uuid[] DEFAULT '{}' NOT NULL,
	"sites" uuid[] DEFAULT '{}' NOT NULL,
	"ended" boolean NOT NULL,
	"because" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "role_limit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "governance"."member" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "governance"."member" ADD COLUMN "sites" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "governance"."member" ADD COLUMN "payers" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "governance"."member" ADD COLUMN "credentials" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "affiliation_organisation" ON "governance"."affiliation" USING btree ("organisation");--> statement-breakpoint
CREATE INDEX "template_push_of" ON "governance"."template_push" USING btree ("tenant_id","template_id","id");--> statement-breakpoint
CREATE INDEX "invitation_code" ON "governance"."invitation" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "member_change_of" ON "governance"."member_change" USING btree ("tenant_id","user_id","id");--> statement-breakpoint
CREATE INDEX "role_limit_of" ON "governance"."role_limit" USING btree ("tenant_id","permission","role","id");