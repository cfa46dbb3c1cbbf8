CREATE TABLE "governance"."emergency_access" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"reason" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"reviewed_at" timestamp with time zone,
	"reviewed_by" text,
	"finding" text,
	"note" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "emergency_access_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."service_account" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "service_account_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."service_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "service_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."sign_in_policy" (
	"tenant_id" uuid NOT NULL,
	"second_factor_roles" text[] NOT NULL,
	"idle_minutes" integer NOT NULL,
	"longest_hours" integer NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "sign_in_policy_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "governance"."sign_on_provider" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" text NOT NULL,
	"domains" text[] NOT NULL,
	"second_factor" boolean NOT NULL,
	"active" boolean NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "sign_on_provider_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE INDEX "emergency_access_user" ON "governance"."emergency_access" USING btree ("tenant_id","user_id","ends_at");--> statement-breakpoint
CREATE INDEX "service_key_account" ON "governance"."service_key" USING btree ("tenant_id","account_id");