CREATE TABLE "governance"."link_leave" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"for_whom" text NOT NULL,
	"agreed_by" text NOT NULL,
	"agreed_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"act_id" uuid NOT NULL,
	CONSTRAINT "link_leave_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "link_leave_of" ON "governance"."link_leave" USING btree ("tenant_id","user_id","for_whom");