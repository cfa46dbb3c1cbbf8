CREATE SCHEMA "compliance";
--> statement-breakpoint
CREATE TABLE "compliance"."alert" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"year" text NOT NULL,
	"families" text[] NOT NULL,
	"count" integer NOT NULL,
	"says" text NOT NULL,
	"because" text NOT NULL,
	"fix" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"dismissed_at" timestamp with time zone,
	"dismissed_by" text,
	"reason" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "alert_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "compliance"."alert_claim" (
	"tenant_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	CONSTRAINT "alert_claim_tenant_id_alert_id_claim_id_pk" PRIMARY KEY("tenant_id","alert_id","claim_id")
);
--> statement-breakpoint
CREATE TABLE "compliance"."night" (
	"tenant_id" uuid NOT NULL,
	"last" date NOT NULL,
	"lines" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "night_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "compliance"."outlier" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"payer_id" uuid NOT NULL,
	"code" text NOT NULL,
	"claim_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"usual" bigint NOT NULL,
	"n" integer NOT NULL,
	"z" double precision NOT NULL,
	"bins" jsonb NOT NULL,
	"least" bigint NOT NULL,
	"most" bigint NOT NULL,
	CONSTRAINT "outlier_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "compliance"."threshold" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"spreads" double precision NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "threshold_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "compliance"."alert_claim" ADD CONSTRAINT "alert_claim_tenant_id_alert_id_alert_tenant_id_id_fk" FOREIGN KEY ("tenant_id","alert_id") REFERENCES "compliance"."alert"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compliance"."alert_claim" ADD CONSTRAINT "alert_claim_tenant_id_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compliance"."outlier" ADD CONSTRAINT "outlier_tenant_id_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compliance"."outlier" ADD CONSTRAINT "outlier_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_key" ON "compliance"."alert" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "outlier_claim" ON "compliance"."outlier" USING btree ("tenant_id","claim_id");