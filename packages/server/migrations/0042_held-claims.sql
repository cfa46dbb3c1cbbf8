CREATE TABLE "scrub"."routing" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "routing_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "gate"."parked" ADD COLUMN "subject" text;--> statement-breakpoint
CREATE INDEX "parked_subject" ON "gate"."parked" USING btree ("tenant_id","subject","id");